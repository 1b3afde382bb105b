import { randomUUID } from 'node:crypto';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { describe } from '../../core/anchor/describe';
import type { Chunk, Notice, OpenedDocument, Settled } from '../../core/contract';
import type { Annotation } from '../../core/model/annotation';
import type { Problem, Result } from '../../core/problem';
import { createDocumentJobs, type DocumentJobs, type RunJob } from '../../electron/document-jobs';
import { OpenDocuments } from '../../electron/open-documents';
import { profileFolders, type ProfileFolders } from '../../electron/profile';
import type { TellDone } from '../../electron/share-of-work';
import { openLibrary, type Library } from '../../electron/storage/library';
import { Tour } from '../../electron/tour';
import { annotationOf } from '../core/annotation-sample';

/** A temporary folder with a profile in it, and open documents that work as in the main process, but in this thread. */
export interface Workshop {
  readonly folder: string;
  readonly folders: ProfileFolders;
  readonly library: Library;
  readonly documents: OpenDocuments;
  readonly notices: Notice[];
  readonly problems: Problem[];
  readonly tour: Tour;
  /** The folders whose annotations lie beside their files. */
  readonly besideFolders: string[];
  readonly run: RunJob;
  write(name: string, content: string | Uint8Array): Promise<string>;
}

const jobs = createDocumentJobs();

/** Runs a job in this thread. */
export const runHere = ((name: keyof DocumentJobs, input: never, tell?: TellDone) => (jobs[name] as (input: never, tell?: TellDone) => unknown)(input, tell)) as RunJob;

let clock = 0;

/** A time that goes on with each question. */
export function tick(): string {
  clock += 1;
  return new Date(Date.UTC(2026, 0, 1) + clock * 1000).toISOString();
}

/** Makes a workshop for `use` and clears it away. */
export async function inWorkshop(use: (workshop: Workshop) => Promise<void>): Promise<void> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'manicule-workshop-')));
  const folders = profileFolders(join(folder, 'profile'));
  const notices: Notice[] = [];
  const problems: Problem[] = [];
  const besideFolders: string[] = [];
  const library = await openLibrary(folders.library, {
    now: tick,
    newId: randomUUID,
    onProblem: (problem) => problems.push(problem),
    onChanged: (_documentId, record) => { documents.recordChanged(record); },
    besideFolders: () => besideFolders,
  });
  const tour = new Tour({ assets: resolve(import.meta.dirname, '../../assets'), folder: folders.tour, creator: 'Manicule', now: tick, newId: randomUUID, onProblem: (problem) => problems.push(problem) });
  const documents: OpenDocuments = new OpenDocuments({
    apart: (path) => tour.apart(path),
    library: Promise.resolve(library), run: runHere, snapshots: folders.snapshots, now: tick, newId: randomUUID,
    notify: (_owner, notice) => { notices.push(notice); },
  });
  const write = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  try {
    await use({ folder, folders, besideFolders, library, documents, tour, notices, problems, run: runHere, write });
  } finally {
    await documents.closeAll();
    await library.close();
    await tour.end();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The value of a result; a problem fails the test. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** An annotation of the first place where `text` says `exact`. */
export function annotationOn(text: string, exact: string, number: number, fields: Partial<Annotation> = {}): Annotation {
  const start = text.indexOf(exact);
  expect(start, `“${exact}” is in the text`).toBeGreaterThanOrEqual(0);
  return annotationOf(number, start, start + exact.length, { target: describe(text, { start, end: start + exact.length }), ...fields });
}

/** Opens a file as a window would, reads it to the end and settles it. */
export async function openAndSettle(documents: OpenDocuments, path: string, owner = 1): Promise<{ opened: OpenedDocument; bytes: Uint8Array; settled: Settled }> {
  const opened = valueOf(await documents.open(path, owner));
  const session = documents.get(owner, opened.documentId);
  if (!session) throw new Error('The document is not open.');
  const chunks: Chunk[] = [opened.firstChunk];
  while (!chunks.at(-1)?.last) chunks.push(valueOf(await session.source.readChunk(chunks.length)));
  const settled = valueOf(await session.settle());
  documents.watch(owner);
  return { opened, bytes: Buffer.concat(chunks.map(({ bytes }) => bytes)), settled };
}
