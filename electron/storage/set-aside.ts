import { randomBytes } from 'node:crypto';
import { lstat, mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { duplicate, followLinks, renameFile, sameStamp, stampOf, syncFolder, type Stamp } from './durable-write';
import { systemCode, unless } from './system-error';

/** Bytes that are kept of the name of what is set aside. */
const longestName = 200;

/**
 * Keeps what stands at `path` in the folder of things set aside, under a dated name that was not used before; answers with that
 * name's path. A file stays where it is as well, so that there is no moment without it; what is no file (a folder, a pipe) is moved.
 */
export async function setAside(path: string, folder: string, now: string): Promise<string> {
  const kept = await freshName(path, folder, now);
  const target = await followLinks(path);
  if ((await lstat(target)).isFile()) await duplicate(target, kept);
  else await renameFile(target, kept);
  await syncFolder(folder);
  return kept;
}

/** As `setAside`, but moves what stands there whatever it is: a file that may not be read cannot be copied. */
export async function moveAside(path: string, folder: string, now: string): Promise<string> {
  const kept = await freshName(path, folder, now);
  await renameFile(await followLinks(path), kept);
  await syncFolder(folder);
  return kept;
}

/**
 * Takes the file at `path` away into the folder of things set aside, when it is still the one with this stamp; answers with its new path, or null
 * when another file stands there by now. A program that knows no lock can put one there between the look and the move: that one goes back.
 */
export async function takeAside(path: string, stamp: Stamp, folder: string, now: string): Promise<string | null> {
  if (!sameStamp(await stampOf(path), stamp)) return null;
  const kept = await freshName(path, folder, now);
  const moved = (await unless(['ENOENT'], lstat(path)))?.isFile() === true && await move(path, kept);
  if (!moved) return takeCopyAside(path, kept, stamp);
  await syncFolder(folder);
  if (sameStamp(await stampOf(kept), stamp)) return kept;
  const back = await unless(['EEXIST'], duplicate(kept, path).then(() => path));
  // Its place is taken again: a name like that of a version kept apart lets it be found.
  if (back === null) await duplicate(kept, join(dirname(path), `${basename(path, '.json')} ${randomBytes(3).toString('hex')}.json`));
  return null;
}

/** False where the folder lies on another drive, or the file is gone. */
async function move(path: string, kept: string): Promise<boolean> {
  try {
    await renameFile(path, kept);
    return true;
  } catch (error) {
    if (['EXDEV', 'ENOENT'].includes(systemCode(error) ?? '')) return false;
    throw error;
  }
}

/** As `takeAside`, where nothing can be moved: of a link of the person's the file it leads to is kept, and the link goes. */
async function takeCopyAside(path: string, kept: string, stamp: Stamp): Promise<string | null> {
  const copied = await unless(['ENOENT'], followLinks(path).then((target) => duplicate(target, kept)).then(() => true));
  if (copied === null || !sameStamp(await stampOf(path), stamp)) return null;
  await rm(path, { force: true });
  return kept;
}

async function freshName(path: string, folder: string, now: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const date = now.replace(/[:.]/g, '-');
  return join(folder, `${shortened(basename(path, '.json'))}.${date}-${randomBytes(3).toString('hex')}.json`);
}

/** A name that leaves room for date and ending: most systems take 255 bytes. */
function shortened(name: string): string {
  let rest = name;
  while (Buffer.byteLength(rest) > longestName) rest = Array.from(rest).slice(0, -1).join('');
  return rest;
}
