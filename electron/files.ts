import { createHash, type Hash } from 'node:crypto';
import { constants, type BigIntStats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { chunkSize, type Chunk } from '../core/contract';
import { createTextDecoder, isKnownEncoding, type DecodingReport } from '../core/decode/decode-text';
import { normalizeLineEnds } from '../core/decode/line-ends';
import { looksBinary } from '../core/decode/looks-binary';
import type { FileFingerprint, TextFingerprint } from '../core/model/document-record';
import { failure, success, type Problem, type Result } from '../core/problem';
import { systemCode } from './storage/system-error';

/** A file that is open for reading. */
export interface OpenFile {
  readonly path: string;
  /** Bytes, as the file system told at the opening; 0 where it does not know (as under /proc). */
  readonly size: number;
  /** Milliseconds since 1970, at the opening. */
  readonly modifiedMs: number;
  /** Chunk number `index`, from 0, in any order. The last one comes only if the file is still what was opened. */
  readChunk(index: number): Promise<Result<Chunk>>;
  /** What the file is; null until each chunk was read at least once, the first times in order. */
  fingerprint(): FileFingerprint | null;
  /** Lets go of the file, after the reads that are under way. Twice does no harm. */
  close(): Promise<void>;
}

/** A document read whole. */
export interface LoadedText {
  /** As in the file, with its own line ends. */
  readonly source: string;
  /** With LF line ends. */
  readonly text: string;
  readonly report: DecodingReport;
  readonly file: FileFingerprint;
  readonly fingerprint: TextFingerprint;
}

/** Bytes of the largest file that is opened: V8's longest string, so that the text always fits into one. */
export const longestFile = 2 ** 29 - 24;

/** A FIFO without a writer is not waited for, and a terminal does not become ours. Windows has neither flag. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** UTF-16 units that are hashed at once: bounds the copy as UTF-8. */
const hashedUnits = 1 << 20;

/** The problem that a failed call on a file stands for. Throws what is no error of the system. */
function problemOf(error: unknown, path: string): Problem {
  const code = systemCode(error);
  switch (code) {
    case null: throw error;
    case 'ENOENT': case 'ENOTDIR': return { kind: 'file-not-found', path };
    case 'EACCES': case 'EPERM': return { kind: 'no-permission', path };
    case 'EISDIR': return { kind: 'is-folder', path };
    case 'ENXIO': case 'ENODEV': return { kind: 'not-a-regular-file', path };
    default: return { kind: 'read-failed', path, code };
  }
}

function refusalOf(stats: BigIntStats, path: string): Problem | null {
  if (stats.isDirectory()) return { kind: 'is-folder', path };
  if (!stats.isFile()) return { kind: 'not-a-regular-file', path };
  return stats.size > longestFile ? { kind: 'file-too-large', path, size: Number(stats.size), limit: longestFile } : null;
}

function isSameState(one: BigIntStats, other: BigIntStats): boolean {
  return one.dev === other.dev && one.ino === other.ino && one.size === other.size && one.mtimeNs === other.mtimeNs;
}

/** Reads until `length` bytes are there or the file ends, whatever size it claims to have. */
async function readAt(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  // A copy rather than a view: a view would take its whole buffer along to the window.
  return filled === length ? bytes : bytes.slice(0, filled);
}

class RegularFile implements OpenFile {
  readonly size: number;
  readonly modifiedMs: number;
  #queue: Promise<unknown> = Promise.resolve();
  #kept: { readonly index: number; readonly chunk: Chunk } | null = null;
  #closing: Promise<void> | null = null;
  #hashedChunks = 0;
  #hashedBytes = 0;
  readonly #hash: Hash = createHash('sha256');
  #digest: string | null = null;

  constructor(readonly path: string, private readonly handle: FileHandle, private readonly opened: BigIntStats) {
    this.size = Number(opened.size);
    this.modifiedMs = Number(opened.mtimeMs);
  }

  readChunk(index: number): Promise<Result<Chunk>> {
    if (!Number.isSafeInteger(index) || index < 0) return Promise.resolve(failure({ kind: 'invalid-argument', argument: 'index' }));
    if (this.#closing) return Promise.resolve(failure({ kind: 'cancelled' }));
    // One after the other, so that chunks asked for ahead reach the digest in order.
    const reading = this.#queue.then(() => this.#read(index)).catch((error: unknown) => failure(problemOf(error, this.path)));
    this.#queue = reading.catch(() => undefined);
    return reading;
  }

  /** The first chunk, which is kept for whoever asks for it next. */
  async peek(): Promise<Result<Chunk>> {
    const chunk = await this.readChunk(0);
    if (chunk.ok) this.#kept = { index: 0, chunk: chunk.value };
    return chunk;
  }

  fingerprint(): FileFingerprint | null {
    return this.#digest === null ? null : { size: this.#hashedBytes, modifiedMs: this.modifiedMs, sha256: this.#digest };
  }

  close(): Promise<void> {
    this.#closing ??= this.#queue.then(() => this.handle.close());
    return this.#closing;
  }

  async #read(index: number): Promise<Result<Chunk>> {
    const kept = this.#kept;
    if (kept?.index === index) {
      this.#kept = null;
      return success(kept.chunk);
    }
    const position = index * chunkSize;
    if (position >= longestFile) return failure({ kind: 'file-too-large', path: this.path, size: position, limit: longestFile });
    const bytes = await readAt(this.handle, position, chunkSize);
    const end = position + bytes.length;
    const mayEnd = bytes.length < chunkSize || end >= this.size;
    if (!mayEnd) return this.#deliver(index, { bytes, last: false });
    const last = bytes.length < chunkSize || (await readAt(this.handle, end, 1)).length === 0;
    const change = await this.#changeSinceOpening();
    return change ? failure(change) : this.#deliver(index, { bytes, last });
  }

  #deliver(index: number, chunk: Chunk): Result<Chunk> {
    if (index === this.#hashedChunks && this.#digest === null) {
      this.#hash.update(chunk.bytes);
      this.#hashedChunks += 1;
      this.#hashedBytes += chunk.bytes.length;
      if (chunk.last) this.#digest = this.#hash.digest('hex');
    }
    return success(chunk);
  }

  async #changeSinceOpening(): Promise<Problem | null> {
    try {
      return isSameState(await stat(this.path, { bigint: true }), this.opened) ? null : { kind: 'changed-while-reading', path: this.path };
    } catch (error) {
      const problem = problemOf(error, this.path);
      return problem.kind === 'file-not-found' ? { kind: 'file-vanished', path: this.path } : problem;
    }
  }
}

