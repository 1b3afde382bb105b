import { basename, join } from 'node:path';
import type { EarlierState, RecentDocument } from '../../core/contract';
import type { DocumentRecord } from '../../core/model/document-record';
import { joinRecords, type Joining } from '../../core/model/join-records';
import { applyInSlices, type StoredRecord } from '../../core/model/merge-records';
import { isId } from '../../core/model/parse-annotation';
import { failure, success, type Problem, type Result } from '../../core/problem';
import { currentSchema } from '../../core/store-file';
import { isEmpty, type Change } from '../../core/session/change';
import type { Sliced } from '../../core/slices';
import { DocumentStores, recordOf, unknown } from './document-stores';
import { listEarlierStates, readEarlierState, type EarlierRecord } from './earlier-states';
import { isGone } from '../locate-document';
import { watchFolder, type FolderWatch } from './folder-watch';
import { LibraryBeside } from './library-beside';
import { mergedWith } from './folder-care';
import { LibraryCatalog } from './library-catalog';
import { makeFolders, storeFolders, type StoreFolders } from './store-folders';
import { inBackground, systemCode } from './system-error';

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

/** A change of a record's annotations together with what is about its file: neither is ever there without the other. */
export interface Amendment {
  readonly change: Change;
  readonly fields?: DocumentFields;
}

/** Milliseconds after opening before leftovers are looked for: not while the first window is being shown. */
const careDelay = 3_000;

/** All documents' records under one folder, shared with other processes. */
export class Library {
  private readonly stores: DocumentStores;
  private readonly catalog: LibraryCatalog;
  private readonly watch: FolderWatch | null;
  private readonly care: NodeJS.Timeout;
  /** The folders whose annotations lie beside their files. */
  readonly beside: LibraryBeside;

  /** Use `openLibrary`. */
  constructor(private readonly folders: StoreFolders, private readonly options: LibraryOptions) {
    this.stores = new DocumentStores(folders, {
      now: () => options.now(), onProblem: (problem) => { options.onProblem(problem); },
      onKnown: (stored, stamp) => { this.catalog.note(stored, stamp); },
      onForeign: (documentId, record) => { options.onChanged?.(documentId, record); },
      onRelease: (documentId) => this.beside.release(documentId),
    });
    this.catalog = new LibraryCatalog(folders, this.stores, options);
    this.watch = watchFolder(folders.documents, (name) => { this.noteChange(name); });
    this.beside = new LibraryBeside({
      locks: folders.locks, setAside: folders.setAside, now: () => options.now(), onProblem: (problem) => { options.onProblem(problem); },
      folders: () => options.besideFolders?.() ?? [],
      entries: async () => {
        await this.catalog.compare();
        return [...this.catalog.entries];
      },
      known: (path) => [...this.catalog.entries].some((entry) => entry.path === path && entry.annotations > 0),
      documentOf: (documentId, path) => {
        const store = this.stores.get(documentId);
        return store && { documentId, path, store, own: this.stores.fileOf(documentId) };
      },
      forAWhile: async (documentId, use) => {
        const used = await this.stores.forAWhile(documentId, async () => success(await use()));
        return used.ok ? used.value : used.problem;
      },
      createUnlisted: (path) => this.create(path, false),
    });
    this.care = setTimeout(() => { inBackground(this.catalog.compare().then(() => this.beside.care())); }, careDelay).unref();
  }

  /** Folder of the documents' store files. */
  get documentsFolder(): string {
    return this.folders.documents;
  }

  /** The record of the file at an absolute path; null when there is none. */
  async find(path: string): Promise<DocumentRecord | null> {
    const found = await this.catalog.find(path);
    return found?.ok === true ? found.value : null;
  }

  /** The records of all documents with these bytes. */
  async findByDigest(sha256: string): Promise<readonly DocumentRecord[]> {
    await this.catalog.compare();
    const ids = [...this.catalog.entries].filter((entry) => entry.sha256 === sha256).map(({ documentId }) => documentId);
    const results = await Promise.all(ids.map((documentId) => this.load(documentId)));
    return results.flatMap((result) => (result.ok ? [result.value] : []));
  }

