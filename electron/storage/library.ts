import { basename, join } from 'node:path';
import type { EarlierState, RecentDocument } from '../../core/contract';
import { newDocumentRecord, type DocumentRecord } from '../../core/model/document-record';
import { applyInSlices, type StoredRecord } from '../../core/model/merge-records';
import { isId } from '../../core/model/parse-annotation';
import { failure, success, type Problem, type Result } from '../../core/problem';
import { currentSchema } from '../../core/store-file';
import { isEmpty, type Change } from '../../core/session/change';
import { DocumentStore } from './document-store';
import { listEarlierStates, readEarlierState, type EarlierRecord } from './earlier-states';
import { isGone } from '../locate-document';
import { watchFolder, type FolderWatch } from './folder-watch';
import { LibraryBeside } from './library-beside';
import { entryOf, LibraryIndex, type IndexEntry } from './library-index';
import { withLock } from './lock';
import { absorbStranger, mergedWith, retireOlderStates, sweep, type Absorb } from './folder-care';
import { makeFolders, storeFolders, type StoreFolders } from './store-folders';
import { saveProblem, StorageFailure, systemCode } from './system-error';

/** What a library needs from outside, and whom it tells. */
export interface LibraryOptions {
  /** ISO 8601, UTC, to the millisecond. */
  now(): string;
  /** A new UUID. */
  newId(): string;
  onProblem(problem: Problem): void;
  /** Folders whose annotations lie beside their files: real absolute paths. Absent: none. */
  besideFolders?(): readonly string[];
  /** The record of a loaded document holds something that nobody who asked this library knows of: another process or window wrote it. */
  onChanged?(documentId: string, record: DocumentRecord): void;
}

/** The fields of a record that are about the file, not the annotations. */
export type DocumentFields = Partial<Pick<DocumentRecord, 'path' | 'file' | 'text' | 'encoding' | 'readingPosition' | 'opened'>>;

/** Milliseconds after opening before leftovers are looked for: not while the first window is being shown. */
const careDelay = 3_000;
/** Milliseconds between a change and the writing of the index. */
const indexDelay = 2_000;

/** All documents' records under one folder, shared with other processes. */
export class Library {
  private readonly stores = new Map<string, DocumentStore>();
  private readonly index: LibraryIndex;
  private readonly indexRead: Promise<void>;
  private comparing: Promise<void> | null = null;
  private watch: FolderWatch | null = null;
  private readonly care: NodeJS.Timeout;
  private writingIndex: NodeJS.Timeout | null = null;
  private creating: Promise<unknown> = Promise.resolve();
  /** The folders whose annotations lie beside their files. */
  readonly beside: LibraryBeside;

  /** Use `openLibrary`. */
  constructor(private readonly folders: StoreFolders, private readonly options: LibraryOptions) {
    this.index = new LibraryIndex(folders);
    this.indexRead = this.index.read();
    this.watch = watchFolder(folders.documents, (name) => { this.noteChange(name); });
    this.beside = new LibraryBeside({
      locks: folders.locks, setAside: folders.setAside, now: () => options.now(), onProblem: (problem) => { options.onProblem(problem); },
      folders: () => options.besideFolders?.() ?? [],
      entries: async () => {
        await this.compare();
        return [...this.index.entries.values()];
      },
      known: (path) => [...this.index.entries.values()].some((entry) => entry.path === path && entry.annotations > 0),
      documentOf: (documentId, path) => {
        const store = this.storeOf(documentId);
        return store && { documentId, path, store, own: this.fileOf(documentId) };
      },
      forAWhile: async (documentId, use) => {
        const used = await this.forAWhile(documentId, async () => success(await use()));
        return used.ok ? used.value : used.problem;
      },
      createUnlisted: (path) => this.create(path, false),
    });
    this.care = setTimeout(() => { this.inBackground(this.compare().then(() => this.beside.care())); }, careDelay).unref();
  }

  /** Folder of the documents' store files. */
  get documentsFolder(): string {
    return this.folders.documents;
  }

  /** The record of the file at an absolute path; null when there is none. */
  async find(path: string): Promise<DocumentRecord | null> {
    const found = await this.findResult(path);
    return found?.ok === true ? found.value : null;
  }

