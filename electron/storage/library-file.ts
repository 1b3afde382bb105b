import { open, stat } from 'node:fs/promises';
import { constants } from 'node:fs';
import { isRecord } from '../../core/model/parse-annotation';
import { failure, success, type Problem, type Result } from '../../core/problem';
import { serializeStore } from '../../core/store-file';
import { sha256 } from './durable-file';
import { replaceFile } from './durable-write';
import type { Library } from './library';
import { parseStoreBytes } from './read-store';
import { systemCode, unless } from './system-error';

/**
 * All documents' records in one file: a line that says what it is, then each document exactly as its own store file has it, with version
 * and checksum, then a line with their number. So a part that was damaged or cut off does not take the others with it.
 */
const format = 'manicule-library';
const version = 1;

/** Largest file that is read, in bytes: it is held in memory. */
const largest = 1024 * 1024 * 1024;
/** Begins the last line of each document. */
const trailer = '\n,"sha256":"';

/** What was written. */
export interface ExportedLibrary {
  readonly documents: number;
  readonly annotations: number;
  /** Documents that could not be read, or are a newer Manicule's. */
  readonly leftOut: number;
}

/** What was taken in. */
export interface ImportedLibrary {
  readonly documents: number;
  /** Annotations that were not here before. */
  readonly added: number;
  /** Documents of the file that were damaged and left out. */
  readonly damaged: number;
  /** True for a file whose end is missing. */
  readonly cutOff: boolean;
}

/**
 * Writes all records to a file, which is complete and on the disk when this answers. A file that is there is replaced only with
 * `overwrite`, and only when it is a library that was exported before: no slip of the hand can hit a document.
 */
export async function exportLibrary(library: Library, path: string, now: string, overwrite: boolean): Promise<Result<ExportedLibrary>> {
  let [documents, annotations, leftOut] = [0, 0, 0];
  const pieces = async function* (): AsyncGenerator<string, void> {
    yield `${JSON.stringify({ format, version, savedAt: now })}\n`;
    for (const documentId of await library.documentIds()) {
      const stored = await library.readStored(documentId);
      if (!stored.ok) {
        leftOut += 1;
        continue;
      }
      documents += 1;
      annotations += stored.value.record.annotations.length;
      yield* serializeStore(stored.value, now, sha256());
    }
    yield `${JSON.stringify({ documents })}\n`;
  };
  try {
    if (await unless(['ENOENT'], stat(path))) {
      const head = overwrite ? await readHead(path) : null;
      if (head === null) return failure({ kind: 'file-exists', path });
    }
    await replaceFile(path, pieces(), { durable: true });
    return success({ documents, annotations, leftOut });
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    return failure({ kind: 'write-failed', path, code });
  }
}

/** Merges all records of a file into the library. Nothing here is replaced or removed, and a second time adds nothing. */
export async function importLibrary(library: Library, path: string): Promise<Result<ImportedLibrary>> {
  const read = await readLibraryFile(path);
  if (!read.ok) return read;
  const bytes = read.value;
  let [documents, added, damaged] = [0, 0, 0];
  let start = bytes.indexOf(10) + 1;
  for (;;) {
    const last = bytes.indexOf(trailer, start);
    if (last < 0) break;
    const end = bytes.indexOf(10, last + 1) + 1 || bytes.length;
    const found = await parseStoreBytes(bytes.subarray(start, end));
    start = end;
    if (found.kind !== 'good') {
      damaged += 1;
      continue;
    }
    const taken = await library.takeIn(found.stored);
    if (!taken.ok) return taken;
    documents += 1;
    added += taken.value;
  }
  const ending = parseLine(bytes.toString('utf8', start, start + 100));
  const promised = ending?.['documents'];
  const cutOff = typeof promised !== 'number';
  return success({ documents, added, damaged: cutOff ? damaged : Math.max(damaged, promised - documents), cutOff });
}

function parseLine(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** The version that a file's first line names; null for a file that is no exported library. */
async function readHead(path: string): Promise<number | null> {
  const handle = await unless(['EISDIR', 'ENXIO', 'EACCES'], open(path, constants.O_RDONLY | constants.O_NONBLOCK));
  if (!handle) return null;
  try {
    if (!(await handle.stat()).isFile()) return null;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(200), 0, 200, 0);
    const head = parseLine(buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? '');
    return head?.['format'] === format && typeof head['version'] === 'number' ? head['version'] : null;
  } finally {
    await handle.close();
  }
}

async function readLibraryFile(path: string): Promise<Result<Buffer>> {
  try {
    const head = await readHead(path);
    if (head === null) return failure({ kind: 'not-a-library', path });
    if (head > version) return failure({ kind: 'store-newer', path, version: head });
    const { size } = await stat(path);
    if (size > largest) return failure({ kind: 'file-too-large', path, size, limit: largest });
    const handle = await open(path, 'r');
    try {
      return success(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    return failure(readProblemOf(error, path));
  }
}

function readProblemOf(error: unknown, path: string): Problem {
  const code = systemCode(error);
  if (code === null) throw error;
  return code === 'ENOENT' ? { kind: 'file-not-found', path } : { kind: 'read-failed', path, code };
}
