import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StoredRecord } from '../../core/model/merge-records';
import { knowsShared, mergeShared } from '../../core/model/shared-record';
import type { Problem, Result } from '../../core/problem';
import { besidePath } from './beside-names';
import type { DocumentStore } from './document-store';
import { BesideAhead } from './beside-ahead';
import { ReplacedMeanwhile } from './durable-file';
import { sameStamp, syncFolder, takePlace, type Stamp } from './durable-write';
import { withLock } from './lock';
import { besideStamp, conflictCopies, readBeside, sweepBeside, type BesideFile } from './read-beside';
import { inTurns, readStore } from './read-store';
import { setAside, takeAside } from './set-aside';
import { StorageFailure, systemCode, unless } from './system-error';

/** A document whose annotations lie beside it. */
export interface BesideDocument {
  readonly documentId: string;
  /** Of the document. */
  readonly path: string;
  /** Its record in the profile. */
  readonly store: DocumentStore;
  /** Path of the store's own file. */
  readonly own: string;
}

/** What the files beside documents need from their surroundings. */
export interface BesideSurroundings {
  readonly locks: string;
  readonly setAside: string;
  /** ISO 8601, UTC. */
  now(): string;
  onProblem(problem: Problem): void;
  /** True for a file that a person reads and marks: nothing is ever written there. */
  isDocument(path: string): boolean;
}

/** How two records are brought together. */
export interface SyncOptions {
  /** Writes also when the file beside knows all annotations: the text they count in is another one now. */
  readonly force: boolean;
  /** Looks for versions that a synchronising program kept apart, too. */
  readonly look: boolean;
  /** Reads what was written. */
  readonly verify: boolean;
}

/** How often a save begins again when another machine keeps replacing the file. */
const mostAttempts = 5;

/** The state in which a file beside and the record were last known to say the same. */
interface Agreed {
  readonly stamp: Stamp;
  readonly record: StoredRecord['record'];
}

/**
 * The files beside documents. The record in the profile stays the one that everything works with; the file beside holds the same
 * annotations for everyone who has the document's folder. Bringing the two together merges by annotation and revision, in both directions,
 * so each of them may be behind, gone or damaged without a loss.
 */
export class Beside {
  private readonly agreed = new Map<string, Agreed>();
  /** Damaged versions that were told, as they were then. */
  private readonly told = new Map<string, Stamp>();
  /** What is on its way to the disk while the profile's record is. */
  private readonly ahead: BesideAhead;

  constructor(private readonly surroundings: BesideSurroundings) {
    this.ahead = new BesideAhead(() => surroundings.now());
  }

  /**
   * The record is about to be saved in the profile: writes what is to lie beside the document at the same time, under a name of its own. It gets its
   * place only in the `sync` that follows that save. Only where the file beside is known to be in line; else it has to be looked at first.
   */
  prepare(documentId: string, path: string, next: StoredRecord): void {
    const place = besidePath(path);
    const agreed = this.agreed.get(documentId);
    if (place === null || !agreed || (agreed.record.annotations === next.record.annotations && agreed.record.deleted === next.record.deleted)) return;
    this.ahead.begin(documentId, { path, place, own: next });
  }

  /** Takes away what `prepare` wrote and no `sync` used. */
  abandon(documentId: string): Promise<void> {
    return this.ahead.drop(documentId);
  }

  /** Forgets what was known of a document's file: it is read anew the next time. */
  forget(documentId: string): void {
    this.agreed.delete(documentId);
  }

  /** Brings the record and the file beside together. Answers with what stood in the way, or null; the record in the profile is whole in any case. */
  async sync(document: BesideDocument, options: SyncOptions): Promise<Problem | null> {
    const place = besidePath(document.path);
    if (place === null || !await isThere(document.path)) return null;
    return this.locked(document, place, () => this.syncOnce(document, place, options));
  }

  /**
   * Ends the keeping beside: what the file says becomes part of the record, which is read back from the disk; only then is the file kept
   * aside under a dated name and removed.
   */
  async takeBack(document: BesideDocument): Promise<Problem | null> {
    const place = besidePath(document.path);
    if (place === null) return null;
    return this.locked(document, place, async () => {
      const found = await readBeside(place, document.path, document.documentId);
      if (this.surroundings.isDocument(place)) return null;
      if (found.kind === 'newer') return { kind: 'store-newer', path: place, version: found.version };
      await this.mergeConflicts(document);
      if (found.kind !== 'good' && found.kind !== 'damaged') return null;
      await this.merge(document, found.stored);
      const kept = await readStore(document.own);
      if (kept?.kind === 'newer') return { kind: 'store-newer', path: document.own, version: kept.version };
      if (kept?.kind !== 'good' || !await inTurns(knowsShared(kept.stored, found.stored))) return { kind: 'save-failed', path: document.own, code: 'EIO' };
      if (await takeAside(place, found.stamp, this.surroundings.setAside, this.surroundings.now()) === null) throw new ReplacedMeanwhile();
      await syncFolder(dirname(place));
      this.forget(document.documentId);
      return null;
    });
  }

