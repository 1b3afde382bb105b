import { constants, lstat, open, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { success, type Result } from '../core/problem';
import { storeFolders } from './storage/store-folders';
import { systemCode, unless } from './storage/system-error';

/** Milliseconds that a text stays after it was last kept, needed or not: its digest may still be on its way into a record. */
const grace = 2 * 86_400_000;
/** Milliseconds between two looks through a profile. */
const interval = 7 * 86_400_000;
/** Bytes that are read at once. */
const pieceSize = 1024 * 1024;
/** Characters that the next piece begins with again: a digest that was cut in two is whole there. */
const overlap = 64;

const digests = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g;
const kept = /^([0-9a-f]{64})\.txt\.gz$/;
const takenAway = '.unneeded';

/** Where to look, and when. */
export interface SnapshotCare {
  /** Folder of the kept texts. */
  readonly snapshots: string;
  /** Folder of the library. */
  readonly library: string;
  /** The present time: ISO 8601, UTC. */
  readonly now: string;
}

/**
 * Removes kept texts that nothing names any more, once a week; answers with their number. A text stays when its digest stands anywhere in
 * a store file, a backup or a file that was set aside, damaged ones too; when it was kept in the last two days; and when anything of all
 * that cannot be read: then nothing is removed. Reads the whole library, so it is work for a thread that no one waits for.
 */
export async function tidySnapshots({ snapshots, library, now }: SnapshotCare): Promise<Result<number>> {
  const time = Date.parse(now);
  try {
    if (!await isDue(snapshots, now)) return success(0);
    const unneeded = await oldTexts(snapshots, time);
    const { documents, backups, setAside } = storeFolders(library);
    // In this order: what is moved meanwhile is moved to a folder that is still to come.
    for (const folder of [documents, backups, setAside]) {
      if (unneeded.size > 0) await dropNamed(folder, unneeded);
    }
    let removed = 0;
    for (const path of unneeded.values()) if (await removeText(path, time)) removed += 1;
    return success(removed);
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return success(0);
  }
}

/** True when the last look is a week ago; then this is the last one, whatever comes of it. */
async function isDue(snapshots: string, now: string): Promise<boolean> {
  const mark = join(snapshots, 'looked-through');
  const last = await unless(['ENOENT', 'ENOTDIR'], stat(mark));
  if (last && Math.abs(Date.parse(now) - last.mtimeMs) < interval) return false;
  if (!last && !await unless(['ENOENT', 'ENOTDIR'], stat(snapshots))) return false;
  await writeFile(mark, '', { mode: 0o600 });
  await utimes(mark, new Date(now), new Date(now));
  return true;
}

function isOld(modifiedMs: number, time: number): boolean {
  return time - modifiedMs > grace;
}

/** The texts that were not kept lately: their paths by digest. Puts back what a look that was killed had taken away, and removes unfinished files. */
async function oldTexts(snapshots: string, time: number): Promise<Map<string, string>> {
  const old = new Map<string, string>();
  for (const present of await readdir(snapshots)) {
    const name = present.endsWith(takenAway) ? present.slice(0, -takenAway.length) : present;
    const path = join(snapshots, name);
    if (name !== present) await rename(join(snapshots, present), path);
    const found = await unless(['ENOENT'], stat(path));
    if (!found?.isFile() || !isOld(found.mtimeMs, time)) continue;
    const digest = kept.exec(name)?.[1];
    if (digest !== undefined) old.set(digest, path);
    else if (name.endsWith('.tmp')) await rm(path, { force: true });
  }
  return old;
}

/** Takes out of `unneeded` what any file in a folder, or in a folder in it, names. Throws the system's error when something cannot be read. */
async function dropNamed(folder: string, unneeded: Map<string, string>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (unneeded.size === 0) return;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await dropNamed(path, unneeded);
    else await dropNamedIn(path, unneeded);
  }
}

async function dropNamedIn(path: string, unneeded: Map<string, string>): Promise<void> {
  const handle = await unless(['ENOENT'], open(path, constants.O_RDONLY | constants.O_NONBLOCK));
  if (!handle) {
    // Gone meanwhile is one thing; a link that leads nowhere at the moment is something that cannot be read.
    if (await unless(['ENOENT'], lstat(path))) throw Object.assign(new Error('A link leads nowhere.'), { code: 'ENOENT' });
    return;
  }
  try {
    if (!(await handle.stat()).isFile()) return;
    const buffer = Buffer.alloc(pieceSize);
    let before = '';
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, pieceSize, null);
      if (bytesRead === 0 || unneeded.size === 0) return;
      // Digests are ASCII, so it does not matter what other bytes become.
      const text = before + buffer.toString('latin1', 0, bytesRead);
      for (const [digest] of text.matchAll(digests)) unneeded.delete(digest);
      before = text.slice(-overlap);
    }
  } finally {
    await handle.close();
  }
}

/**
 * Removes a text unless it was kept again meanwhile. Whoever keeps a text that is there touches it; so it is taken out of the way first
 * and looked at then: touched before, it is put back; wanted after, it is not found and written anew.
 */
async function removeText(path: string, time: number): Promise<boolean> {
  const aside = `${path}${takenAway}`;
  await rename(path, aside);
  if (isOld((await stat(aside)).mtimeMs, time)) {
    await rm(aside, { force: true });
    return true;
  }
  await rename(aside, path);
  return false;
}