  /** The records of all documents with these bytes. */
  async findByDigest(sha256: string): Promise<readonly DocumentRecord[]> {
    await this.compare();
    const ids = [...this.index.entries.values()].filter((entry) => entry.sha256 === sha256).map(({ documentId }) => documentId);
    const results = await Promise.all(ids.map((documentId) => this.load(documentId)));
    return results.flatMap((result) => (result.ok ? [result.value] : []));
  }

  /** Makes an empty record for the file at an absolute path, or answers with the one there is. */
  create(path: string, listed = true): Promise<Result<DocumentRecord>> {
    const created = this.creating.then(() => this.createLocked(path, listed));
    this.creating = created.catch(() => undefined);
    return created;
  }

  /** The newest record on the disk. */
  async load(documentId: string): Promise<Result<DocumentRecord>> {
    const store = this.storeOf(documentId);
    return store ? recordOf(await store.load()) : unknown(documentId);
  }

  /** Applies a change to the newest record on the disk and answers when the outcome is durable. */
  async saveChange(documentId: string, change: Change): Promise<Result<DocumentRecord>> {
    const store = this.storeOf(documentId);
    return store ? this.followed(recordOf(await store.save((stored) => applyInSlices(stored, change)))) : unknown(documentId);
  }

  /** The newest record, with what others wrote beside its document, where that is kept. */
  async loadWithBeside(documentId: string): Promise<Result<DocumentRecord>> {
    const loaded = await this.load(documentId);
    if (!loaded.ok || !this.beside.keeps(loaded.value.path)) return loaded;
    await this.beside.meet(loaded.value);
    return this.load(documentId);
  }

  /** A saved record, once it is beside its document, too. */
  private async followed(saved: Result<DocumentRecord>): Promise<Result<DocumentRecord>> {
    if (saved.ok) await this.beside.follow(saved.value);
    return saved;
  }

  /** Replaces fields about the file; durable when it answers. Opening a document puts it on the recent list again. */
  async update(documentId: string, fields: DocumentFields): Promise<Result<DocumentRecord>> {
    const store = this.storeOf(documentId);
    if (!store) return unknown(documentId);
    const listed = fields.opened !== undefined;
    let before: DocumentRecord | null = null;
    const saved = recordOf(await store.save((stored) => {
      before = stored.record;
      return { stored: { ...stored, listed: stored.listed || listed, record: { ...stored.record, ...fields } }, asGiven: true };
    }));
    if (before && saved.ok) await this.beside.followUpdate(before, saved.value);
    return saved;
  }

  /** The ids of all documents. */
  async documentIds(): Promise<readonly string[]> {
    await this.compare();
    return [...this.index.entries.keys()].sort();
  }

  /** All that is kept of a document; memory is let go of again. A record of a newer Manicule is none that could be handed on. */
  async readStored(documentId: string): Promise<Result<StoredRecord>> {
    return this.forAWhile(documentId, async (store) => {
      const loaded = await store.load();
      return store.readOnly ? failure({ kind: 'store-newer', path: documentId, version: currentSchema.version + 1 }) : loaded;
    });
  }

  /**
   * Merges a record from elsewhere into the one with its id, or the one of the same path; makes it when there is neither. Answers with the
   * number of annotations that were not here. Nothing is removed, and a second time changes nothing.
   */
  async takeIn(stranger: StoredRecord): Promise<Result<number>> {
    const { documentId, path } = stranger.record;
    const own = await this.load(documentId);
    const other = own.ok ? own : await this.findResult(path);
    if (other && !other.ok && other.problem.kind !== 'unknown-document') return other;
    if (other?.ok !== true) return this.forAWhile(documentId, async (store) => counted(await store.create(stranger), 0));
    const before = other.value.annotations.length;
    return this.forAWhile(other.value.documentId, async (store) => {
      const saved = await store.save((stored) => mergedWith(stored, stranger));
      await this.followed(recordOf(saved));
      return counted(saved, before);
    });
  }

  /**
   * Makes a change that is computed from the newest record and answers with both when it is durable; an empty change writes nothing.
   * Memory is let go of again. A record of a newer Manicule cannot be changed.
   */
  async revise(documentId: string, changeOf: (record: DocumentRecord) => Change): Promise<Result<{ readonly record: DocumentRecord; readonly change: Change }>> {
    return this.forAWhile(documentId, async (store) => {
      let change: Change = { added: [], updated: [], removed: [] };
      const saved = await store.save((stored) => {
        change = changeOf(stored.record);
        return isEmpty(change) ? { stored, asGiven: true } : applyInSlices(stored, change);
      });
      if (!isEmpty(change)) await this.followed(recordOf(saved));
      return saved.ok ? success({ record: saved.value.record, change }) : saved;
    });
  }

