import { constants, lstat, open, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { StoredRecord } from '../../core/model/merge-records';
import { salvagedRecord } from '../../core/model/shared-record';
import { storeFormat } from '../../core/store-file';
import { isSameName, mayBeConflictCopy } from './beside-names';
import { sameStamp, temporaryFor, type Stamp } from './durable-write';
import { readStore, type FoundStore } from './read-store';
import { unless } from './system-error';

/** Milliseconds that a file must stay as it is to be called damaged: it may be on its way from another machine. */
const settling = 150;
/** Milliseconds after which a file that a save left behind is nobody's any more. */
const leftBehind = 600_000;
/** How each of our files begins. */
const beginning = `{"format":"${storeFormat}"`;

/**
 * What stands where the annotations beside a document belong. `taken`: something that is not ours and stays as it is, or a link;
 * `damaged`: ours, with what is left of it.
 */
export type BesideFile =
  | { readonly kind: 'none' }
  | { readonly kind: 'good' | 'damaged'; readonly stored: StoredRecord; readonly stamp: Stamp }
  | { readonly kind: 'newer'; readonly version: number; readonly stored: StoredRecord | null }
  | { readonly kind: 'taken' };

/** The stamp of the file itself, links not followed; null when there is none, `other` for what is no file. */
export async function besideStamp(place: string): Promise<Stamp | null | 'other'> {
  const found = await unless(['ENOENT'], lstat(place, { bigint: true }));
  if (!found) return null;
  return found.isFile() ? { inode: found.ino.toString(), size: Number(found.size), modified: found.mtimeNs.toString() } : 'other';
}

/** Reads the file at `place`, which lies beside the document at `path`. Throws the system's error when it cannot be read. */
export async function readBeside(place: string, path: string, documentId: string): Promise<BesideFile> {
  if (await besideStamp(place) === 'other') return { kind: 'taken' };
  let found = await readStore(place);
  for (let look = 0; look < 20 && found?.kind === 'damaged'; look += 1) {
    await wait(settling);
    const again: FoundStore | null = await readStore(place);
    const settled = sameStamp(again?.stamp ?? null, found.stamp);
    found = again;
    if (settled) break;
  }
  if (!found) return { kind: 'none' };
  if (found.kind === 'newer') return { kind: 'newer', version: found.version, stored: found.stored };
  if (!found.stamp) return { kind: 'taken' };
  if (found.kind === 'good' && found.rejected.length === 0) return { kind: 'good', stored: found.stored, stamp: found.stamp };
  if (found.kind === 'good') return { kind: 'damaged', stored: found.stored, stamp: found.stamp };
  if (!await isOurs(place)) return { kind: 'taken' };
  return { kind: 'damaged', stored: salvagedRecord(found.salvage, documentId, path), stamp: found.stamp };
}

/** True for a file that begins as ours do, as far as it goes, and for one that a power cut left empty or full of zeros. */
async function isOurs(place: string): Promise<boolean> {
  const read = await firstBytes(place);
  return beginning.startsWith(read.toString('latin1')) || read.every((byte) => byte === 0);
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) return Buffer.alloc(0);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(beginning.length), 0, beginning.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The record in a stored file of any path; null for a file of another kind, and for one that is damaged or cannot be read. */
export async function readStranger(path: string): Promise<StoredRecord | null> {
  const head = await unless(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EISDIR', 'ENXIO'], firstBytes(path));
  if (head?.toString('latin1') !== beginning) return null;
  const found = await readStore(path);
  return found && found.kind !== 'damaged' ? found.stored : null;
}

/** A version of the file beside a document that was kept apart. */
export interface ConflictCopy {
  readonly path: string;
  readonly stored: StoredRecord;
  /** Of the file as it was read. */
  readonly stamp: Stamp;
}

/** What a program that synchronises folders kept apart beside a document. */
export interface ConflictCopies {
  readonly good: readonly ConflictCopy[];
  /** What is left of those that cannot be understood as a whole. */
  readonly damaged: readonly ConflictCopy[];
}

/** Versions of the file beside the document at `path` that a program which synchronises folders kept apart. */
export async function conflictCopies(path: string, documentId: string): Promise<ConflictCopies> {
  const folder = dirname(path);
  const present = (await unless(['ENOENT', 'ENOTDIR'], readdir(folder))) ?? [];
  const names = present.filter((name) => mayBeConflictCopy(name, path));
  const copies: { readonly good: ConflictCopy[]; readonly damaged: ConflictCopy[] } = { good: [], damaged: [] };
  for (const name of names.sort()) {
    const found = await readBeside(join(folder, name), path, documentId);
    if (found.kind !== 'good' && found.kind !== 'damaged') continue;
    const owner = basename(found.stored.record.path);
    // Of two documents whose names only look alike, each has its own.
    const ofThis = owner === basename(path) || (isSameName(owner, basename(path)) && !present.includes(owner));
    if (ofThis) copies[found.kind].push({ path: join(folder, name), stored: found.stored, stamp: found.stamp });
  }
  return copies;
}

/** Removes what saves that were killed left beside the document; a save may be under way on another machine, so only what is old. */
export async function sweepBeside(place: string): Promise<void> {
  for (const name of (await unless(['ENOENT', 'ENOTDIR'], readdir(dirname(place)))) ?? []) {
    if (temporaryFor(name)?.owner !== basename(place)) continue;
    const path = join(dirname(place), name);
    const found = await unless(['ENOENT'], lstat(path));
    if (found && Math.abs(Date.now() - found.mtimeMs) > leftBehind) await rm(path, { force: true });
  }
}
