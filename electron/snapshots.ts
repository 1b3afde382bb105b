import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { constants, createGunzip, gunzip, gzip } from 'node:zlib';
import { renameFile, syncFolder } from './storage/durable-write';

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
 * the change when the file changes; without it only by their quotes. A snapshot that is there and whole is left alone, but for the time it was
 * last kept: as long as that is recent, it is not cleaned up. Looking whether it is whole unpacks it, so this is work for a thread that no one waits for.
 */
export async function writeSnapshot(folder: string, digest: string, text: string): Promise<void> {
  const path = pathOf(folder, digest);
  if (path === null || (await touch(path) && await isWhole(path, digest))) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeDurably(temporary, await compress(Buffer.from(text, 'utf8'), { level: constants.Z_BEST_SPEED }));
    await renameFile(temporary, path);
    await syncFolder(folder);
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

/** A name must not outlast a power cut that its bytes did not: the annotations may be on the disk for good by then. */
async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** True when what is kept can be unpacked, and is the text of this digest. Piece by piece: a text can be very long. */
async function isWhole(path: string, digest: string): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), createGunzip(), async (pieces: AsyncIterable<Buffer>) => {
      let length = 0;
      for await (const piece of pieces) {
        length += piece.length;
        if (length > longestSnapshot) throw new Error('Longer than any text that is kept.');
        hash.update(piece);
      }
    });
  } catch {
    return false;
  }
  return hash.digest('hex') === digest;
}