  /** Uses a store without keeping in memory what was not there before. */
  private async forAWhile<Value>(documentId: string, use: (store: DocumentStore) => Promise<Result<Value>>): Promise<Result<Value>> {
    const known = this.stores.get(documentId)?.loaded ?? false;
    const store = this.storeOf(documentId);
    const used = store ? await use(store) : unknown(documentId);
    if (!known) await this.release(documentId);
    return used;
  }

  /** True for a document of a newer Manicule, once it was loaded: it can be shown, and not be changed. */
  isReadOnly(documentId: string): boolean {
    return this.stores.get(documentId)?.readOnly ?? false;
  }

  /** The dated states that are kept of a document, the newest first. */
  earlierStates(documentId: string): Promise<Result<readonly EarlierState[]>> {
    return isId(documentId) ? listEarlierStates(join(this.folders.backups, documentId)) : Promise.resolve(unknown(documentId));
  }

  /** One of these states by its name; null when there is none. */
  earlierState(documentId: string, name: string): Promise<Result<EarlierRecord | null>> {
    return isId(documentId) ? readEarlierState(join(this.folders.backups, documentId), name) : Promise.resolve(unknown(documentId));
  }

  /** Lets go of a document that is not shown any more: its memory, and word of its changes. */
  async release(documentId: string): Promise<void> {
    const store = this.stores.get(documentId);
    await this.beside.release(documentId);
    await store?.idle();
    if (store && this.stores.get(documentId) === store) this.stores.delete(documentId);
  }

  /** The documents opened last, the last one first. */
  async recent(limit: number): Promise<readonly RecentDocument[]> {
    await this.compare();
    const last = [...this.index.entries.values()]
      .filter(({ listed }) => listed)
      .sort((a, b) => (a.opened < b.opened ? 1 : a.opened > b.opened ? -1 : 0))
      .slice(0, limit);
    return Promise.all(last.map(async ({ documentId, path, annotations, opened }) => ({ documentId, name: basename(path), path, annotations, opened, missing: await isGone(path) })));
  }

  /** Takes a document off the recent list; its record stays. */
  async forgetRecent(documentId: string): Promise<Result<null>> {
    const store = this.storeOf(documentId);
    if (!store) return unknown(documentId);
    const saved = await store.save((stored) => ({ stored: { ...stored, listed: false }, asGiven: true }));
    return saved.ok ? success(null) : saved;
  }

  /** Ends the watch, waits for what is being saved and keeps the index. */
  async close(): Promise<void> {
    this.watch?.close();
    clearTimeout(this.care);
    if (this.writingIndex) clearTimeout(this.writingIndex);
    await this.creating;
    await this.comparing?.catch(() => undefined);
    await this.beside.idle();
    await Promise.all([...this.stores.values()].map((store) => store.idle()));
    await this.writeIndex();
  }

  private fileOf(documentId: string): string {
    return join(this.folders.documents, `${documentId}.json`);
  }

  private storeOf(documentId: string): DocumentStore | null {
    if (!isId(documentId)) return null;
    const known = this.stores.get(documentId);
    if (known) return known;
    const store = new DocumentStore({
      documentId,
      path: this.fileOf(documentId),
      lock: join(this.folders.locks, `${documentId}.lock`),
      backups: join(this.folders.backups, documentId),
      setAside: this.folders.setAside,
      makeFolders: () => makeFolders(this.folders),
      now: () => this.options.now(),
      onProblem: (problem) => { this.options.onProblem(problem); },
      onForeign: ({ record }) => { this.options.onChanged?.(documentId, record); },
      onKnown: (stored, stamp) => { this.noteEntry(entryOf(stored, stamp)); },
    });
    this.stores.set(documentId, store);
    return store;
  }

  private noteEntry(entry: IndexEntry): void {
    if (!this.index.put(entry)) return;
    this.writingIndex ??= setTimeout(() => {
      this.writingIndex = null;
      this.inBackground(this.indexRead.then(() => this.writeIndex()));
    }, indexDelay).unref();
  }

