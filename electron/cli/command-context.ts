import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { DocumentRecord } from '../../core/model/document-record';
import { success, type Problem, type Result } from '../../core/problem';
import type { Print } from '../copies/pdf/print-options';
import type { Basis } from '../document-job';
import { createDocumentJobs, type DocumentJobs, type RunJob } from '../document-jobs';
import { DocumentSession, type ByteSource } from '../document-session';
import { loadDocumentText, type LoadText } from '../document-text';
import { findOriginal, type Original } from '../find-original';
import { identifyDocument } from '../identify-document';
import { realPathOf } from '../real-path';
import type { ProfileFolders } from '../profile';
import { readSettings } from '../settings-store';
import { besidePath } from '../storage/beside-names';
import { openLibrary, type Library } from '../storage/library';
import { translate } from '../texts';
import { oneLine, problemLine, type Terminal } from './terminal';

/** What a command works with. */
export interface CommandContext {
  readonly folders: ProfileFolders;
  readonly version: string;
  readonly workingFolder: string;
  readonly terminal: Terminal;
  /** Prints; null for a command that prints nothing. */
  readonly print: Print | null;
}

/** The present time: ISO 8601, UTC. */
export function now(): string {
  return new Date().toISOString();
}

/** Opens the library for as long as `use` runs. */
export async function withLibrary<Value>({ folders, terminal }: CommandContext, use: (library: Library) => Promise<Value>): Promise<Value> {
  const onProblem = (problem: Problem): void => { void terminal.tell(problemLine(problem)); };
  const { besideFolders } = await readSettings(folders.settings);
  const library = await openLibrary(folders.library, { now, newId: randomUUID, onProblem, besideFolders: () => besideFolders });
  try {
    return await use(library);
  } finally {
    await library.close();
  }
}

/** Runs jobs in this thread. */
function runHere(load: LoadText): RunJob {
  const jobs = createDocumentJobs(null, load);
  return ((name: keyof DocumentJobs, input: never) => jobs[name](input)) as RunJob;
}

/** What a job needs to know of a file that was looked at. */
export interface Seen {
  readonly basis: Basis;
  /** Null: it has none. */
  readonly record: DocumentRecord | null;
  /** Name of an annotated document that the file may be an edited copy of, when it has no record: a command does not go by that. */
  readonly alike: string | null;
}

/** What a job needs to know of a file, found by its path, by its bytes or by its text. Nothing is written. */
export async function lookAt(context: CommandContext, library: Library, file: string, load: LoadText = loadDocumentText): Promise<Result<Seen>> {
  const path = await realPathOf(resolve(context.workingFolder, file));
  const loaded = await load(path, null);
  if (!loaded.ok) return loaded;
  const identity = await identifyDocument(library, path, loaded.value.file);
  const original = identity.kind === 'new' ? await findOriginal({ library, run: runHere(load), snapshots: context.folders.snapshots }, path, loaded.value.file) : null;
  const known = identity.kind === 'new' ? original?.sameText === true ? belonging(original) : null : identity.record;
  const record = await library.beside.view(path, known);
  const basis = {
    path, file: record?.file ?? null, text: record?.text ?? null, encoding: record?.encoding ?? null,
    annotations: record?.annotations ?? [], deleted: record?.deleted ?? [], fresh: [], snapshots: context.folders.snapshots,
  };
  return success({ basis, record, alike: !record && original ? basename(original.record.path) : null });
}

/** A document with those of its annotations that belong to the text that was looked for. */
function belonging({ record, ids }: Original): DocumentRecord {
  return ids ? { ...record, annotations: record.annotations.filter(({ id }) => ids.has(id)) } : record;
}

/** The annotations of a file, found by its path, by its bytes or by its text; of others that lie beside it, or may belong to it, is told. Nothing is written. */
export async function basisOf(context: CommandContext, library: Library, file: string): Promise<Result<Basis>> {
  const seen = await lookAt(context, library, file);
  if (!seen.ok) return seen;
  const { basis, record, alike } = seen.value;
  if (alike !== null) await context.terminal.tell(translate('cli.alike', { file: oneLine(file), name: oneLine(alike) }));
  const count = await library.beside.unknownBeside(basis.path, record);
  if (count > 0) await context.terminal.tell(translate('cli.unknown-beside', { count, file: oneLine(file), beside: oneLine(besidePath(file) ?? '') }));
  return success(basis);
}

/** Opens a file as a window would, reads it whole and brings its annotations to their places; `use` may change them. */
export async function withSession<Value>(
  context: CommandContext, library: Library, file: string, use: (session: DocumentSession) => Promise<Result<Value>>, load: LoadText = loadDocumentText,
): Promise<Result<Value>> {
  const path = await realPathOf(resolve(context.workingFolder, file));
  const loaded = await load(path, null);
  if (!loaded.ok) return loaded;
  const { file: fingerprint } = loaded.value;
  const unread: ByteSource = {
    size: fingerprint.size,
    readChunk: () => { throw new Error('A command reads its document whole.'); },
    fingerprint: () => fingerprint,
    close: () => Promise.resolve(),
  };
  const onProblem = (problem: Problem): void => { void context.terminal.tell(problemLine(problem)); };
  const run = runHere(load);
  const tools = { library, run, snapshots: context.folders.snapshots, now, onProblem };
  const session = new DocumentSession(randomUUID(), path, unread, await library.find(path), [], tools);
  try {
    const settled = await session.settle();
    if (!settled.ok) return settled;
    const { copiedFrom } = settled.value;
    if (copiedFrom) await context.terminal.tell(translate('cli.copied', { count: copiedFrom.ids.length, file: oneLine(file), name: oneLine(copiedFrom.name) }));
    return await use(session);
  } finally {
    await session.close();
  }
}
