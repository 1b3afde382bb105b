import { createHash } from 'node:crypto';
import { constants, open, type FileHandle } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseStore, type ParsedStore } from '../../core/store-file';
import type { Stamp } from './durable-write';
import { unless } from './system-error';

/** Milliseconds of work after which others get their turn. */
const turn = 8;
const sliceSize = 1024 * 1024;
const lineFeed = 10;

/** A store file as it was found. `stamp` is null for what is no file at all (a folder, a pipe). */
export type FoundStore = ParsedStore & { readonly stamp: Stamp | null };

/** Runs the steps of a long computation, letting others have their turn in between. */
export async function inTurns<Value>(steps: Generator<void, Value>): Promise<Value> {
  let started = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    if (performance.now() - started < turn) continue;
    await nextTurn();
    started = performance.now();
  }
}

/** Lines and the digest of all but the last one; `sum` is null when the bytes were no UTF-8: then the lines that were hit are left out. */
function* splitLines(bytes: Buffer): Generator<void, { lines: string[]; sum: string | null }> {
  const closed = bytes.length > 0 && bytes[bytes.length - 1] === lineFeed ? bytes.length - 1 : bytes.length;
  const trailer = bytes.lastIndexOf(lineFeed, Math.max(0, closed - 1)) + 1;
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lines: string[] = [];
  let valid = bytes.length > closed;
  for (let start = 0; start < closed;) {
    const wanted = bytes.indexOf(lineFeed, Math.min(closed, start + sliceSize));
    const end = wanted === -1 || wanted > closed ? closed : wanted;
    const part = bytes.subarray(start, end);
    hash.update(bytes.subarray(start, Math.min(end + 1, trailer)));
    try {
      for (const line of decoder.decode(part).split('\n')) lines.push(line);
    } catch {
      valid = false;
      lines.push(...part.toString('utf8').split('\n').map((line) => (line.includes('\ufffd') ? '' : line)));
    }
    start = end + 1;
    yield;
  }
  return { lines, sum: valid ? hash.digest('hex') : null };
}

async function readAll(handle: FileHandle): Promise<{ bytes: Buffer; stamp: Stamp } | null> {
  const found = await handle.stat({ bigint: true });
  if (!found.isFile()) return null;
  const stamp = { inode: found.ino.toString(), size: Number(found.size), modified: found.mtimeNs.toString() };
  return { bytes: await handle.readFile(), stamp };
}

/** A file of which nothing can be understood. */
export const nothingLeft: FoundStore = { kind: 'damaged', salvage: { head: null, annotations: [], deleted: [] }, stamp: null };

/** Reads and checks a store file. Null: there is none. Throws the system's error when it cannot be read: that is no damage. */
export async function readStore(path: string): Promise<FoundStore | null> {
  // Without O_NONBLOCK a pipe of that name would hold the program for ever. O_NOFOLLOW is not wanted: links of the person's are followed.
  const handle = await unless(['ENOENT'], unless(['ENXIO', 'EISDIR'], open(path, constants.O_RDONLY | constants.O_NONBLOCK)).then((opened) => opened ?? 'none'));
  if (handle === null) return null;
  if (handle === 'none') return nothingLeft;
  let read: Awaited<ReturnType<typeof readAll>>;
  try {
    read = await readAll(handle);
  } finally {
    await handle.close();
  }
  if (!read) return nothingLeft;
  return { ...(await parseStoreBytes(read.bytes)), stamp: read.stamp };
}

/** Checks and understands the bytes of a store file. */
export async function parseStoreBytes(bytes: Buffer): Promise<ParsedStore> {
  const { lines, sum } = await inTurns(splitLines(bytes));
  return inTurns(parseStore(lines, sum));
}