  private async writeIndex(): Promise<void> {
    try {
      await this.index.write();
    } catch (error) {
      // Whatever keeps the index from being written keeps changes from being saved, and that is reported.
      if (systemCode(error) === null) throw error;
    }
  }

  /** The record by the index; null when no entry has this path. Two records of one path (made on two machines) become one. */
  private async byIndex(path: string): Promise<Result<DocumentRecord> | null> {
    const ids = [...this.index.entries.values()].filter((entry) => entry.path === path).map(({ documentId }) => documentId).sort();
    let kept: Result<DocumentRecord> | null = null;
    for (const documentId of ids) {
      const loaded = await this.load(documentId);
      if (loaded.ok ? loaded.value.path !== path : loaded.problem.kind === 'unknown-document') continue;
      if (kept?.ok === true && loaded.ok) kept = await this.unite(kept.value.documentId, documentId);
      else kept ??= loaded;
    }
    return kept;
  }

  private async unite(documentId: string, other: string): Promise<Result<DocumentRecord>> {
    await this.release(other);
    const united = await this.absorb(documentId, join(this.folders.documents, `${other}.json`));
    if (united.ok) await retireOlderStates(this.folders, other, this.options.now());
    return united;
  }

  private async findResult(path: string): Promise<Result<DocumentRecord> | null> {
    await this.indexRead;
    const found = await this.byIndex(path);
    if (found) return found;
    await this.compare();
    return this.byIndex(path);
  }

  private async createLocked(path: string, listed: boolean): Promise<Result<DocumentRecord>> {
    try {
      await makeFolders(this.folders);
      return await withLock(join(this.folders.locks, 'create.lock'), async () => {
        const found = await this.findResult(path);
        if (found) return found;
        const documentId = this.options.newId();
        const stored: StoredRecord = { record: newDocumentRecord(documentId, path, this.options.now()), revision: 1, listed, lineage: new Map() };
        const store = this.storeOf(documentId);
        return store ? recordOf(await store.create(stored)) : unknown(documentId);
      });
    } catch (error) {
      return failure(saveProblem(error, this.folders.documents));
    }
  }

  private readonly absorb: Absorb = async (documentId, from) => {
    const store = this.storeOf(documentId);
    return store ? recordOf(await absorbStranger(store, from, this.folders.setAside, this.options)) : unknown(documentId);
  };

  /** Brings the index in line with the folder, and the folder in order. One at a time: whoever asks meanwhile shares it. */
  private compare(): Promise<void> {
    this.comparing ??= this.compareOnce().finally(() => { this.comparing = null; });
    return this.comparing;
  }

  private async compareOnce(): Promise<void> {
    await this.indexRead;
    try {
      const findings = await this.index.compare();
      for (const documentId of findings.missing) await this.load(documentId);
      await sweep(this.folders, findings, this.absorb, this.options);
    } catch (error) {
      // A folder that cannot be read now: what is known stays known, and saving will say what is wrong.
      if (!(error instanceof StorageFailure) && systemCode(error) === null) throw error;
    }
  }

  private noteChange(name: string | null): void {
    if (name === null) for (const store of this.stores.values()) this.inBackground(store.refresh());
    else if (isId(name.slice(0, -5))) this.inBackground(this.stores.get(name.slice(0, -5))?.refresh() ?? Promise.resolve());
    else if (name.endsWith('.json') && !name.startsWith('.')) this.inBackground(this.compare());
  }

  /** For work that no one waits for: a failure of the system shows again when someone asks; anything else is a bug. */
  private inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (systemCode(error) === null) throw error;
    });
  }
}

function recordOf(result: Result<StoredRecord>): Result<DocumentRecord> {
  return result.ok ? success(result.value.record) : result;
}

function counted(result: Result<StoredRecord>, before: number): Result<number> {
  return result.ok ? success(Math.max(0, result.value.record.annotations.length - before)) : result;
}

function unknown(documentId: string): { readonly ok: false; readonly problem: Problem } {
  return failure({ kind: 'unknown-document', documentId });
}

/** Opens the library under a folder, which is made when it is missing. Answers although it cannot be: then nothing is found, and saving says why. */
export async function openLibrary(folder: string, options: LibraryOptions): Promise<Library> {
  const folders = storeFolders(folder);
  try {
    await makeFolders(folders);
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
  return new Library(folders, options);
}
