import { Low } from 'lowdb';
import { knowsInSlices, mergeInSlices, type Applied, type StoredRecord } from '../../core/model/merge-records';
import type { Sliced } from '../../core/slices';
import { failure, success, type Problem, type Result } from '../../core/problem';
import { DurableFile, ReplacedMeanwhile, type DurableFileOptions } from './durable-file';
import type { Stamp } from './durable-write';
import { withLock } from './lock';
import { inTurns } from './read-store';
import { readProblem, saveProblem, systemCode } from './system-error';

/** What one document's store needs to know, and whom it tells. */
export interface DocumentStoreOptions extends DurableFileOptions {
  /** Path of the document's file. */
  readonly path: string;
  /** Path of its lock. */
  readonly lock: string;
  /** Makes the folders that are missing. */
  makeFolders(): Promise<void>;
  /** The record holds something that nobody who asked here knows of. */
  onForeign(stored: StoredRecord): void;
  /** The record was read or saved. */
  onKnown(stored: StoredRecord, stamp: Stamp): void;
}

/** A step from one state to the next; `asGiven` false: the next state holds more than the caller asked for. Must not change its argument. */
export type Step = (stored: StoredRecord) => Applied | Sliced<Applied>;

/** Hears of the next state in the moment in which it begins to be written: what else is to be written then can be on its way at the same time. */
export type OnSaving = (next: StoredRecord) => void;

interface Waiting {
  readonly step: Step;
  readonly onSaving: OnSaving | null;
  settle(result: Result<StoredRecord>): void;
}

/** How often a save begins again when a program without a lock keeps replacing the file. */
const mostAttempts = 5;

/** lowdb with a save that comes first: what is in memory is on the disk. */
class DurableLow extends Low<StoredRecord | null> {
  /** Makes the next state durable, then lets it be seen. */
  async commit(next: StoredRecord): Promise<void> {
    await this.adapter.write(next);
    this.data = next;
  }
}

