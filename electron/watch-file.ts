import { watch, type BigIntStats, type FSWatcher } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { FileFingerprint } from '../core/model/document-record';
import type { Problem } from '../core/problem';
import { fingerprintFile } from './files';
import { systemCode } from './storage/system-error';

/** What became of the file: another content, or none. */
export interface FileEvent {
  readonly gone: boolean;
}

/** A file under watch. */
export interface FileWatch {
  /** Looks now, whether or not anything was seen: for when the window comes to the front. */
  check(): void;
  /** Ends it: no event comes after this. */
  close(): void;
}

/** Milliseconds from the first sign of a change to the first look: what an editor does at once is seen as one. */
const gatherTime = 150;
/** Milliseconds in which a file must stay the same, or be missing, to be taken for finished, or for gone. */
const settleTime = 250;

/** Failures that say that a file is being changed this very moment. */
export const passing: readonly Problem['kind'][] = ['changed-while-reading', 'file-vanished', 'file-not-found'];

/** What the file system says about a file, without reading it; null when there is none. */
type Signature = string | null;

function signatureOf(stats: BigIntStats): string {
  // The change time too: a program can set the modification time back, but not this one.
  return [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(' ');
}

class Watcher implements FileWatch {
  #watchers: FSWatcher[] = [];
  #timer: NodeJS.Timeout | null = null;
  #busy = false;
  #closed = false;
  /** Something was seen while looking: look again. */
  #again = false;
  /** The content has to be read although the signature is the same: times are no finer than the system's clock tick. */
  #suspicious = false;
  /** As it was at the last look; undefined before the first. */
  #signature: Signature | undefined = undefined;
  /** Digest of the content that the listener knows of; null: it knows that the file is gone; 'unreadable': it was told so; undefined: it knows nothing. */
  #told: string | null | undefined;

  constructor(
    private readonly path: string,
    private readonly known: FileFingerprint | null,
    private readonly onChange: (event: FileEvent) => void,
  ) {
    this.#told = known?.sha256;
    this.check();
  }

  check(): void {
    this.#schedule(0);
  }

  close(): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const watcher of this.#watchers) watcher.close();
  }

  /** A later sign does not put the look off: in a busy folder it would never come. */
  #schedule(delay: number): void {
    if (this.#closed) return;
    if (this.#busy) this.#again = true;
    else this.#timer ??= setTimeout(() => { void this.#look(); }, delay);
  }

  async #look(): Promise<void> {
    this.#timer = null;
    this.#busy = true;
    this.#again = false;
    try {
      if (this.#watchers.length === 0) await this.#renewWatches();
      await this.#compare();
    } finally {
      this.#busy = false;
    }
    if (this.#again) this.#schedule(gatherTime);
  }

  /** Folders, not files: an editor replaces the file, and a watch on it would stay with the old one. Both ends of a link. */
  async #renewWatches(): Promise<void> {
    const real = await realpath(this.path).catch(() => this.path);
    const before = this.#watchers;
    this.#watchers = [];
    if (!this.#closed) for (const path of new Set([this.path, real])) this.#watchFolderOf(path);
    for (const watcher of before) watcher.close();
  }

  #watchFolderOf(path: string): void {
    try {
      const watcher = watch(dirname(path), { persistent: false }, (_, name) => {
        this.#suspicious ||= name === null || name === basename(path);
        this.#schedule(gatherTime);
      });
      watcher.on('error', () => {
        watcher.close();
        this.#watchers = this.#watchers.filter((other) => other !== watcher);
      });
      this.#watchers.push(watcher);
    } catch (error) {
      // No folder, or no more watches to be had: `check` goes on working, and tries again.
      if (systemCode(error) === null) throw error;
    }
  }

  async #compare(): Promise<void> {
    const suspicious = this.#suspicious;
    this.#suspicious = false;
    const before = await this.#sign();
    if (this.#closed || (before === this.#signature && !suspicious)) return;
    await new Promise((resolve) => { setTimeout(resolve, settleTime); });
    if (this.#closed) return;
    const after = await this.#sign();
    if (before !== after) {
      this.#again = true;
      this.#suspicious ||= suspicious;
      return;
    }
    if (after === null) await this.#tell(null, null);
    else await this.#read(after);
  }

  async #read(signature: string): Promise<void> {
    const file = await fingerprintFile(this.path);
    if (!file.ok && passing.includes(file.problem.kind)) this.#again = this.#suspicious = true;
    else await this.#tell(signature, file.ok ? file.value.sha256 : 'unreadable');
  }

  /** The file's signature; null when there is no file, or something else in its place. */
  async #sign(): Promise<Signature> {
    try {
      const stats = await stat(this.path, { bigint: true });
      if (!stats.isFile()) return null;
      const signature = signatureOf(stats);
      // Watched from right after it was read: what has the known size and time needs no second reading.
      const asKnown = this.known && Number(stats.size) === this.known.size && Number(stats.mtimeMs) === Math.floor(this.known.modifiedMs);
      if (this.#signature === undefined && asKnown) this.#signature = signature;
      return signature;
    } catch {
      return null;
    }
  }

  async #tell(signature: Signature, state: string | null): Promise<void> {
    if (state !== this.#told) {
      // The folder that was watched may be gone, or the link lead elsewhere.
      await this.#renewWatches();
    }
    if (await this.#sign() !== signature) {
      this.#again = true;
      return;
    }
    this.#signature = signature;
    if (this.#closed || state === this.#told) return;
    this.#told = state;
    this.onChange({ gone: state === null });
  }
}

/**
 * Watches a document that was just read as `known`, and tells when its content has become another one, or is gone, or is back. Null: it could not be read in one
 * state; then what it is once it has come to rest is told, whatever that is.
 * Tells of finished files only: one that is still being written is waited for.
 */
export function watchFile(path: string, known: FileFingerprint | null, onChange: (event: FileEvent) => void): FileWatch {
  return new Watcher(path, known, onChange);
}
