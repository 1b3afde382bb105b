import { constants, open, readdir, stat } from 'node:fs/promises';
import { statSync, type BigIntStats } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isCount, isId, isInstant, isRecord } from '../../core/model/parse-annotation';
import type { StoredRecord } from '../../core/model/merge-records';
import { each, type Sliced } from '../../core/slices';
import { parseHead, parseSummary } from '../../core/store-file';
import { listBackups } from './backups';
import { sha256 } from './durable-file';
import { replaceFile, sameStamp, temporaryFor, type Stamp } from './durable-write';
import { inTurns, readStore } from './read-store';
import type { StoreFolders } from './store-folders';
import { systemCode, unless } from './system-error';

/** What the index tells of a document without opening its file. */
export interface IndexEntry {
  readonly documentId: string;
  readonly path: string;
  /** Digest of the document's bytes; null until they were read. */
  readonly sha256: string | null;
  readonly annotations: number;
  readonly opened: string;
  readonly listed: boolean;
  /** The state of the document's store file that this was read from. */
  readonly stamp: Stamp;
}

/** What a comparison with the folder brought to light beside the entries. */
export interface FolderFindings {
  /** Documents whose file is gone while older states are there, or says nothing while no entry tells what it is about: to be restored. */
  readonly missing: readonly string[];
  /** JSON files with other names than a document's: a program that synchronises folders made them. */
  readonly strangers: readonly string[];
  /** Files that a killed save left behind, each with the document it was for. */
  readonly remainders: readonly { readonly name: string; readonly documentId: string }[];
}

const format = 'manicule-index';
/** First bytes of a store file that hold its first line, as good as always. */
const firstLineLength = 16 * 1024;
/** UTF-16 units of the index that are read between two moments at which others get their turn. */
const indexSlice = 64 * 1024;

/** Errors of what is there and cannot be read, or is gone again. */
const unreadable: readonly string[] = ['ENOENT', 'EACCES', 'EPERM', 'EIO', 'ENXIO', 'ELOOP', 'EISDIR'];

/** The entry for a record. */
export function entryOf({ record, listed }: StoredRecord, stamp: Stamp): IndexEntry {
  const { documentId, path, file, annotations, opened } = record;
  return { documentId, path, sha256: file?.sha256 ?? null, annotations: annotations.length, opened, listed, stamp };
}

function parseEntry(value: unknown): IndexEntry | null {
  if (!isRecord(value) || !isRecord(value['stamp'])) return null;
  const { documentId, path, sha256: digest, annotations, opened, listed, stamp } = value;
  const { inode, size, modified } = stamp as Record<string, unknown>;
  if (!isId(documentId) || typeof path !== 'string' || !isCount(annotations) || !isInstant(opened) || typeof listed !== 'boolean') return null;
  if (typeof inode !== 'string' || !isCount(size) || typeof modified !== 'string') return null;
  return { documentId, path, sha256: typeof digest === 'string' ? digest : null, annotations, opened, listed, stamp: { inode, size, modified } };
}

/**
 * The index is a cache: which documents there are, where their files lie, what they are called. It is written now and then, never waited
 * for, and each entry says from which state of which file it was read. So a lost, old or wrong index costs a look at the files that
 * changed since, and nothing else.
 */
export class LibraryIndex {
  readonly entries = new Map<string, IndexEntry>();
  private changed = false;
  /** Time of the folder's last change when it was last compared: names come and go only with a change of it. */
  private comparedAt: bigint | null = null;

  constructor(private readonly folders: StoreFolders) {}

  /** Reads what was kept; starts empty when that is missing, not whole or cannot be read. */
  async read(): Promise<void> {
    let content = '';
    try {
      const handle = await open(this.folders.index, constants.O_RDONLY | constants.O_NONBLOCK);
      content = await handle.readFile('utf8').finally(() => handle.close());
    } catch (error) {
      if (systemCode(error) === null) throw error;
    }
    for (const entry of await inTurns(parseIndex(content))) this.entries.set(entry.documentId, entry);
  }

  /** Keeps the entries, if they changed since. Not durable: what is lost is computed again. */
  async write(): Promise<void> {
    if (!this.changed) return;
    this.changed = false;
    await replaceFile(this.folders.index, serializeIndex([...this.entries.values()]), { durable: false });
  }

  /** Puts an entry in; true when it says something new. */
  put(entry: IndexEntry): boolean {
    const known = this.entries.get(entry.documentId);
    if (known && sameStamp(known.stamp, entry.stamp)) return false;
    this.entries.set(entry.documentId, entry);
    this.changed = true;
    return true;
  }

  private drop(documentId: string): void {
    if (this.entries.delete(documentId)) this.changed = true;
  }