async function openRegularFile(path: string): Promise<Result<RegularFile>> {
  if (path.includes('\0')) return failure({ kind: 'file-not-found', path });
  let handle: FileHandle | null = null;
  try {
    // Before the opening, because opening alone sets some devices going; after it, because the name may mean another file by then.
    const before = refusalOf(await stat(path, { bigint: true }), path);
    if (before) return failure(before);
    handle = await open(path, openFlags);
    const opened = await handle.stat({ bigint: true });
    const refusal = refusalOf(opened, path);
    if (refusal) {
      await handle.close();
      return failure(refusal);
    }
    return success(new RegularFile(path, handle, opened));
  } catch (error) {
    await handle?.close();
    return failure(problemOf(error, path));
  }
}

/**
 * Opens a document for reading. Anything but a regular file that looks like text is refused, and nothing is ever waited for:
 * no writer of a FIFO, no device. `encoding`: chosen by hand, or null; it decides what counts as text.
 */
export async function openTextFile(path: string, encoding: string | null = null): Promise<Result<OpenFile>> {
  const file = await openRegularFile(path);
  if (!file.ok) return file;
  const first = await file.value.peek();
  const chosen = encoding !== null && isKnownEncoding(encoding) ? encoding : null;
  if (first.ok && !looksBinary(first.value.bytes, chosen)) return file;
  await file.value.close();
  return first.ok ? failure({ kind: 'binary-file', path }) : first;
}

async function readAll(file: OpenFile, take: (bytes: Uint8Array) => void): Promise<Result<FileFingerprint>> {
  for (let index = 0; ; index += 1) {
    const chunk = await file.readChunk(index);
    if (!chunk.ok) return chunk;
    take(chunk.value.bytes);
    if (!chunk.value.last) continue;
    const fingerprint = file.fingerprint();
    if (!fingerprint) throw new Error('All chunks were read in order, and there is no digest.');
    return success(fingerprint);
  }
}

/** Reads a regular file, text or not, for what it is now. */
export async function fingerprintFile(path: string): Promise<Result<FileFingerprint>> {
  const file = await openRegularFile(path);
  if (!file.ok) return file;
  try {
    return await readAll(file.value, () => undefined);
  } finally {
    await file.value.close();
  }
}

/** Reads a regular file whole, text or not, and what it is now. */
export async function readWhole(path: string): Promise<Result<{ readonly bytes: Uint8Array; readonly file: FileFingerprint }>> {
  const file = await openRegularFile(path);
  if (!file.ok) return file;
  try {
    const pieces: Uint8Array[] = [];
    const read = await readAll(file.value, (bytes) => { pieces.push(bytes); });
    return read.ok ? success({ bytes: Buffer.concat(pieces), file: read.value }) : read;
  } finally {
    await file.value.close();
  }
}

/** Reads a regular file whole, text or not. */
export async function readBytes(path: string): Promise<Result<Uint8Array>> {
  const whole = await readWhole(path);
  return whole.ok ? success(whole.value.bytes) : whole;
}

function fingerprintText(text: string): TextFingerprint {
  const hash = createHash('sha256');
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + hashedUnits, text.length);
    // Never between the halves of a surrogate pair: each would be hashed as U+FFFD.
    if ((text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end += 1;
    hash.update(text.slice(start, end), 'utf8');
    start = end;
  }
  return { digest: hash.digest('hex'), length: text.length };
}

/** Reads a document whole. `encoding`: chosen by hand, or null to detect it. */
export async function loadText(path: string, encoding: string | null): Promise<Result<LoadedText>> {
  const opened = await openTextFile(path, encoding);
  if (!opened.ok) return opened;
  try {
    const decoder = createTextDecoder(encoding);
    const pieces: string[] = [];
    const file = await readAll(opened.value, (bytes) => { pieces.push(decoder.push(bytes)); });
    if (!file.ok) return file;
    pieces.push(decoder.finish());
    const source = pieces.join('');
    const text = normalizeLineEnds(source);
    return success({ source, text, report: decoder.report(), file: file.value, fingerprint: fingerprintText(text) });
  } finally {
    await opened.value.close();
  }
}
