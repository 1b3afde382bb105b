import { stat, readdir } from 'node:fs/promises';
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LibraryHit, LibraryHits } from '../../core/contract';
import { byPosition, type Annotation } from '../../core/model/annotation';
import type { DocumentRecord } from '../../core/model/document-record';
import { isId } from '../../core/model/parse-annotation';
import { folded } from '../../core/search/fold';
import { excerpt, holds, parseSearch, searchTextOf, type SearchText } from '../../core/search/search-text';
import { sameStamp, type Stamp } from '../storage/durable-write';
import { readStore } from '../storage/read-store';
import { unless } from '../storage/system-error';

/** A tag, how many annotations have it, and in which documents. */
export interface UsedTag {
  readonly tag: string;
  readonly annotations: number;
  readonly documentIds: readonly string[];
}

interface KeptDocument {
  readonly stamp: Stamp;
  readonly record: Pick<DocumentRecord, 'documentId' | 'path' | 'opened'>;
  /** In the order of the text. */
  readonly annotations: readonly { readonly annotation: Annotation; readonly text: SearchText }[];
}

/** Annotations sent to a window at most: more cannot be looked through. */
const mostHits = 100;
/** Errors of a file that another program holds or takes away: it is looked at again with the next search. */
const passing = ['ENOENT', 'EACCES', 'EPERM', 'EIO', 'ENXIO', 'ELOOP', 'EISDIR', 'EBUSY'];

/**
 * All annotations of all documents in memory, read from the store files and brought up to date before each search: only files that
 * changed since are read again. Looking through the texts one after the other is quick enough for hundreds of thousands, finds any part
 * of a word in any script, and needs no index.
 */
export class AnnotationSearch {
  private readonly kept = new Map<string, KeptDocument>();
  private comparedAt: bigint | null = null;

  /** `folder` is that of the documents' store files. */
  constructor(private readonly folder: string) {}

  /** Finds the annotations that hold what was typed. */
  async find(typed: string): Promise<LibraryHits> {
    await this.refresh();
    const search = parseSearch(typed);
    const hits: LibraryHit[] = [];
    let [total, documents] = [0, 0];
    for (const { record, annotations } of this.lastOpenedFirst()) {
      const before = total;
      for (const { annotation, text } of annotations) {
        if (!holds(text, search)) continue;
        total += 1;
        if (hits.length < mostHits) hits.push(hitOf(record, annotation, search.words));
      }
      if (total > before) documents += 1;
    }
    return { hits, total, documents };
  }

  /** All tags of all documents, by name. */
  async tags(): Promise<readonly UsedTag[]> {
    await this.refresh();
    const used = new Map<string, { annotations: number; readonly documentIds: Set<string> }>();
    for (const { record, annotations } of this.kept.values()) {
      for (const tag of annotations.flatMap(({ annotation }) => annotation.tags)) {
        const known = used.get(tag) ?? { annotations: 0, documentIds: new Set() };
        known.annotations += 1;
        known.documentIds.add(record.documentId);
        used.set(tag, known);
      }
    }
    return [...used].map(([tag, { annotations, documentIds }]) => ({ tag, annotations, documentIds: [...documentIds] })).sort((a, b) => a.tag.localeCompare(b.tag));
  }

  private lastOpenedFirst(): KeptDocument[] {
    return [...this.kept.values()].sort((a, b) => (a.record.opened < b.record.opened ? 1 : a.record.opened > b.record.opened ? -1 : 0));
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
    const store = await unless(passing, readStore(path));
    // A damaged file is repaired when its document is opened; until then what was known of it is found.
    if (!store?.stamp || store.kind === 'damaged' || !store.stored) return;
    const { path: source, opened, annotations } = store.stored.record;
    this.kept.set(documentId, {
      stamp: store.stamp,
      record: { documentId, path: source, opened },
      annotations: [...annotations].sort(byPosition).map((annotation) => ({ annotation, text: searchTextOf(annotation) })),
    });
  }
}

function hitOf({ documentId, path }: KeptDocument['record'], annotation: Annotation, words: readonly string[]): LibraryHit {
  const { id, color, style, resolved, target, comment, replies, tags } = annotation;
  const said = [comment, ...replies.map((reply) => reply.comment)];
  const telling = said.find((one) => words.some((word) => folded(one).includes(word))) ?? comment;
  return { documentId, name: basename(path), path, annotationId: id, color, style, resolved, quote: excerpt(target.quote.exact, words), comment: excerpt(telling, words), tags };
}
