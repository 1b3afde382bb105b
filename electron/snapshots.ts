import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';

const compress = promisify(gzip);
const expand = promisify(gunzip);

const sha256 = /^[0-9a-f]{64}$/;

/** Longest snapshot that is unpacked again, in bytes: no damaged or hostile file may fill the memory. */
const longestSnapshot = 1024 * 1024 * 1024;

function pathOf(folder: string, digest: string): string | null {
  return sha256.test(digest) ? join(folder, `${digest}.txt.gz`) : null;
}

/**
 * Keeps a text that annotations were made on, compressed, under its digest. With it they can be placed by a map of
 * the change when the file changes; without it only by their quotes. A snapshot that exists is left alone, but for the time it was last
 * kept: as long as that is recent, it is not cleaned up.
 */
export async function writeSnapshot(folder: string, digest: string, text: string): Promise<void> {
  const path = pathOf(folder, digest);
  if (path === null || await touch(path)) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, await compress(Buffer.from(text, 'utf8'), { level: constants.Z_BEST_SPEED }), { flag: 'wx', mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The text with this digest, or null when it was not kept or cannot be read any more. */
export async function readSnapshot(folder: string, digest: string): Promise<string | null> {
  const path = pathOf(folder, digest);
  if (path === null) return null;
  try {
    return (await expand(await readFile(path), { maxOutputLength: longestSnapshot })).toString('utf8');
  } catch {
    // Missing or damaged: the annotations are then placed by their quotes.
    return null;
  }
}

/** Gives a file the present time; false when there is none. */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(() => true, () => false);
}
