import { randomBytes } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { duplicate, followLinks, renameFile, syncFolder } from './durable-write';

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
