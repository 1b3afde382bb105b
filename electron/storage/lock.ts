import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { open, rm, unlink } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { isRecord } from '../../core/model/parse-annotation';
import { isRunning, ownIdentity, parseIdentity } from './process-identity';
import { StorageFailure, systemCode, unless } from './system-error';

/** How long a lock is waited for, in milliseconds. It is held for the moment of one change. */
const patience = 10_000;
/** After how long a lock whose owner cannot be asked (another machine, no content) counts as left behind, when it has not changed meanwhile. */
const forgottenAfter = 5_000;
/** Milliseconds between two signs of life of whoever holds a lock: each makes it another one than it was. */
const signOfLife = 1_000;
/** How often work that lost its lock begins again. */
const mostAttempts = 5;
/** Milliseconds for which whoever gave a lock back leaves it to one who waits: longer than the longest pause between two tries. */
const courtesy = 60;

/** Locks that this process holds; one of ours that is not among them was left behind by a failed release. */
const held = new Set<string>();
/** Locks that this process gave back while someone waited for them: it is not its turn. */
const owed = new Set<string>();
/** When this process first saw a lock in its present state, on the clock that no one sets. */
const firstSeen = new Map<string, { mark: string; at: number }>();

/** A lock that is held. */
export interface HeldLock {
  /**
   * To be called just before what must not happen without the lock: when it was lost (this process stood still for so long that it was taken for gone),
   * throws what makes `withLock` begin again.
   */
  check(): void;
}

/** Thrown by the check of a lock that someone else has, or nobody. */
class LockLost extends Error {}

/** A lock as it was found: `mark` tells it from every other lock that ever had its name, even while it has no content yet. */
interface FoundLock {
  readonly content: string;
  readonly mark: string;
}

/**
 * Looks at a lock; null when there is none. All in one go: no other part of this process comes in between. It is opened first, for else a
 * network drive may answer from memory.
 */
function look(path: string): FoundLock | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    const found = fstatSync(file, { bigint: true });
    const content = readFileSync(file, 'utf8');
    return { content, mark: [found.ino, found.mtimeNs, content].join(' ') };
  } finally {
    closeSync(file);
  }
}

function parseLock(content: string): { nonce: unknown; owner: ReturnType<typeof parseIdentity> } {
  try {
    const value: unknown = JSON.parse(content);
    return { nonce: isRecord(value) ? value['nonce'] : null, owner: parseIdentity(value) };
  } catch {
    return { nonce: null, owner: null };
  }
}

function unchangedFor(path: string, mark: string): number {
  const seen = firstSeen.get(path);
  if (seen?.mark === mark) return performance.now() - seen.at;
  firstSeen.set(path, { mark, at: performance.now() });
  return 0;
}

async function isLeftBehind(path: string, { content, mark }: FoundLock): Promise<boolean> {
  const { nonce, owner } = parseLock(content);
  const state = owner ? await isRunning(owner) : 'unknown';
  // Meanwhile it may have been given back, which is no leaving behind.
  if (look(path)?.mark !== mark) return false;
  if (state === 'gone') return true;
  if (state === 'unknown') return unchangedFor(path, mark) > forgottenAfter;
  return owner?.pid === process.pid && typeof nonce === 'string' && !held.has(nonce);
}

