import { join } from 'node:path';
import type { DocumentRecord } from '../../core/model/document-record';
import type { StoredRecord } from '../../core/model/merge-records';
import { isId } from '../../core/model/parse-annotation';
import { failure, success, type Problem, type Result } from '../../core/problem';
import { DocumentStore } from './document-store';
import type { Stamp } from './durable-write';
import { makeFolders, type StoreFolders } from './store-folders';

/** What the stores of a library need from outside, and whom they tell. */
export interface DocumentStoresOptions {
  /** ISO 8601, UTC, to the millisecond. */
  now(): string;
  onProblem(problem: Problem): void;
  /** A record was read or saved. */
  onKnown(stored: StoredRecord, stamp: Stamp): void;
  /** A loaded record holds something that nobody who asked here knows of. */
  onForeign(documentId: string, record: DocumentRecord): void;
  /** A document is about to be let go of. */
  onRelease(documentId: string): Promise<void>;
}

/** The stores of a library's documents, made when they are first wanted: one a document, so that all that happens to it happens one after the other. */
export class DocumentStores {
  private readonly stores = new Map<string, DocumentStore>();
  /** Documents that somebody loaded, and has not let go of. */
  private readonly wanted = new Set<string>();
  /** How many use a document for a while. */
  private readonly passing = new Map<string, number>();

  constructor(private readonly folders: StoreFolders, private readonly options: DocumentStoresOptions) {}

  /** Path of a document's file. */
  fileOf(documentId: string): string {
    return join(this.folders.documents, `${documentId}.json`);
  }

  /** A document's store; null for what is no id. */
  get(documentId: string): DocumentStore | null {
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
      onForeign: ({ record }) => { this.options.onForeign(documentId, record); },
      onKnown: (stored, stamp) => { this.options.onKnown(stored, stamp); },
    });
    this.stores.set(documentId, store);
    return store;
  }

  /** The newest record on the disk. */
  async load(documentId: string): Promise<Result<DocumentRecord>> {
    const store = this.get(documentId);
    if (!store) return unknown(documentId);
    const before = this.wanted.has(documentId);
    this.wanted.add(documentId);
    const loaded = recordOf(await store.load());
    if (!loaded.ok && !before) this.wanted.delete(documentId);
    return loaded;
  }

  /** True for a document of a newer Manicule, once it was loaded. */
  isReadOnly(documentId: string): boolean {
    return this.stores.get(documentId)?.readOnly ?? false;
  }

  /** Uses a store without keeping in memory what nobody else wants: the last one who does so lets go of it, unless somebody loaded it before or meanwhile. */
  async forAWhile<Value>(documentId: string, use: (store: DocumentStore) => Promise<Result<Value>>): Promise<Result<Value>> {
    const others = this.passing.get(documentId) ?? 0;
    // A record that was just made is there without having been loaded.
    if (others === 0 && this.stores.get(documentId)?.loaded === true) this.wanted.add(documentId);
    this.passing.set(documentId, others + 1);
    try {
      const store = this.get(documentId);
      return store ? await use(store) : unknown(documentId);
    } finally {
      const left = (this.passing.get(documentId) ?? 1) - 1;
      if (left > 0) this.passing.set(documentId, left);
      else this.passing.delete(documentId);
      if (left === 0 && !this.wanted.has(documentId)) await this.release(documentId);
    }
  }

  /** Lets go of a document's memory, and of word of its changes. */
  async release(documentId: string): Promise<void> {
    const store = this.stores.get(documentId);
    this.wanted.delete(documentId);
    await this.options.onRelease(documentId);
    await store?.idle();
    // Somebody may have come meanwhile, to whom it belongs now.
    const free = !this.wanted.has(documentId) && !this.passing.has(documentId);
    if (store && free && this.stores.get(documentId) === store) this.stores.delete(documentId);
  }

  /** To be called when a document's file may have changed; null: any of them. */
  async refresh(documentId: string | null): Promise<void> {
    if (documentId === null) await Promise.all([...this.stores.values()].map((store) => store.refresh()));
    else await this.stores.get(documentId)?.refresh();
  }

  /** Answers when nothing is being read or saved any more. */
  async idle(): Promise<void> {
    await Promise.all([...this.stores.values()].map((store) => store.idle()));
  }
}

/** The record of what is stored. */
export function recordOf(result: Result<StoredRecord>): Result<DocumentRecord> {
  return result.ok ? success(result.value.record) : result;
}

/** The answer where there is no such document. */
export function unknown(documentId: string): { readonly ok: false; readonly problem: Problem } {
  return failure({ kind: 'unknown-document', documentId });
}
