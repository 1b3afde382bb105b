import { randomBytes } from 'node:crypto';
import { constants, copyFile, link, lstat, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemCode, unless } from './system-error';

/** Tells one state of a file from any other: every save makes a new file, so number, size and time cannot all stay. */
export interface Stamp {
  readonly inode: string;
  readonly size: number;
  /** Nanoseconds since 1970, as digits. */
  readonly modified: string;
}

/** UTF-16 units gathered before they are written: about a millisecond's work. */
const pieceLength = 256 * 1024;

/** True for the name of a file that a save leaves behind when its process is killed; `owner` is the name of the file it was for. */
export function temporaryFor(name: string): { owner: string } | null {
  const owner = /^\.(.+)\.[0-9a-f]{12}\.tmp$/.exec(name)?.[1];
  return owner === undefined ? null : { owner };
}

function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
}

/** The stamp of the file at a path, links followed; null when there is none. */
export async function stampOf(path: string): Promise<Stamp | null> {
  const found = await unless(['ENOENT'], stat(path, { bigint: true }));
  return found && { inode: found.ino.toString(), size: Number(found.size), modified: found.mtimeNs.toString() };
}

/** True when both are the same state of the same file. */
export function sameStamp(a: Stamp | null, b: Stamp | null): boolean {
  return a === b || (a !== null && b !== null && a.inode === b.inode && a.size === b.size && a.modified === b.modified);
}

/** Where a path leads in the end: a link that the person made is followed, not replaced, even when its target is not there yet. */
export async function followLinks(path: string): Promise<string> {
  const real = await unless(['ENOENT'], realpath(path));
  if (real !== null) return real;
  const found = await unless(['ENOENT'], lstat(path));
  return found?.isSymbolicLink() === true ? resolve(dirname(path), await readlink(path)) : path;
}

/** Makes a folder's entries (a rename, a new file) survive a power cut. Windows has no such call and needs none; some network drives have none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await unless(['EINVAL', 'ENOTSUP'], handle.sync());
  } finally {
    await handle.close();
  }
}

/** Renames; on Windows tries for a second while a virus scanner or an indexer holds the file. */
export async function renameFile(from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const busy = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '');
      if (!busy || attempt === 10) throw error;
      await wait(20 * (attempt + 1));
    }
  }
}

/** A second name for a file's bytes: a hard link, or a copy where the file system knows no links. Fails with EEXIST when the name is taken. */
export async function duplicate(from: string, to: string): Promise<void> {
  const linked = await unless(['EPERM', 'ENOTSUP', 'ENOSYS', 'EXDEV', 'EMLINK', 'EOPNOTSUPP'], link(from, to).then(() => true));
  if (linked === true) return;
  await copyFile(from, to, constants.COPYFILE_EXCL);
  const handle = await open(to, constants.O_RDWR);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Keeps the bytes of `path` under a second name, in place of what had that name before. */
export async function keepAs(path: string, kept: string): Promise<void> {
  const temporary = temporaryName(kept);
  await duplicate(path, temporary);
  try {
    await renameFile(temporary, kept);
  } finally {
    // Renaming a link onto another link of the same file does nothing, and leaves the first one behind.
    await rm(temporary, { force: true });
  }
}

/** A file's content in pieces, at hand or still to come. */
type Pieces = Iterable<string> | AsyncIterable<string>;

async function writePieces(path: string, pieces: Pieces, { durable, mode }: ReplaceOptions): Promise<Stamp> {
  const handle = await open(path, 'wx', 0o600);
  try {
    // Drives without permissions refuse; there everyone may read anyway.
    if (mode !== undefined) await unless(['EPERM', 'ENOTSUP', 'ENOSYS', 'EINVAL'], handle.chmod(mode));
    let gathered = '';
    for await (const piece of pieces) {
      gathered += piece;
      if (gathered.length < pieceLength) continue;
      await handle.writeFile(gathered);
      gathered = '';
    }
    await handle.writeFile(gathered);
    if (durable) await handle.sync();
    const { ino, size, mtimeNs } = await handle.stat({ bigint: true });
    return { inode: ino.toString(), size: Number(size), modified: mtimeNs.toString() };
  } finally {
    await handle.close();
  }
}

/** How a file is replaced. */
export interface ReplaceOptions {
  /** Waits until file and folder are on the disk; false for what can be computed again. */
  readonly durable: boolean;
  /** Who may read and write the file; absent: the person alone. */
  readonly mode?: number;
  /** Runs between the writing of the new file and its taking the old one's place: keep the old one here. */
  readonly beforeRename?: () => Promise<void>;
}

/**
 * Puts new content in a file's place: whoever reads sees the old or the new file, never a part, and once this has answered a power
 * cut cannot take it back. Throws the system's error; the old file is whole then.
 */
export async function replaceFile(path: string, pieces: Pieces, options: ReplaceOptions): Promise<Stamp> {
  return takePlace(path, await writeAhead(path, pieces, options), options);
}

/** New content for a file, under a name of its own beside it. */
export interface WrittenAhead {
  readonly temporary: string;
  readonly stamp: Stamp;
}

/** The first half of `replaceFile`: the new content is written, and nothing that has a name of its own is changed. Throws the system's error, and leaves nothing behind then. */
export async function writeAhead(path: string, pieces: Pieces, options: Omit<ReplaceOptions, 'beforeRename'>): Promise<WrittenAhead> {
  const temporary = temporaryName(path);
  try {
    return { temporary, stamp: await writePieces(temporary, pieces, options) };
  } catch (error) {
    await dropAhead({ temporary });
    throw error;
  }
}

/** The other half: what was written ahead takes the file's place, or is gone when this throws. */
export async function takePlace(path: string, { temporary, stamp }: WrittenAhead, { durable, beforeRename }: Pick<ReplaceOptions, 'durable' | 'beforeRename'>): Promise<Stamp> {
  try {
    await beforeRename?.();
    await renameFile(temporary, path);
    if (durable) await syncFolder(dirname(path));
    return stamp;
  } catch (error) {
    await dropAhead({ temporary });
    throw error;
  }
}

/** Takes away what was written ahead and is not wanted. When that fails, the next sweep does it; what was wrong before is the thing to tell. */
export async function dropAhead({ temporary }: Pick<WrittenAhead, 'temporary'>): Promise<void> {
  await rm(temporary, { force: true }).catch(() => undefined);
}