/** Creates the lock's file; false when someone else has. */
async function createLock(path: string, content: string): Promise<boolean> {
  const handle = await unless(['EEXIST'], open(path, 'wx', 0o600));
  if (!handle) return false;
  try {
    await handle.writeFile(content);
  } catch (error) {
    // A full disk lets a file be made but not written: it must not stay, or it would lock everyone out.
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
  return true;
}

/** A lock of ours. Whoever stands still for too long is taken for gone; so each use of it asks first whether it is ours still. */
class OwnLock implements HeldLock {
  private readonly beat: NodeJS.Timeout;

  constructor(private readonly path: string, private readonly nonce: string) {
    this.beat = setInterval(() => { this.giveSign(); }, signOfLife).unref();
  }

  check(): void {
    if (!this.isOurs()) throw new LockLost();
  }

  async giveBack(): Promise<void> {
    clearInterval(this.beat);
    try {
      if (this.isOurs()) await unlink(this.path);
    } finally {
      held.delete(this.nonce);
    }
  }

  private isOurs(): boolean {
    const found = look(this.path);
    return found !== null && parseLock(found.content).nonce === this.nonce;
  }

  private giveSign(): void {
    try {
      const now = new Date();
      if (this.isOurs()) utimesSync(this.path, now, now);
    } catch (error) {
      // Without signs it may be taken for gone, which the next check finds.
      if (systemCode(error) === null) throw error;
    }
  }
}

/** Takes the lock; null when someone else has it. */
async function tryLock(path: string): Promise<OwnLock | null> {
  const nonce = randomUUID();
  const content = JSON.stringify({ ...(await ownIdentity()), nonce });
  held.add(nonce);
  let taken = false;
  try {
    taken = await createLock(path, content);
  } finally {
    if (!taken) held.delete(nonce);
  }
  if (!taken) return null;
  firstSeen.delete(path);
  return new OwnLock(path, nonce);
}

/**
 * Removes a lock whose owner is gone. Only one process may look and remove at a time: otherwise two find the same dead owner, the
 * first removes its lock and takes it, and the second removes the first one's. So this needs a lock, which can be left behind, too.
 */
async function removeLeftBehind(path: string, deadline: number): Promise<void> {
  const takeover = await acquire(`${path}.takeover`, deadline);
  try {
    const found = look(path);
    // A live owner may have given the lock back meanwhile, and another one taken it: it must still be the lock that was judged.
    if (found && (await isLeftBehind(path, found)) && look(path)?.mark === found.mark) rmSync(path, { force: true });
  } finally {
    await takeover.giveBack();
  }
}

/** The file that says that someone waits for a lock. Each who waits makes it again, and takes it away when it is his turn. */
function waitingMark(path: string): string {
  return `${path}.waiting`;
}

function markWaiting(path: string): void {
  try {
    closeSync(openSync(waitingMark(path), 'a', 0o600));
  } catch (error) {
    // It is a question of manners: without it (a full disk) the lock is as good, and only less fair.
    if (systemCode(error) === null) throw error;
  }
}

/** Lets those who wait go first. The mark of one who died is taken away in the end. */
async function giveWay(path: string): Promise<void> {
  const until = performance.now() + courtesy;
  while (existsSync(waitingMark(path)) && performance.now() < until) await wait(2);
  rmSync(waitingMark(path), { force: true });
}

async function acquire(path: string, deadline: number): Promise<OwnLock> {
  if (owed.delete(path)) await giveWay(path);
  let marked = false;
  try {
    for (let attempt = 0; ; attempt += 1) {
      const lock = await tryLock(path);
      if (lock) return lock;
      if (performance.now() > deadline) throw new StorageFailure({ kind: 'store-locked', path });
      const found = look(path);
      if (!found) continue;
      marked = true;
      markWaiting(path);
      if (await isLeftBehind(path, found)) await removeLeftBehind(path, deadline);
      else await wait(1 + Math.random() * Math.min(20, 2 + attempt));
    }
  } finally {
    if (marked) rmSync(waitingMark(path), { force: true });
  }
}

/**
 * Does `work` while no other process, and no other part of this one, holds the lock at `path`; again, when a check finds that the lock was lost.
 * Whoever has had it lets those who wait go first, so that one who saves without a pause keeps nobody waiting. A lock whose owner has died
 * is taken over. Throws a StorageFailure `store-locked` when it stays taken for `limit` milliseconds, and the system's error where no file can be made.
 */
export async function withLock<Value>(path: string, work: (lock: HeldLock) => Promise<Value>, limit = patience): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    const lock = await acquire(path, performance.now() + limit);
    try {
      return await work(lock);
    } catch (error) {
      if (!(error instanceof LockLost)) throw error;
      if (attempt === mostAttempts) throw new StorageFailure({ kind: 'store-locked', path });
    } finally {
      if (existsSync(waitingMark(path))) owed.add(path);
      // A lock that cannot be removed is recognised as left behind by the next one who wants it.
      await lock.giveBack().catch(() => undefined);
    }
  }
}
