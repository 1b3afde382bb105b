import { join } from 'node:path';
import { newDocumentRecord, type DocumentRecord } from '../../core/model/document-record';
import type { StoredRecord } from '../../core/model/merge-records';
import { failure, type Problem, type Result } from '../../core/problem';
import { recordOf, unknown, type DocumentStores } from './document-stores';
import type { Stamp } from './durable-write';
import { absorbStranger, retireOlderStates, sweep, type Absorb } from './folder-care';
import { entryOf, LibraryIndex, type IndexEntry } from './library-index';
import { withLock } from './lock';
import { makeFolders, type StoreFolders } from './store-folders';
import { inBackground, saveProblem, StorageFailure, systemCode } from './system-error';

/** Milliseconds between a change and the writing of the index. */
const indexDelay = 2_000;

/** What a catalog needs from outside, and whom it tells. */
export interface LibraryCatalogOptions {
  /** ISO 8601, UTC, to the millisecond. */
  now(): string;
  /** A new UUID. */
  newId(): string;
  onProblem(problem: Problem): void;
}

/** Which documents a library has, by the index and by the folder: finds the one of a path, makes new ones, keeps the index in line with the files. */
export class LibraryCatalog {
  private readonly index: LibraryIndex;
  private readonly indexRead: Promise<void>;
  private comparing: Promise<void> | null = null;
  private writingIndex: NodeJS.Timeout | null = null;
  private creating: Promise<unknown> = Promise.resolve();
  /** Why records were left out, as it was told. */
  private readonly told = new Set<string>();

  constructor(private readonly folders: StoreFolders, private readonly stores: DocumentStores, private readonly options: LibraryCatalogOptions) {
    this.index = new LibraryIndex(folders);
    this.indexRead = this.index.read();
  }

  /** What is known of the documents without looking at the folder. */
  get entries(): IterableIterator<IndexEntry> {
    return this.index.entries.values();
  }

  /** A record was read or saved: the index follows, a moment later. */
  note(stored: StoredRecord, stamp: Stamp): void {
    if (!this.index.put(entryOf(stored, stamp))) return;
    this.writingIndex ??= setTimeout(() => {
      this.writingIndex = null;
      inBackground(this.indexRead.then(() => this.writeIndex()));
    }, indexDelay).unref();
  }

  /** The record of a path; null when there is none. Two records of one path (made on two machines) become one. */
  async find(path: string): Promise<Result<DocumentRecord> | null> {
    await this.indexRead;
    const found = await this.byIndex(path);
    if (found) return found;
    await this.compare();
    return this.byIndex(path);
  }

  /** Makes an empty record for a path, or answers with the one there is. */
  create(path: string, listed: boolean): Promise<Result<DocumentRecord>> {
    const created = this.creating.then(() => this.createLocked(path, listed));
    this.creating = created.catch(() => undefined);
    return created;
  }

  /** Brings the index in line with the folder, and the folder in order. One at a time: whoever asks meanwhile shares it. */
  compare(): Promise<void> {
    this.comparing ??= this.compareOnce().finally(() => { this.comparing = null; });
    return this.comparing;
  }

  /** Answers when nothing is being made or compared any more. */
  async idle(): Promise<void> {
    if (this.writingIndex) clearTimeout(this.writingIndex);
    await this.creating;
    await this.comparing?.catch(() => undefined);
  }

  /** Keeps the index. */
  async writeIndex(): Promise<void> {
    try {
      await this.index.write();
    } catch (error) {
      // Whatever keeps the index from being written keeps changes from being saved, and that is reported.
      if (systemCode(error) === null) throw error;
    }
  }

  private async byIndex(path: string): Promise<Result<DocumentRecord> | null> {
    const ids = [...this.entries].filter((entry) => entry.path === path).map(({ documentId }) => documentId).sort();
    let kept: Result<DocumentRecord> | null = null;
    for (const documentId of ids) {
      const loaded = await this.stores.load(documentId);
      if (loaded.ok ? loaded.value.path !== path : loaded.problem.kind === 'unknown-document') continue;
      kept = kept === null ? loaded : await this.goOnWith(kept, loaded, documentId);
    }
    return kept;
  }

