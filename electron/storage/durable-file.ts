import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Adapter } from 'lowdb';
import type { StoredRecord } from '../../core/model/merge-records';
import type { Problem } from '../../core/problem';
import { currentSchema, serializeStore, withEarlier, withSalvage, type Checksum } from '../../core/store-file';
import { backUp, isBackupDue, listBackups } from './backups';
import { duplicate, followLinks, keepAs, replaceFile, sameStamp, stampOf, type Stamp } from './durable-write';
import type { HeldLock } from './lock';
import { nothingLeft, readStore, type FoundStore } from './read-store';
import { setAside } from './set-aside';
import { StorageFailure, systemCode, unless } from './system-error';

/** Milliseconds that a file must stay as it is to be called damaged. */
const settling = 150;

/** Where a document's file keeps its older states, and what it tells. */
export interface DurableFileOptions {
  readonly documentId: string;
  /** Folder of this document's dated backups. */
  readonly backups: string;
  readonly setAside: string;
  /** ISO 8601, UTC. */
  now(): string;
  onProblem(problem: Problem): void;
}

/** Thrown by a save when someone who knows no lock (a program that synchronises folders) replaced the file meanwhile: read again, try again. */
export class ReplacedMeanwhile extends Error {}

/** SHA-256 as core wants it. */
export function sha256(): Checksum {
  const hash = createHash('sha256');
  return { update: (piece) => void hash.update(piece, 'utf8'), digest: () => hash.digest('hex') };
}

interface GoodCopy {
  readonly stored: StoredRecord;
  /** For the person: which copy, and when it was saved. */
  readonly origin: string;
}

/**
 * lowdb's adapter for one document: a save is on the disk when it answers, and leaves the last good state beside it; what is read was
 * checked, and when it is damaged, it is kept aside and the newest good copy takes its place.
 * `read` and `write` are to be called with the document's lock held, one after the other.
 */
export class DurableFile implements Adapter<StoredRecord> {
  /** The state that was last read or written here; null when there is none or it is not known. */
  stamp: Stamp | null = null;
  /** Version of a newer Manicule's file: it is not written to. */
  newer: number | null = null;
  /** The document's lock, while it is held. */
  lock: HeldLock | null = null;
  private damaged = false;
  /** Why a damaged file could not be replaced: while that lasts, nothing may be written over it. */
  private blocked: unknown = null;
  private version = currentSchema.version;
  private revision = 0;
  /** False for a state without annotations: a backup of nothing only hides the backups that are worth something. */
  private worthBackup = false;
  private lastBackup: string | null = null;

  constructor(readonly path: string, private readonly options: DurableFileOptions) {}

  /** True while the file is the one that was last read or written here. */
  async isKnown(): Promise<boolean> {
    return this.stamp !== null && sameStamp(this.stamp, await stampOf(this.path));
  }

  /** Reads without the lock. Null when something is to be repaired or there is no file: then `read` does it. */
  async readGood(): Promise<StoredRecord | null> {
    const found = await this.readOwn();
    return found && this.accept(found);
  }

  async read(): Promise<StoredRecord | null> {
    this.blocked = null;
    const found = await this.readSettled();
    return (found && this.accept(found)) ?? this.recover(found);
  }

  async write(next: StoredRecord): Promise<void> {
    if (this.newer !== null) throw new StorageFailure({ kind: 'store-newer', path: this.path, version: this.newer });
    if (this.blocked !== null) throw this.blocked;
    const target = await followLinks(this.path);
    const before = this.stamp;
    // Until the save is through, nothing is known: a failure can come before or after the new file took its place.
    this.stamp = null;
    const stamp = await replaceFile(target, serializeStore(next, this.options.now(), sha256()), {
      durable: true,
      beforeRename: async () => {
        await this.keepPrevious(target, before);
        // Whoever took the lock over may have saved by now.
        this.lock?.check();
      },
    });
    this.stamp = stamp;
    this.version = currentSchema.version;
    this.note(next);
  }

  /** Another document's file under this one's name counts as damage. */
  private async readOwn(): Promise<FoundStore | null> {
    const found = await readStore(this.path);
    const documentId = found?.kind === 'damaged' ? found.salvage.head?.record.documentId : found?.stored?.record.documentId;
    return found && documentId !== undefined && documentId !== this.options.documentId ? { ...nothingLeft, stamp: found.stamp } : found;
  }

