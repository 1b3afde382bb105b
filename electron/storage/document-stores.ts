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
    return store ? recordOf(await store.load()) : unknown(documentId);
  }

  /** True for a document of a newer Manicule, once it was loaded. */
  isReadOnly(documentId: string): boolean {
    return this.stores.get(documentId)?.readOnly ?? false;
  }

  /** Uses a store without keeping in memory what was not there before. */
  async forAWhile<Value>(documentId: string, use: (store: DocumentStore) => Promise<Result<Value>>): Promise<Result<Value>> {
    const known = this.stores.get(documentId)?.loaded ?? false;
    const store = this.get(documentId);
    const used = store ? await use(store) : unknown(documentId);
    if (!known) await this.release(documentId);
    return used;
  }

  /** Lets go of a document's memory, and of word of its changes. */
  async release(documentId: string): Promise<void> {
    const store = this.stores.get(documentId);
    await this.options.onRelease(documentId);
    await store?.idle();
    if (store && this.stores.get(documentId) === store) this.stores.delete(documentId);
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
