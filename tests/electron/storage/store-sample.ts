import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Annotation } from '../../../core/model/annotation';
import type { DocumentRecord } from '../../../core/model/document-record';
import type { Problem, Result } from '../../../core/problem';
import { openLibrary, type Library, type LibraryOptions } from '../../../electron/storage/library';

/** An annotation with characters that are easily broken. */
export function annotationWith(comment: string, fields: Partial<Annotation> = {}): Annotation {
  const time = '2026-01-01T00:00:00.000Z';
  return {
    id: randomUUID(), revision: 1, created: time, modified: time, creator: 'Zoë',
    target: { position: { start: 3, end: 11 }, quote: { exact: 'cafe\u0301 👍🏽', prefix: 'a\n', suffix: '"\\\u2028' } },
    style: 'highlight', color: 'yellow', comment, tags: ['é', '👍'], resolved: false, replies: [], ...fields,
  };
}

/** A library in a folder of its own, and what it told. */
export interface OpenedLibrary {
  readonly folder: string;
  readonly library: Library;
  readonly problems: Problem[];
  /** Records that `onChanged` told of. */
  readonly changed: DocumentRecord[];
}

/** A new empty folder that goes when the test ends. */
export async function temporaryFolder(cleanup: (() => Promise<void>)[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'manicule-store-'));
  cleanup.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a library; it is closed when the test ends. */
export async function openIn(folder: string, cleanup: (() => Promise<void>)[], options: Partial<LibraryOptions> = {}): Promise<OpenedLibrary> {
  const problems: Problem[] = [];
  const changed: DocumentRecord[] = [];
  const library = await openLibrary(folder, {
    now: () => new Date().toISOString(),
    newId: () => randomUUID(),
    onProblem: (problem) => problems.push(problem),
    onChanged: (_id, record) => changed.push(record),
    ...options,
  });
  cleanup.unshift(() => library.close());
  return { folder, library, problems, changed };
}

/** The value, or a failure of the test that names the problem. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** Saves new annotations with these comments, one after the other. */
export async function saveComments(library: Library, documentId: string, ...comments: string[]): Promise<Annotation[]> {
  const annotations = comments.map((comment) => annotationWith(comment));
  for (const annotation of annotations) valueOf(await library.saveChange(documentId, { added: [annotation], updated: [], removed: [] }));
  return annotations;
}

/** The comments of a record, sorted. */
export function commentsOf(record: DocumentRecord | null): string[] {
  return (record?.annotations ?? []).map(({ comment }) => comment).sort();
}

/** Changes a file's bytes in place. */
export async function rewrite(path: string, change: (bytes: Buffer) => Buffer | string): Promise<void> {
  await writeFile(path, change(await readFile(path)));
}