  /** The records with annotations whose path is one of those wanted, the ones opened last first. */
  async annotatedNear(wanted: (path: string) => boolean, limit: number): Promise<readonly DocumentRecord[]> {
    await this.catalog.compare();
    const last = [...this.catalog.entries].filter((entry) => entry.annotations > 0 && wanted(entry.path)).sort((a, b) => (a.opened < b.opened ? 1 : -1)).slice(0, limit);
    const results = await Promise.all(last.map(({ documentId }) => this.load(documentId)));
    return results.flatMap((result) => (result.ok ? [result.value] : []));
  }

  /** Makes an empty record for the file at an absolute path, or answers with the one there is. */
  create(path: string, listed = true): Promise<Result<DocumentRecord>> {
    return this.catalog.create(path, listed);
  }

  /** The newest record on the disk. */
  load(documentId: string): Promise<Result<DocumentRecord>> {
    return this.stores.load(documentId);
  }

  /** Applies a change to the newest record on the disk and answers when the outcome is durable. */
  async saveChange(documentId: string, change: Change): Promise<Result<DocumentRecord>> {
    const store = this.stores.get(documentId);
    return store ? this.followed(documentId, recordOf(await store.save((stored) => applyInSlices(stored, change), this.onSaving))) : unknown(documentId);
  }

  /** The newest record, with what others wrote beside its document, where that is kept. */
  async loadWithBeside(documentId: string): Promise<Result<DocumentRecord>> {
    const loaded = await this.load(documentId);
    if (!loaded.ok || !this.beside.keeps(loaded.value.path)) return loaded;
    await this.beside.meet(loaded.value);
    return this.load(documentId);
  }

  /** What is to lie beside a document is written while its record is. */
  private readonly onSaving = (next: StoredRecord): void => { this.beside.prepare(next); };

  /** A saved record, once it is beside its document, too. */
  private async followed(documentId: string, saved: Result<DocumentRecord>): Promise<Result<DocumentRecord>> {
    if (saved.ok) await this.beside.follow(saved.value);
    else await this.beside.abandon(documentId);
    return saved;
  }