  /**
   * Which of two records of one path goes on: both as one, where both can be read and written; else the one that can be, for what cannot be
   * must not keep the other from use. What is left out is told, and stays as it is.
   */
  private async goOnWith(kept: Result<DocumentRecord>, found: Result<DocumentRecord>, documentId: string): Promise<Result<DocumentRecord>> {
    if (!found.ok) return kept.ok ? this.leftOut(kept, documentId, found.problem) : kept;
    if (!kept.ok) return this.leftOut(found, documentId, kept.problem);
    const keptId = kept.value.documentId;
    const [keptNewer, foundNewer] = [this.newerProblem(keptId), this.newerProblem(documentId)];
    if (foundNewer) return this.leftOut(kept, documentId, foundNewer);
    if (keptNewer) return this.leftOut(found, keptId, keptNewer);
    const united = await this.unite(keptId, documentId).catch((error: unknown) => failure(saveProblem(error, this.stores.fileOf(documentId))));
    return united.ok ? united : this.leftOut(await this.stores.load(keptId), documentId, united.problem);
  }

  private newerProblem(documentId: string): Problem | null {
    const version = this.stores.get(documentId)?.newerVersion ?? null;
    return version === null ? null : { kind: 'store-newer', path: this.stores.fileOf(documentId), version };
  }

  /** Tells once what keeps a record out. */
  private leftOut(goesOn: Result<DocumentRecord>, documentId: string, problem: Problem): Result<DocumentRecord> {
    const said = JSON.stringify([documentId, problem]);
    if (!this.told.has(said)) this.options.onProblem(problem);
    this.told.add(said);
    return goesOn;
  }

  private async unite(documentId: string, other: string): Promise<Result<DocumentRecord>> {
    await this.stores.release(other);
    // Whoever saves to the other one does so before it is read, or finds it gone.
    return withLock(join(this.folders.locks, `${other}.lock`), async () => {
      const united = await this.absorb(documentId, this.stores.fileOf(other));
      if (united.ok) await retireOlderStates(this.folders, other, this.options.now());
      return united;
    });
  }

  private async createLocked(path: string, listed: boolean): Promise<Result<DocumentRecord>> {
    try {
      await makeFolders(this.folders);
      return await withLock(join(this.folders.locks, 'create.lock'), async (lock) => {
        const found = await this.find(path);
        if (found) return found;
        lock.check();
        const documentId = this.options.newId();
        const stored: StoredRecord = { record: newDocumentRecord(documentId, path, this.options.now()), revision: 1, listed, lineage: new Map() };
        const store = this.stores.get(documentId);
        return store ? recordOf(await store.create(stored)) : unknown(documentId);
      });
    } catch (error) {
      return failure(saveProblem(error, this.folders.documents));
    }
  }

  private readonly absorb: Absorb = async (documentId, from) => {
    const store = this.stores.get(documentId);
    return store ? recordOf(await absorbStranger(store, from, this.folders.setAside, this.options)) : unknown(documentId);
  };

  /** Has a document restored by loading it. While that is not possible, the index says at least that it is there. */
  private async restore(documentId: string): Promise<void> {
    const loaded = await this.stores.load(documentId);
    if (!loaded.ok && loaded.problem.kind !== 'unknown-document') await this.index.putOlder(documentId);
  }

  private async compareOnce(): Promise<void> {
    await this.indexRead;
    try {
      const findings = await this.index.compare();
      for (const documentId of findings.missing) await this.restore(documentId);
      await sweep(this.folders, findings, this.absorb, this.options);
    } catch (error) {
      // A folder that cannot be read now: what is known stays known, and saving will say what is wrong.
      if (!(error instanceof StorageFailure) && systemCode(error) === null) throw error;
    }
  }
}
