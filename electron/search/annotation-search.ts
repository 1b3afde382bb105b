import { closeSync, constants, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LibraryHit, LibraryHits } from '../../core/contract';
import type { Annotation } from '../../core/model/annotation';
import { isRetired } from '../../core/model/join-records';
import { isId } from '../../core/model/parse-annotation';
import { folded } from '../../core/search/fold';
import { excerpt, holds, parseSearch, searchTextOf } from '../../core/search/search-text';
import type { ParsedStore } from '../../core/store-file';
import { sameStamp, type Stamp } from '../storage/durable-write';
import { parseStoreBytes } from '../storage/read-store';
import { systemCode, unless } from '../storage/system-error';
import { countIn, inOrder, keepForSearch, type KeptDocument } from './kept-document';

/** A tag, how many annotations have it, and in which documents. */
export interface UsedTag {
  readonly tag: string;
  readonly annotations: number;
  readonly documentIds: readonly string[];
}

/** Annotations sent to a window at most: more cannot be looked through. */
const mostHits = 100;
/** Errors of a file that another program holds or takes away: it is looked at again with the next search. */
const passing = ['ENOENT', 'EACCES', 'EPERM', 'EIO', 'ENXIO', 'ELOOP', 'EISDIR', 'EBUSY'];

/** Documents whose annotations are kept as they are, for the next letter that is typed: no fewer than can have hits. */
const mostAtHand = 2 * mostHits;

interface AtHand {
  readonly stamp: Stamp;
  /** In the order of the text. */
  readonly annotations: readonly Annotation[];
}

/**
 * The words of all annotations of all documents in memory, read from the store files and brought up to date before each search: only files
 * that changed since are read again. Looking through the texts one after the other is quick enough for a million, finds any part of a word
 * in any script, and needs no index. Runs in a thread of its own, so it reads in one go: waiting for each file would take longer than reading it.
 */
export class AnnotationSearch {
  private readonly kept = new Map<string, KeptDocument>();
  private readonly atHand = new Map<string, AtHand>();
  private comparedAt: bigint | null = null;

  /** `folder` is that of the documents' store files. */
  constructor(private readonly folder: string) {}

  /** Finds the annotations that hold what was typed. */
  async find(typed: string): Promise<LibraryHits> {
    await this.refresh();
    const search = parseSearch(typed);
    const hits: LibraryHit[] = [];
    let [total, documents] = [0, 0];
    for (const document of this.lastOpenedFirst()) {
      const found = countIn(document, search);
      if (found === 0) continue;
      total += found;
      documents += 1;
      if (hits.length >= mostHits) continue;
      for (const annotation of await this.annotationsOf(document)) {
        if (hits.length < mostHits && holds(searchTextOf(annotation), search)) hits.push(hitOf(document, annotation, search.words));
      }
    }
    return { hits, total, documents };
  }

  /** All tags of all documents, by name. */
  async tags(): Promise<readonly UsedTag[]> {
    await this.refresh();
    const used = new Map<string, { annotations: number; readonly documentIds: Set<string> }>();
    for (const { documentId, tags } of this.kept.values()) {
      for (const [tag, count] of tags) {
        const known = used.get(tag) ?? { annotations: 0, documentIds: new Set() };
        known.annotations += count;
        known.documentIds.add(documentId);
        used.set(tag, known);
      }
    }
    return [...used].map(([tag, { annotations, documentIds }]) => ({ tag, annotations, documentIds: [...documentIds] })).sort((a, b) => a.tag.localeCompare(b.tag));
  }

  private lastOpenedFirst(): KeptDocument[] {
    return [...this.kept.values()].sort((a, b) => (a.opened < b.opened ? 1 : a.opened > b.opened ? -1 : 0));
  }

  /** The annotations of a document that has hits; of a damaged file, what is left of it. */
  private async annotationsOf({ documentId, stamp }: KeptDocument): Promise<readonly Annotation[]> {
    const known = this.atHand.get(documentId);
    if (known && sameStamp(known.stamp, stamp)) return known.annotations;
    const store = await readAtOnce(join(this.folder, `${documentId}.json`));
    const annotations = inOrder(store?.kind === 'damaged' ? store.salvage.annotations : store?.stored?.record.annotations ?? []);
    this.atHand.delete(documentId);
    this.atHand.set(documentId, { stamp, annotations });
    for (const oldest of this.atHand.keys()) if (this.atHand.size > mostAtHand) this.atHand.delete(oldest);
    return annotations;
  }

  private async refresh(): Promise<void> {
    const folder = await unless(['ENOENT'], stat(this.folder, { bigint: true }));
    // A save gives the folder a new file: as long as its time is the same, all is known.
    if (folder && folder.mtimeNs === this.comparedAt) return;
    const names = (await unless(['ENOENT'], readdir(this.folder))) ?? [];
    const present = new Set(names.flatMap((name) => (name.endsWith('.json') && isId(name.slice(0, -5)) ? name.slice(0, -5) : [])));
    for (const documentId of this.kept.keys()) if (!present.has(documentId)) this.kept.delete(documentId);
    for (const documentId of present) await this.readChanged(documentId);
    // A change within the same tick of the file system's clock would not be seen.
    this.comparedAt = folder && Math.abs(Date.now() - Number(folder.mtimeMs)) > 100 ? folder.mtimeNs : null;
  }

  private async readChanged(documentId: string): Promise<void> {
    const path = join(this.folder, `${documentId}.json`);
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    const stamp = found && { inode: found.ino.toString(), size: Number(found.size), modified: found.mtimeNs.toString() };
    if (!stamp || sameStamp(stamp, this.kept.get(documentId)?.stamp ?? null)) return;
    const store = await readAtOnce(path);
    // A damaged file is repaired when its document is opened; until then what was known of it is found.
    if (!store || store.kind === 'damaged' || !store.stored) return;
    const { record } = store.stored;
    this.kept.set(documentId, keepForSearch(isRetired(store.stored) ? { ...record, annotations: [] } : record, stamp));
    this.atHand.delete(documentId);
  }
}

/** A store file, read without waiting; null when it cannot be read now. */
async function readAtOnce(path: string): Promise<ParsedStore | null> {
  let bytes: Buffer;
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!fstatSync(file).isFile()) return null;
      bytes = readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (passing.includes(systemCode(error) ?? '')) return null;
    throw error;
  }
  return parseStoreBytes(bytes);
}

function hitOf({ documentId, path }: KeptDocument, annotation: Annotation, words: readonly string[]): LibraryHit {
  const { id, color, style, resolved, target, comment, replies, tags } = annotation;
  const said = [comment, ...replies.map((reply) => reply.comment)];
  const telling = said.find((one) => words.some((word) => folded(one).includes(word))) ?? comment;
  return { documentId, name: basename(path), path, annotationId: id, color, style, resolved, quote: excerpt(target.quote.exact, words), comment: excerpt(telling, words), tags };
}
