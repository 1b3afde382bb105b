import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { DocumentRecord } from '../../core/model/document-record';
import { success, type Problem, type Result } from '../../core/problem';
import type { Print } from '../copies/pdf/print-options';
import type { Basis } from '../document-job';
import { createDocumentJobs, type DocumentJobs, type RunJob } from '../document-jobs';
import { DocumentSession, type ByteSource } from '../document-session';
import { loadDocumentText, type LoadText } from '../document-text';
import { findOriginal } from '../find-original';
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

/** What a job needs to know of a file, found by its path or by its bytes, and its record; null: there is none. Nothing is written. */
export async function lookAt(context: CommandContext, library: Library, file: string, load: LoadText = loadDocumentText): Promise<Result<{ readonly basis: Basis; readonly record: DocumentRecord | null }>> {
  const path = await realPathOf(resolve(context.workingFolder, file));
  const loaded = await load(path, null);
  if (!loaded.ok) return loaded;
  const identity = await identifyDocument(library, path, loaded.value.file);
  const known = identity.kind === 'new' ? (await findOriginal({ library, run: runHere(load), snapshots: context.folders.snapshots }, path, loaded.value.file))?.record ?? null : identity.record;
  const record = await library.beside.view(path, known);
  const basis = {
    path, file: record?.file ?? null, text: record?.text ?? null, encoding: record?.encoding ?? null,
    annotations: record?.annotations ?? [], deleted: record?.deleted ?? [], fresh: [], snapshots: context.folders.snapshots,
  };
  return success({ basis, record });
}

/** The annotations of a file, found by its path or by its bytes; of others that lie beside it is told. Nothing is written. */
export async function basisOf(context: CommandContext, library: Library, file: string): Promise<Result<Basis>> {
  const seen = await lookAt(context, library, file);
  if (!seen.ok) return seen;
  const { basis, record } = seen.value;
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
    return settled.ok ? await use(session) : settled;
  } finally {
    await session.close();
  }
}