  /** Compares the entries with the folder, and reads the files that are not what their entry was read from. */
  async compare(): Promise<FolderFindings> {
    const folder = await unless(['ENOENT'], stat(this.folders.documents, { bigint: true }));
    if (folder && folder.mtimeNs === this.comparedAt) return { missing: [], strangers: [], remainders: [] };
    const names = (await unless(['ENOENT'], readdir(this.folders.documents))) ?? [];
    const present = new Set<string>();
    const older = new Set<string>();
    const strangers: string[] = [];
    const remainders: { name: string; documentId: string }[] = [];
    await inTurns(each(names, (name) => {
      const documentId = /^(.{36})\.json$/.exec(name)?.[1];
      const temporary = temporaryFor(name);
      if (isId(documentId)) present.add(documentId);
      else if (temporary) remainders.push({ name, documentId: temporary.owner.slice(0, 36) });
      else if (!name.startsWith('.') && name.endsWith('.json')) strangers.push(name);
      else if (name.endsWith('.json.bak') && name.length === 45) older.add(name.slice(0, 36));
    }));
    const { others, silent } = await this.readChanged(present);
    strangers.push(...others);
    for (const name of (await unless(['ENOENT'], readdir(this.folders.backups))) ?? []) older.add(name);
    const missing = [...[...older].filter((name) => isId(name) && !present.has(name)), ...silent];
    for (const documentId of this.entries.keys()) if (!present.has(documentId)) this.drop(documentId);
    // A change within the same tick of the file system's clock would not be seen.
    const settled = folder && Math.abs(Date.now() - Number(folder.mtimeMs)) > 100;
    this.comparedAt = settled ? folder.mtimeNs : null;
    return { missing, strangers, remainders };
  }

  /** A document that cannot be restored now: its older states say which one it is, so that nobody makes a second record for its path. */
  async putOlder(documentId: string): Promise<void> {
    if (this.entries.has(documentId)) return;
    const backups = join(this.folders.backups, documentId);
    const places = [join(this.folders.documents, `${documentId}.json.bak`), ...((await unless(unreadable, listBackups(backups))) ?? []).map(({ name }) => join(backups, name))];
    for (const place of places) {
      const entry = await readEntry(place);
      if (entry?.documentId === documentId && this.put(entry)) return;
    }
  }

  /** Answers with the names of files that hold another document than their name says, and the documents whose file says nothing and which have no entry. */
  private async readChanged(documentIds: Iterable<string>): Promise<{ readonly others: readonly string[]; readonly silent: readonly string[] }> {
    const others: string[] = [];
    const silent: string[] = [];
    let started = performance.now();
    for (const documentId of documentIds) {
      const path = join(this.folders.documents, `${documentId}.json`);
      // Ten thousand of these in turns of a few milliseconds take a fifth of the time that as many promises take.
      const found = statSync(path, { bigint: true, throwIfNoEntry: false });
      const stamp = found ? stampFrom(found) : null;
      if (stamp && !sameStamp(stamp, this.entries.get(documentId)?.stamp ?? null)) {
        const entry = await readEntry(path);
        if (entry?.documentId === documentId) this.put(entry);
        else if (entry) others.push(`${documentId}.json`);
        else if (!this.entries.has(documentId)) silent.push(documentId);
      }
      if (performance.now() - started < 8) continue;
      await nextTurn();
      started = performance.now();
    }
    return { others, silent };
  }
}

/** A file that cannot be read, or is damaged, gives no entry; the one it had stays: opening it will tell. */
async function readEntry(path: string): Promise<IndexEntry | null> {
  return (await unless(unreadable, readFirstLine(path))) ?? (await unless(unreadable, readWholly(path)));
}

function* serializeIndex(entries: readonly IndexEntry[]): Generator<string, void> {
  const checksum = sha256();
  for (let start = 0; start < entries.length; start += 500) {
    const piece = entries.slice(start, start + 500).map((entry) => `${JSON.stringify(entry)}\n`).join('');
    checksum.update(piece);
    yield piece;
  }
  yield `${JSON.stringify({ format, version: 1, sha256: checksum.digest() })}\n`;
}

/** In slices: the index of a large library takes longer than anyone should wait while a window is opening. */
function* parseIndex(content: string): Sliced<IndexEntry[]> {
  const end = content.lastIndexOf('\n', content.length - 2) + 1;
  const checksum = sha256();
  const lines: string[] = [];
  for (let start = 0; start < end;) {
    const stop = Math.min(end, content.indexOf('\n', Math.min(end - 1, start + indexSlice)) + 1);
    const part = content.slice(start, stop);
    checksum.update(part);
    for (const line of part.split('\n')) if (line !== '') lines.push(line);
    start = stop;
    yield;
  }
  if (content.slice(end) !== `${JSON.stringify({ format, version: 1, sha256: checksum.digest() })}\n`) return [];
  const entries: IndexEntry[] = [];
  yield* each(lines, (line) => {
    const entry = parseEntry(JSON.parse(line));
    if (entry) entries.push(entry);
  });
  return entries;
}

function stampFrom({ ino, size, mtimeNs }: BigIntStats): Stamp {
  return { inode: ino.toString(), size: Number(size), modified: mtimeNs.toString() };
}

/** The entry of a store file by its first line alone. Null when that does not do. */
export async function readFirstLine(path: string): Promise<IndexEntry | null> {
  if (!(await stat(path)).isFile()) return null;
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const buffer = Buffer.alloc(firstLineLength);
    const { bytesRead } = await handle.read(buffer, 0, firstLineLength, 0);
    const end = buffer.subarray(0, bytesRead).indexOf(10);
    const summary = end < 0 ? null : parseSummary(buffer.toString('utf8', 0, end));
    const count = summary?.data['count'];
    const head = summary && parseHead(summary.revision, summary.data);
    const stamp = stampFrom(await handle.stat({ bigint: true }));
    return head && isCount(count) ? { ...entryOf(head, stamp), annotations: count } : null;
  } finally {
    await handle.close();
  }
}

async function readWholly(path: string): Promise<IndexEntry | null> {
  const found = await readStore(path);
  if (!found?.stamp) return null;
  const stored = found.kind === 'damaged' ? found.salvage.head : found.stored;
  return stored && entryOf(stored, found.stamp);
}
