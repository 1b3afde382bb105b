// Unpacking a zip with its file modes and symbolic links, which macOS applications are made of.
import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { progressBar } from './progress.mjs';

const typeMask = 0o170000;
const symbolicLink = 0o120000;

/**
 * Unpacks a zip.
 * @param {string} zip
 * @param {string} folder
 * @param {{ label: string, log?: (sentence: string) => void, rename?: (name: string) => string | null }} options
 *   `rename` gives an entry's path below `folder`, null to leave it out
 */
export async function unpackZip(zip, folder, { label, log, rename = (name) => name }) {
  const archive = await yauzl.openPromise(zip);
  const bar = progressBar(label, archive.entryCount, log);
  let done = 0;
  for await (const entry of archive.eachEntry()) {
    bar.update(++done);
    const name = rename(entry.fileName);
    if (name === null || name.endsWith('/')) continue;
    const target = path.join(folder, name);
    await mkdir(path.dirname(target), { recursive: true });
    const mode = entry.externalFileAttributes >>> 16;
    const content = await archive.openReadStreamPromise(entry);
    if ((mode & typeMask) === symbolicLink) await symlink((await buffer(content)).toString('utf8'), target);
    else await pipeline(content, createWriteStream(target, { mode: mode & 0o111 ? 0o755 : 0o644 }));
  }
  bar.stop();
}
