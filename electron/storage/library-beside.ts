import { randomBytes } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { FolderMoved } from '../../core/contract';
import { newDocumentRecord, type DocumentRecord } from '../../core/model/document-record';
import type { StoredRecord } from '../../core/model/merge-records';
import { countUnknown, mergeShared } from '../../core/model/shared-record';
import { failure, success, type Problem, type Result } from '../../core/problem';
import { Beside, type BesideDocument, type BesideSurroundings, type SyncOptions } from './beside';
import { belongsBeside, besidePath, documentBeside, liesIn } from './beside-names';
import { watchFolder, type FolderWatch } from './folder-watch';
import type { IndexEntry } from './library-index';
import { conflictCopies, readBeside } from './read-beside';
import { inTurns } from './read-store';
import { systemCode, unless } from './system-error';

/** What the folders with annotations beside their files need of a library. */
export interface BesideLibrary extends Omit<BesideSurroundings, 'isDocument'> {
  /** The chosen folders: real absolute paths. */
  folders(): readonly string[];
  /** Documents by the index, brought in line with the folder of records. */
  entries(): Promise<Iterable<IndexEntry>>;
  /** What the index knows of a path now. */
  known(path: string): boolean;
  documentOf(documentId: string, path: string): BesideDocument | null;
  /** Uses a document without keeping it in memory. */
  forAWhile(documentId: string, use: () => Promise<Problem | null>): Promise<Problem | null>;
  /** Makes a record that is not on the recent list. */
  createUnlisted(path: string): Promise<Result<DocumentRecord>>;
}

/** Milliseconds that a save waits for the file beside: a slow drive does not hold it up for longer, for the profile has the change. */
const patience = 3_000;
/** Errors of a folder that is not there at the moment: what waits for it is no loss, and nothing to be told again and again. */
const away: readonly string[] = ['ENOENT', 'ENOTDIR', 'EIO', 'ENXIO', 'EHOSTDOWN', 'ETIMEDOUT'];

const onlyNew: SyncOptions = { force: false, look: false, verify: false };
const thorough: SyncOptions = { force: false, look: true, verify: false };

/** The folders whose annotations lie beside their files. */
export class LibraryBeside {
  private readonly beside: Beside;
  /** Work under way or waiting, by document. */
  private readonly tails = new Map<string, Promise<Problem | null>>();
  private readonly waiting = new Map<string, SyncOptions>();
  /** Folders that are being left: nothing is written there any more. */
  private readonly leaving = new Set<string>();
  /** Documents whose last problem was told. */
  private readonly told = new Map<string, string>();

  constructor(private readonly library: BesideLibrary) {
    this.beside = new Beside({ ...library, isDocument: (path) => library.known(path) });
  }

  /** True for a document whose annotations lie beside it. */
  keeps(path: string): boolean {
    const folder = dirname(path);
    return besidePath(path) !== null && this.library.folders().includes(folder) && !this.leaving.has(folder);
  }

  /** A record is about to be saved in the profile: what is to lie beside its document is written at the same time. `follow` or `abandon` has to come. */
  prepare(next: StoredRecord): void {
    const { documentId, path } = next.record;
    if (this.keeps(path)) this.beside.prepare(documentId, path, next);
  }

  /** The save that was prepared failed: nothing of it gets beside the document. */
  async abandon(documentId: string): Promise<void> {
    await this.beside.abandon(documentId);
  }

  /** Brings a record to the file beside after a save. Answers when it is on the disk there, or after a while. */
  async follow({ documentId, path }: DocumentRecord, force = false): Promise<void> {
    if (!this.keeps(path)) return;
    const timer = new AbortController();
    await Promise.race([this.sync(documentId, path, { ...onlyNew, force }), wait(patience, null, { signal: timer.signal, ref: false }).catch(() => null)]);
    timer.abort();
  }

  /** Takes in what others wrote beside a document, and writes there what they lack. */
  async meet({ documentId, path }: DocumentRecord): Promise<void> {
    if (this.keeps(path)) await this.sync(documentId, path, thorough);
  }