  /** What looks damaged may be a file that another program is still writing: it must have stopped changing. */
  private async readSettled(): Promise<FoundStore | null> {
    let found = await this.readOwn();
    for (let look = 0; look < 20 && found?.kind === 'damaged' && found.stamp; look += 1) {
      await wait(settling);
      const again = await this.readOwn();
      if (sameStamp(again?.stamp ?? null, found.stamp)) return again;
      found = again;
    }
    return found;
  }

  private accept(found: FoundStore): StoredRecord | null {
    if (found.kind === 'newer') {
      this.newer = found.version;
      this.stamp = found.stamp;
      if (!found.stored) throw new StorageFailure({ kind: 'store-newer', path: this.path, version: found.version });
      return found.stored;
    }
    if (found.kind === 'damaged' || found.rejected.length > 0) return null;
    this.newer = null;
    this.stamp = found.stamp;
    this.version = found.version;
    this.note(found.stored);
    return found.stored;
  }

  private note({ revision, record }: StoredRecord): void {
    this.revision = revision;
    this.worthBackup = record.annotations.length + record.deleted.length > 0;
  }

  private async keepPrevious(target: string, before: Stamp | null): Promise<void> {
    if (this.damaged) return;
    const present = await stampOf(target);
    if (!sameStamp(before, present)) throw new ReplacedMeanwhile();
    if (!present) return;
    if (this.version < currentSchema.version) await unless(['EEXIST'], duplicate(target, `${target}.v${String(this.version)}.bak`));
    await keepAs(target, `${target}.bak`);
    const now = this.options.now();
    if (!this.worthBackup || !isBackupDue(this.lastBackup, now)) return;
    try {
      this.lastBackup = await backUp(target, this.options.backups, this.revision, now);
    } catch (error) {
      // A backup that fails is no reason to lose the change that is being saved.
      this.options.onProblem({ kind: 'write-failed', path: this.options.backups, code: systemCode(error) ?? String(error) });
    }
  }

  /** `whole`: one of which every annotation is understood. */
  private async newestGoodCopy(whole: boolean): Promise<GoodCopy | null> {
    const backups = await listBackups(this.options.backups);
    const target = await followLinks(this.path);
    const beside = new Set([`${target}.bak`, `${this.path}.bak`]);
    for (const path of [...beside, ...backups.map(({ name }) => join(this.options.backups, name))]) {
      const found = await readStore(path);
      if (found?.kind === 'good' && (!whole || found.rejected.length === 0)) return { stored: found.stored, origin: `${path} (${found.savedAt})` };
    }
    return null;
  }

  /**
   * Makes the best of a damaged or missing file: the newest good copy, and of the damaged file whatever is whole and newer. A file that is good but for
   * some annotations is completed by what a copy has of them.
   */
  private async recover(found: FoundStore | null): Promise<StoredRecord | null> {
    const copy = await this.newestGoodCopy(found?.kind === 'good');
    if (!found && !copy) return null;
    const rest = found?.kind === 'damaged' ? found.salvage : { head: null, annotations: [], deleted: [] };
    const own = found?.kind === 'good' ? found.stored : null;
    const best = own ? withEarlier(own, copy?.stored ?? own) : withSalvage(copy?.stored ?? null, rest);
    const stored = best && { ...best, revision: best.revision + 1 };
    let setAsideAs = '';
    this.newer = null;
    this.stamp = null;
    try {
      if (found) setAsideAs = await setAside(this.path, this.options.setAside, this.options.now());
      await this.replaceDamaged(stored);
    } catch (error) {
      if (systemCode(error) === null) throw error;
      this.blocked = error;
    }
    // Without an earlier copy, what was whole in the damaged file is all there is.
    const recoveredFrom = (best === own ? null : copy?.origin) ?? (stored ? setAsideAs : null);
    this.options.onProblem({ kind: 'store-damaged', path: this.path, setAsideAs, recoveredFrom });
    return stored;
  }

  /** Puts what could be saved in the damaged file's place, whose bytes are kept by now; it must not become the good copy beside it. */
  private async replaceDamaged(stored: StoredRecord | null): Promise<void> {
    this.damaged = true;
    try {
      if (stored) await this.write(stored);
      else await rm(this.path, { force: true });
    } finally {
      this.damaged = false;
    }
  }
}