  /** Replaces fields about the file; durable when it answers. Opening a document puts it on the recent list again. */
  async update(documentId: string, fields: DocumentFields): Promise<Result<DocumentRecord>> {
    const store = this.stores.get(documentId);
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

  /** Makes what is computed from the newest record on the disk, in one step that nobody else can come between; null: nothing. Durable when it answers. */
  async amend(documentId: string, amend: (record: DocumentRecord) => Sliced<Amendment | null>): Promise<Result<DocumentRecord>> {
    const store = this.stores.get(documentId);
    if (!store) return unknown(documentId);
    let before: DocumentRecord | null = null;
    let changing = false;
    const saved = recordOf(await store.save(function* (stored) {
      before = stored.record;
      const amendment = yield* amend(before);
      changing = amendment !== null && !isEmpty(amendment.change);
      const applied = amendment && changing ? yield* applyInSlices(stored, amendment.change) : { stored, asGiven: true };
      const fields = amendment?.fields;
      if (!fields) return applied;
      const { record, listed } = applied.stored;
      return { ...applied, stored: { ...applied.stored, listed: listed || fields.opened !== undefined, record: { ...record, ...fields } } };
    }, (next) => { if (changing) this.beside.prepare(next); }));
    if (before && saved.ok) await this.beside.followUpdate(before, saved.value);
    return changing || !saved.ok ? this.followed(documentId, saved) : saved;
  }

  /** The ids of all documents. */
  async documentIds(): Promise<readonly string[]> {
    await this.catalog.compare();
    return [...this.catalog.entries].map(({ documentId }) => documentId).sort();
  }

  /** All that is kept of a document; memory is let go of again. A record of a newer Manicule is none that could be handed on. */
  async readStored(documentId: string): Promise<Result<StoredRecord>> {
    return this.stores.forAWhile(documentId, async (store) => {
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
    if (!own.ok && own.problem.kind === 'store-newer') return this.passedOver(own);
    const other = own.ok ? own : await this.catalog.find(path);
    if (other && !other.ok && other.problem.kind !== 'unknown-document') return this.passedOver(other);
    if (other?.ok !== true) return this.stores.forAWhile(documentId, async (store) => counted(await store.create(stranger), 0));
    const before = other.value.annotations.length;
    return this.stores.forAWhile(other.value.documentId, async (store) => {
      const saved = await store.save((stored) => mergedWith(stored, stranger), this.onSaving);
      await this.followed(other.value.documentId, recordOf(saved));
      return saved.ok ? counted(saved, before) : this.passedOver(saved);
    });
  }

  /** Brings the annotations of another document into this one's record. What is about the file stays. */
  async join(documentId: string, other: StoredRecord, joining: Joining): Promise<Result<DocumentRecord>> {
    const store = this.stores.get(documentId);
    return store ? this.followed(documentId, recordOf(await store.save((stored) => joinRecords(stored, other, joining), this.onSaving))) : unknown(documentId);
  }

  /** One document that a newer Manicule saved here must not keep others out: it is told, and stays as it is. */
  private passedOver(refused: { readonly ok: false; readonly problem: Problem }): Result<number> {
    if (refused.problem.kind !== 'store-newer') return refused;
    this.options.onProblem(refused.problem);
    return success(0);
  }

  /**
   * Makes a change that is computed from the newest record and answers with both when it is durable; an empty change writes nothing.
   * Memory is let go of again. A record of a newer Manicule cannot be changed.
   */
  async revise(documentId: string, changeOf: (record: DocumentRecord) => Change): Promise<Result<{ readonly record: DocumentRecord; readonly change: Change }>> {
    return this.stores.forAWhile(documentId, async (store) => {
      let change: Change = { added: [], updated: [], removed: [] };
      const saved = await store.save((stored) => {
        change = changeOf(stored.record);
        return isEmpty(change) ? { stored, asGiven: true } : applyInSlices(stored, change);
      }, this.onSaving);
      if (!isEmpty(change)) await this.followed(documentId, recordOf(saved));
      return saved.ok ? success({ record: saved.value.record, change }) : saved;
    });
  }

  /** True for a document of a newer Manicule, once it was loaded: it can be shown, and not be changed. */
  isReadOnly(documentId: string): boolean {
    return this.stores.isReadOnly(documentId);
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
  release(documentId: string): Promise<void> {
    return this.stores.release(documentId);
  }

  /** The documents opened last, the last one first. */
  async recent(limit: number): Promise<readonly RecentDocument[]> {
    await this.catalog.compare();
    const last = [...this.catalog.entries]
      .filter(({ listed }) => listed)
      .sort((a, b) => (a.opened < b.opened ? 1 : a.opened > b.opened ? -1 : 0))
      .slice(0, limit);
    return Promise.all(last.map(async ({ documentId, path, annotations, opened }) => ({ documentId, name: basename(path), path, annotations, opened, missing: await isGone(path) })));
  }

  /** Takes a document off the recent list; its record stays. */
  async forgetRecent(documentId: string): Promise<Result<null>> {
    const store = this.stores.get(documentId);
    if (!store) return unknown(documentId);
    const saved = await store.save((stored) => ({ stored: { ...stored, listed: false }, asGiven: true }));
    return saved.ok ? success(null) : saved;
  }

  /** Ends the watch, waits for what is being saved and keeps the index. */
  async close(): Promise<void> {
    this.watch?.close();
    clearTimeout(this.care);
    await this.catalog.idle();
    await this.beside.idle();
    await this.stores.idle();
    await this.catalog.writeIndex();
  }

  private noteChange(name: string | null): void {
    const documentId = name?.slice(0, -5) ?? null;
    if (name === null || isId(documentId)) inBackground(this.stores.refresh(documentId));
    else if (name.endsWith('.json') && !name.startsWith('.')) inBackground(this.catalog.compare());
  }

}

function counted(result: Result<StoredRecord>, before: number): Result<number> {
  return result.ok ? success(Math.max(0, result.value.record.annotations.length - before)) : result;
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