  /** One at a time among the programs of this machine; begins again when another machine was faster. */
  private async locked(document: BesideDocument, place: string, work: () => Promise<Problem | null>): Promise<Problem | null> {
    try {
      return await withLock(join(this.surroundings.locks, `${document.documentId}.beside.lock`), async () => {
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await work();
          } catch (error) {
            if (!(error instanceof ReplacedMeanwhile) || attempt === mostAttempts) throw error;
            this.forget(document.documentId);
          }
        }
      });
    } catch (error) {
      this.forget(document.documentId);
      if (error instanceof StorageFailure) return error.problem;
      const code = error instanceof ReplacedMeanwhile ? 'EBUSY' : systemCode(error);
      if (code === null) throw error;
      return { kind: 'beside-failed', path: place, code };
    }
  }

  private async syncOnce(document: BesideDocument, place: string, { force, look, verify }: SyncOptions): Promise<Problem | null> {
    const agreed = this.agreed.get(document.documentId);
    const stamp = await besideStamp(place);
    const unchanged = agreed !== undefined && stamp !== 'other' && sameStamp(agreed.stamp, stamp);
    const found = unchanged ? null : await readBeside(place, document.path, document.documentId);
    if (found?.kind === 'taken' || this.surroundings.isDocument(place)) return { kind: 'beside-taken', path: place };
    if (found?.kind === 'newer') return { kind: 'store-newer', path: place, version: found.version };
    if (found?.kind === 'good' || found?.kind === 'damaged') await this.merge(document, found.stored);
    if (look) {
      await this.mergeConflicts(document);
      await sweepBeside(place);
    }
    const own = valueOf(await document.store.load());
    if (document.store.readOnly) return null;
    const { record } = own;
    const known = found === null && agreed
      ? record.annotations === agreed.record.annotations && record.deleted === agreed.record.deleted
      : await saysAll(found, own);
    if (known && !force) {
      if (found?.kind === 'good') this.agreed.set(document.documentId, { stamp: found.stamp, record });
      return null;
    }
    if (found?.kind === 'none' && isBlank(own)) return null;
    if (found?.kind === 'damaged') {
      const setAsideAs = await setAside(place, this.surroundings.setAside, this.surroundings.now());
      this.surroundings.onProblem({ kind: 'store-damaged', path: place, setAsideAs, recoveredFrom: document.own });
    }
    await this.write(document, place, own, found === null ? agreed?.stamp ?? null : found.kind === 'none' ? null : found.stamp);
    if (verify) await this.readBack(document, place, own);
    return null;
  }

  private async write(document: BesideDocument, place: string, own: StoredRecord, before: Stamp | null): Promise<void> {
    const written = await this.ahead.take(document.documentId, { path: document.path, place, own });
    const stamp = await takePlace(place, written, {
      durable: true, beforeRename: async () => {
        if (!agrees(before, await besideStamp(place))) throw new ReplacedMeanwhile();
      },
    });
    this.agreed.set(document.documentId, { stamp, record: own.record });
  }

  private async readBack(document: BesideDocument, place: string, own: StoredRecord): Promise<void> {
    const found = await readBeside(place, document.path, document.documentId);
    if (!await saysAll(found, own)) throw new StorageFailure({ kind: 'beside-failed', path: place, code: 'EIO' });
  }

  private async merge({ store }: BesideDocument, other: StoredRecord): Promise<void> {
    // A record of a newer Manicule is not written to; what is beside it stays there.
    valueOf(await store.load());
    if (!store.readOnly) valueOf(await store.save((stored) => mergeShared(stored, other)));
  }

  private async mergeConflicts(document: BesideDocument): Promise<void> {
    if (document.store.readOnly) return;
    const { good, damaged } = await conflictCopies(document.path, document.documentId);
    for (const { path, stamp } of damaged) this.tellDamaged(path, stamp);
    for (const copy of good) {
      await this.merge(document, copy.stored);
      // One that another machine changed meanwhile stays, to be read again the next time.
      await takeAside(copy.path, copy.stamp, this.surroundings.setAside, this.surroundings.now());
    }
  }

  /** A damaged version stays as it is: which one the person wants to have is not known here. Told once in each of its states. */
  private tellDamaged(path: string, stamp: Stamp): void {
    if (sameStamp(this.told.get(path) ?? null, stamp)) return;
    this.told.set(path, stamp);
    this.surroundings.onProblem({ kind: 'conflict-damaged', path });
  }
}

/** True when the file beside says all that the record says of annotations. */
async function saysAll(found: BesideFile | null, own: StoredRecord): Promise<boolean> {
  return found?.kind === 'good' && await inTurns(knowsShared(found.stored, own));
}

function isBlank({ record }: StoredRecord): boolean {
  return record.annotations.length + record.deleted.length === 0;
}

function agrees(stamp: Stamp | null, now: Stamp | null | 'other'): boolean {
  return now !== 'other' && sameStamp(stamp, now);
}

/** What is beside a document that is gone waits for it. */
async function isThere(path: string): Promise<boolean> {
  return (await unless(['ENOENT', 'ENOTDIR'], stat(path))) !== null;
}

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new StorageFailure(result.problem);
  return result.value;
}