  /** After a change of what is about the file: its place, or the text that the annotations count in, may be another one. */
  async followUpdate(before: DocumentRecord, record: DocumentRecord): Promise<void> {
    const otherText = before.text?.digest !== record.text?.digest;
    if (before.path !== record.path) await this.moved(record.documentId, before.path);
    if (otherText || before.path !== record.path) await this.follow(record, otherText);
  }

  /** A document is at another path now: what lies beside its old one belongs to it, and to nothing else. */
  private async moved(documentId: string, from: string): Promise<void> {
    const document = this.keeps(from) ? this.library.documentOf(documentId, from) : null;
    if (document && !await isFile(from)) this.tell(documentId, await this.beside.takeBack(document));
  }

  /** Watches the file beside an open document. */
  watch(documentId: string, path: string): FolderWatch {
    return watchFolder(dirname(path), (name) => {
      if (this.keeps(path) && (name === null || belongsBeside(name, path))) void this.sync(documentId, path, thorough);
    });
  }

  /** The record with what lies beside its document, without writing anything. */
  async view(path: string, record: DocumentRecord | null): Promise<DocumentRecord | null> {
    if (!this.keeps(path)) return record;
    const others = await this.othersOf(path);
    let merged: StoredRecord | null = record && asStored(record);
    for (const other of others) {
      const own: StoredRecord = merged ?? asStored(newDocumentRecord(other.record.documentId, path, other.record.opened));
      merged = (await inTurns(mergeShared(own, other))).stored;
    }
    return merged?.record ?? record;
  }

  /** How many annotations lie beside a document whose folder is not chosen, and are not in its record. */
  async unknownBeside(path: string, record: DocumentRecord | null): Promise<number> {
    if (this.keeps(path)) return 0;
    let count = 0;
    for (const other of await this.othersOf(path)) count = Math.max(count, await inTurns(countUnknown(record && asStored(record), other)));
    return count;
  }

  /** Writes the annotations of all documents of a folder beside them and reads them back. Refused, with nothing done, where nothing can be written at all. */
  async moveOut(folder: string): Promise<Result<FolderMoved>> {
    const refused = await tryWriting(folder);
    if (refused) return failure(refused);
    return success(await this.forFolder(folder, (documentId, path) => this.sync(documentId, path, { ...thorough, verify: true })));
  }

  /** Takes the annotations of a folder back into the profile; the files beside are kept aside. `chosen` ends the choice once all is done. */
  async moveBack(folder: string, chosen: () => Promise<Result<null>>): Promise<Result<FolderMoved>> {
    this.leaving.add(folder);
    try {
      const moved = await this.forFolder(folder, async (documentId, path) => {
        await this.tails.get(documentId);
        const document = this.library.documentOf(documentId, path);
        return document && this.beside.takeBack(document);
      });
      const ended = await chosen();
      return ended.ok ? success(moved) : ended;
    } finally {
      this.leaving.delete(folder);
    }
  }

  /** Meets all documents of the chosen folders: what was saved while a drive was away, or in the moment of a crash, gets there. */
  async care(): Promise<void> {
    for (const folder of this.library.folders()) {
      await this.forFolder(folder, (documentId, path) => (this.keeps(path) ? this.sync(documentId, path, thorough) : Promise.resolve(null)));
    }
  }

  /** Answers when nothing is being written any more. */
  async idle(): Promise<void> {
    while (this.tails.size > 0) await Promise.all(this.tails.values());
  }

  /** Lets go of a document. */
  async release(documentId: string): Promise<void> {
    await this.tails.get(documentId);
    this.beside.forget(documentId);
    await this.beside.abandon(documentId);
  }

  /** One sync of a document after the other; those that wait become one. */
  private sync(documentId: string, path: string, options: SyncOptions): Promise<Problem | null> {
    const waiting = this.waiting.get(documentId);
    this.waiting.set(documentId, {
      force: options.force || waiting?.force === true, look: options.look || waiting?.look === true, verify: options.verify || waiting?.verify === true,
    });
    const tail = this.tails.get(documentId);
    if (waiting && tail) return tail;
    const done: Promise<Problem | null> = (tail ?? Promise.resolve(null)).then(() => this.syncNow(documentId, path)).finally(() => {
      if (this.tails.get(documentId) === done) this.tails.delete(documentId);
    });
    this.tails.set(documentId, done);
    return done;
  }