/** One document's record in memory and on the disk. Everything happens one after the other; saves that wait together go together. */
export class DocumentStore {
  private readonly file: DurableFile;
  private readonly low: DurableLow;
  private waiting: Waiting[] = [];
  private tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: DocumentStoreOptions) {
    this.file = new DurableFile(options.path, options);
    this.low = new DurableLow(this.file as DurableFile & { write(data: StoredRecord | null): Promise<void> }, null);
  }

  /** True for a file of a newer Manicule, once it was loaded. */
  get readOnly(): boolean {
    return this.newerVersion !== null;
  }

  /** The version of a newer Manicule's file, once it was loaded; null for any other. */
  get newerVersion(): number | null {
    return this.file.newer;
  }

  /** True once the record was loaded. */
  get loaded(): boolean {
    return this.low.data !== null;
  }

  /** The newest state on the disk. */
  load(): Promise<Result<StoredRecord>> {
    return this.inTurn(async () => {
      try {
        if (this.low.data && (await this.file.isKnown())) return success(this.low.data);
        return await this.look();
      } catch (error) {
        return failure(readProblem(error, this.options.path));
      }
    });
  }

  /** Applies a step to the newest state on the disk and answers when the outcome is durable. `onSaving` may hear of several states, the last one is it; of saves that wait together, one is told. */
  save(step: Step, onSaving: OnSaving | null = null): Promise<Result<StoredRecord>> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ step, onSaving, settle: resolve });
      this.inTurn(() => this.saveWaiting()).catch(reject);
    });
  }

  /** Makes the file of a new document. */
  create(stored: StoredRecord): Promise<Result<StoredRecord>> {
    return this.inTurn(() => this.locked(async () => {
      await this.commit(stored);
      return success(stored);
    }));
  }

  /** To be called when the file may have changed: tells `onForeign` when it has. */
  async refresh(): Promise<void> {
    if (this.loaded) await this.load();
  }

  /** Answers when nothing is being read or saved any more. */
  async idle(): Promise<void> {
    await this.inTurn(() => Promise.resolve());
  }

  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.tail.then(work, work);
    this.tail = done.catch(() => undefined);
    return done;
  }

  /** Reads without the lock what needs no repair and adds no merge; else with it. */
  private async look(): Promise<Result<StoredRecord>> {
    const known = this.low.data;
    const disk = await this.file.readGood();
    if (!disk || (known && !this.readOnly && !await inTurns(knowsInSlices(disk, known)))) {
      // What was read is not what is known here: it must be read again, to be merged or repaired.
      this.file.stamp = null;
      return this.locked(() => this.commitSteps([]));
    }
    this.low.data = disk;
    this.tellKnown(disk);
    if (known && !await inTurns(knowsInSlices(known, disk))) this.options.onForeign(disk);
    return success(disk);
  }

  private async saveWaiting(): Promise<void> {
    const together = this.waiting;
    this.waiting = [];
    if (together.length === 0) return;
    const onSaving = together.find((entry) => entry.onSaving !== null)?.onSaving ?? null;
    const result = await this.locked(() => this.commitSteps(together.map(({ step }) => step), onSaving));
    for (const { settle } of together) settle(result);
  }

  private async locked(work: () => Promise<Result<StoredRecord>>): Promise<Result<StoredRecord>> {
    try {
      return await this.withLock(work).catch(async (error: unknown) => {
        if (systemCode(error) !== 'ENOENT') throw error;
        // Someone took the folders away: they are made again, and what is known here is saved.
        await this.options.makeFolders();
        return this.withLock(work);
      });
    } catch (error) {
      this.file.stamp = null;
      return failure(error instanceof ReplacedMeanwhile ? this.contended() : saveProblem(error, this.options.path));
    }
  }

  private withLock(work: () => Promise<Result<StoredRecord>>): Promise<Result<StoredRecord>> {
    return withLock(this.options.lock, (lock) => {
      this.file.lock = lock;
      return this.attempt(work);
    }).finally(() => { this.file.lock = null; });
  }

  private async attempt(work: () => Promise<Result<StoredRecord>>): Promise<Result<StoredRecord>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof ReplacedMeanwhile) || attempt === mostAttempts) throw error;
      }
    }
  }

  private contended(): Problem {
    return { kind: 'store-locked', path: this.options.path };
  }

  private async commitSteps(steps: readonly Step[], onSaving: OnSaving | null = null): Promise<Result<StoredRecord>> {
    const { base, fromDisk, foreign } = await this.newest();
    if (!base) return failure({ kind: 'unknown-document', documentId: this.options.documentId });
    let next = base;
    let surprising = foreign;
    for (const step of steps) {
      const outcome = step(next);
      const applied = 'stored' in outcome ? outcome : await inTurns(outcome);
      next = applied.stored;
      surprising ||= !applied.asGiven;
    }
    if (next === fromDisk) {
      this.low.data = next;
      this.tellKnown(next);
    } else {
      next = { ...next, revision: next.revision + 1 };
      onSaving?.(next);
      await this.commit(next);
    }
    if (surprising) this.options.onForeign(next);
    return success(next);
  }

  /** The state to start from. `fromDisk` is what the disk holds; another `base` holds more, and has to be written. */
  private async newest(): Promise<{ base: StoredRecord | null; fromDisk: StoredRecord | null; foreign: boolean }> {
    const known = this.low.data;
    if (known && (await this.file.isKnown())) return { base: known, fromDisk: known, foreign: false };
    const fromDisk = await this.file.read();
    if (!known || !fromDisk || this.readOnly) return { base: fromDisk ?? known, fromDisk, foreign: false };
    const base = await inTurns(knowsInSlices(fromDisk, known)) ? fromDisk : await inTurns(mergeInSlices(known, fromDisk));
    // Two machines that saved as often apart count alike: what is said tells, not the count.
    return { base, fromDisk, foreign: base !== fromDisk || !await inTurns(knowsInSlices(known, fromDisk)) };
  }

  private async commit(next: StoredRecord): Promise<void> {
    await this.low.commit(next);
    this.tellKnown(next);
  }

  private tellKnown(stored: StoredRecord): void {
    if (this.file.stamp) this.options.onKnown(stored, this.file.stamp);
  }
}
