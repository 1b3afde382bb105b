import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DocumentRecord } from '../../core/model/document-record';
import { knowsInSlices, mergeInSlices, type Applied, type StoredRecord } from '../../core/model/merge-records';
import type { Sliced } from '../../core/slices';
import { isId } from '../../core/model/parse-annotation';
import { failure, type Problem, type Result } from '../../core/problem';
import { withSalvage } from '../../core/store-file';
import type { DocumentStore } from './document-store';
import { duplicate, stampOf, syncFolder, type Stamp } from './durable-write';
import type { FolderFindings } from './library-index';
import { withLock } from './lock';
import { readStore } from './read-store';
import { moveAside, setAside, takeAside } from './set-aside';
import type { StoreFolders } from './store-folders';
import { unless } from './system-error';

/** Merges the record in the file `from` into a document's, and sets the file aside. */
export type Absorb = (documentId: string, from: string) => Promise<Result<DocumentRecord>>;

interface Surroundings {
  now(): string;
  onProblem(problem: Problem): void;
}

/** How often a file that is replaced while it is taken in is read anew. What is there then is found the next time. */
const mostAttempts = 5;

/** The record in a file that is not a document's own; null for one that says nothing or is a newer Manicule's. */
async function readStranger(path: string): Promise<{ readonly stored: StoredRecord; readonly stamp: Stamp } | null> {
  const found = await readStore(path);
  if (!found?.stamp || found.kind === 'newer') return null;
  const stored = found.kind === 'good' ? found.stored : withSalvage(null, found.salvage);
  return stored && { stored, stamp: found.stamp };
}

/** The step that makes another record part of a document's: its id and its path stay. */
export function* mergedWith(stored: StoredRecord, stranger: StoredRecord): Sliced<Applied> {
  const { documentId, path } = stored.record;
  if (yield* knowsInSlices(stored, stranger)) return { stored, asGiven: true };
  const merged = yield* mergeInSlices(stored, stranger);
  return { stored: { ...merged, record: { ...merged.record, documentId, path } }, asGiven: false };
}

/**
 * Makes the record in another file (a conflict copy, the same document from another machine) part of this one, and takes the file aside: the one
 * that was read, and no other. Where the file is a document's, its lock has to be held.
 */
export async function absorbStranger(store: DocumentStore, from: string, aside: string, surroundings: Surroundings): Promise<Result<StoredRecord>> {
  let saved: Result<StoredRecord> = failure({ kind: 'not-annotations', path: from, reason: 'unreadable' });
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const stranger = await readStranger(from);
    if (!stranger) return saved;
    saved = await store.save((stored) => mergedWith(stored, stranger.stored));
    if (!saved.ok || await takeAside(from, stranger.stamp, aside, surroundings.now()) !== null) return saved;
  }
  return saved;
}

/** Takes the older states of a document that became part of another one out of the way; else it would be restored from them. */
export async function retireOlderStates(folders: StoreFolders, documentId: string, now: string): Promise<void> {
  const beside = join(folders.documents, `${documentId}.json.bak`);
  if (await stampOf(beside)) await setAside(beside, folders.setAside, now);
  await rm(beside, { force: true });
  const backups = join(folders.backups, documentId);
  if (await stampOf(backups)) await setAside(backups, folders.setAside, now);
}

async function tidy(folders: StoreFolders, name: string, absorb: Absorb, surroundings: Surroundings): Promise<void> {
  const path = join(folders.documents, name);
  const found = await readStore(path);
  if (!found || found.kind === 'newer') return;
  const stranger = found.kind === 'good' ? found.stored : found.salvage.head;
  const named = name.slice(0, 36);
  const documentId = stranger?.record.documentId ?? (isId(named) ? named : null);
  // Its own file by now: someone put it in its place meanwhile.
  if (name === `${documentId ?? ''}.json`) return;
  const absorbed = stranger && documentId ? await absorb(documentId, path) : null;
  if (absorbed?.ok === true || (absorbed && absorbed.problem.kind !== 'unknown-document')) return;
  if (found.kind === 'good' && documentId) {
    // The document itself is not here (yet): its copy takes its place, unless it comes at this moment. Either way it is there now,
    // and knows what the copy says before that goes.
    await unless(['EEXIST'], duplicate(path, join(folders.documents, `${documentId}.json`)));
    await syncFolder(folders.documents);
    await absorb(documentId, path);
    return;
  }
  const setAsideAs = found.stamp ? await takeAside(path, found.stamp, folders.setAside, surroundings.now()) : await moveAside(path, folders.setAside, surroundings.now());
  if (setAsideAs !== null) surroundings.onProblem({ kind: 'store-damaged', path, setAsideAs, recoveredFrom: null });
}

/** A file that has a document's name, and holds another one's record, is that document's to write: its lock is held meanwhile. */
async function tidyLocked(folders: StoreFolders, name: string, absorb: Absorb, surroundings: Surroundings): Promise<void> {
  const documentId = basename(name, '.json');
  const work = (): Promise<void> => tidy(folders, name, absorb, surroundings);
  await (isId(documentId) ? withLock(join(folders.locks, `${documentId}.lock`), work) : work());
}

/** Puts a folder in order: merges conflict copies, removes what killed saves left behind. Throws the system's error. */
export async function sweep(folders: StoreFolders, findings: FolderFindings, absorb: Absorb, surroundings: Surroundings): Promise<void> {
  for (const name of findings.strangers) await tidyLocked(folders, name, absorb, surroundings);
  for (const { name, documentId } of findings.remainders) {
    // Whoever holds the lock may be writing this very file.
    await withLock(join(folders.locks, `${documentId}.lock`), () => rm(join(folders.documents, name), { force: true }));
  }
}