  private async syncNow(documentId: string, path: string): Promise<Problem | null> {
    const options = this.waiting.get(documentId) ?? onlyNew;
    this.waiting.delete(documentId);
    const document = this.keeps(path) ? this.library.documentOf(documentId, path) : null;
    const problem = document ? await this.beside.sync(document, options) : await this.beside.abandon(documentId).then(() => null);
    this.tell(documentId, problem);
    return problem;
  }

  /** Tells a problem once, until it is another one or over. */
  private tell(documentId: string, problem: Problem | null): void {
    const said = problem && JSON.stringify(problem);
    if (said === null) this.told.delete(documentId);
    if (!problem || said === null || said === this.told.get(documentId)) return;
    this.told.set(documentId, said);
    if (problem.kind !== 'beside-failed' || !away.includes(problem.code)) this.library.onProblem(problem);
  }

  private async othersOf(path: string): Promise<readonly StoredRecord[]> {
    const place = besidePath(path);
    if (place === null) return [];
    const nobody = '00000000-0000-4000-8000-000000000000';
    try {
      const found = await readBeside(place, path, nobody);
      const { good: copies } = await conflictCopies(path, nobody);
      return [...(found.kind === 'none' || found.kind === 'taken' || !found.stored ? [] : [found.stored]), ...copies.map(({ stored }) => stored)];
    } catch (error) {
      if (systemCode(error) === null) throw error;
      return [];
    }
  }

  /** Does something for each document of a folder that has annotations, here or beside it. */
  private async forFolder(folder: string, act: (documentId: string, path: string) => Promise<Problem | null>): Promise<FolderMoved> {
    const problems: Problem[] = [];
    let [documents, annotations] = [0, 0];
    for (const [path, known] of await this.documentsIn(folder)) {
      const documentId = known ?? await this.taken(path);
      if (documentId === null) continue;
      const problem = await this.library.forAWhile(documentId, async () => {
        const hindrance = await act(documentId, path);
        const loaded = await this.library.documentOf(documentId, path)?.store.load();
        const count = loaded?.ok === true && hindrance === null ? loaded.value.record.annotations.length : 0;
        annotations += count;
        documents += count > 0 ? 1 : 0;
        return hindrance;
      });
      if (problem) problems.push(problem);
    }
    return { documents, annotations, problems };
  }

  /** The documents in a folder with annotations in the library, by path, and those that only have some beside them. */
  private async documentsIn(folder: string): Promise<ReadonlyMap<string, string | null>> {
    const found = new Map<string, string | null>();
    for (const { path, documentId } of await this.library.entries()) if (liesIn(path, folder)) found.set(path, documentId);
    const names = (await unless(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EIO'], readdir(folder))) ?? [];
    for (const name of names) {
      const path = documentBeside(folder, name);
      if (path !== null && !found.has(path) && await isFile(path)) found.set(path, null);
    }
    return found;
  }

  /** A new record for a document that has annotations beside it and none here. */
  private async taken(path: string): Promise<string | null> {
    if ((await this.othersOf(path)).length === 0) return null;
    const created = await this.library.createUnlisted(path);
    return created.ok ? created.value.documentId : null;
  }
}

function asStored(record: DocumentRecord): StoredRecord {
  return { record, revision: 1, listed: true, lineage: new Map() };
}

async function isFile(path: string): Promise<boolean> {
  return (await unless(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EIO', 'ELOOP'], stat(path)))?.isFile() ?? false;
}

/** What stands in the way of writing into a folder, or null. */
async function tryWriting(folder: string): Promise<Problem | null> {
  const path = join(folder, `.manicule.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(path, 'wx', 0o600);
    try {
      await handle.writeFile('manicule\n');
      await handle.sync();
    } finally {
      await handle.close();
      await rm(path, { force: true });
    }
    return null;
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    return { kind: 'beside-failed', path: folder, code };
  }
}
