import { resolve } from 'node:path';
import type { Exported } from '../../core/contract';
import type { ExportFormat } from '../../core/export/formats';
import type { ExportOptions } from '../../core/export/options';
import { failure, type Problem, type Result } from '../../core/problem';
import { exportDocument, type Basis } from '../document-job';
import { translate } from '../texts';
import { basisOf, withLibrary, type CommandContext } from './command-context';
import { destinationOf, filesOf, isFolder, planCopies, type GivenFile, type PlannedCopy } from './export-plan';
import { beginPercent } from './percent';
import { oneLine, problemLine, problemSentences } from './terminal';

/** What `manicule export` was asked for. */
export interface ExportRequest {
  /** Files and folders. */
  readonly files: readonly string[];
  readonly formats: readonly ExportFormat[];
  /** A file or a folder; null: beside each document. */
  readonly out: string | null;
  readonly options: ExportOptions;
  readonly force: boolean;
  /** True: results and failures as one JSON object a line, on stdout. */
  readonly json: boolean;
}

/** Failures that only mean that a file in a folder is no document. */
const noDocument: readonly Problem['kind'][] = ['file-not-found', 'binary-file', 'is-folder', 'not-a-regular-file'];

interface Documents {
  readonly bases: ReadonlyMap<string, Basis>;
  readonly failed: readonly { readonly path: string; readonly problem: Problem }[];
  /** Files in folders that have no annotations or are no text. */
  readonly passedOver: number;
}

/** `manicule export`: writes annotated copies; each path goes to stdout. Answers with the exit status: 1 when any of them could not be written. */
export async function runExport(context: CommandContext, request: ExportRequest): Promise<number> {
  const { terminal, workingFolder } = context;
  const files = await filesOf(request.files, workingFolder);
  const { bases, failed, passedOver } = await readDocuments(context, files);
  let status = 0;
  const fail = async (problem: Problem, file: string, format: ExportFormat | null): Promise<void> => {
    status = 1;
    await terminal.tell(problemLine(problem));
    if (request.json) await terminal.out(`${JSON.stringify({ file, format, problem, message: problemSentences(problem) })}\n`);
  };
  for (const { path, problem } of failed) await fail(problem, path, null);
  if (passedOver > 0) await terminal.tell(translate('cli.export.passed-over', { count: passedOver }));
  const givenFolder = (await Promise.all(request.files.map((name) => isFolder(resolve(workingFolder, name))))).includes(true);
  const destination = await destinationOf(request.out, givenFolder || files.length * request.formats.length > 1, workingFolder);
  if (!destination.ok) {
    await fail(destination.problem, '', null);
    return status;
  }
  const copies = planCopies([...bases.keys()], request.formats, destination.value);
  const written = new Set<string>();
  for (const [index, copy] of copies.entries()) {
    const basis = bases.get(copy.source);
    if (!basis) continue;
    const place = { index: index + 1, of: copies.length, file: oneLine(copy.source), format: translate(`format.${copy.format}`) };
    if (copies.length > 1) await terminal.tell(translate('cli.export.progress', place));
    const exported = await exportOne(context, request, copy, basis, written);
    if (!exported.ok) await fail(exported.problem, copy.source, copy.format);
    else await report(context, request, copy, exported.value);
  }
  return status;
}

/** What is known of each file, by its path. */
async function readDocuments(context: CommandContext, files: readonly GivenFile[]): Promise<Documents> {
  const bases = new Map<string, Basis>();
  const failed: { path: string; problem: Problem }[] = [];
  let passedOver = 0;
  await withLibrary(context, async (library) => {
    for (const { path, found } of files) {
      const basis = await basisOf(context, library, path);
      if (found && (basis.ok ? basis.value.annotations.length === 0 : noDocument.includes(basis.problem.kind))) passedOver += 1;
      else if (basis.ok) bases.set(path, basis.value);
      else failed.push({ path, problem: basis.problem });
    }
  });
  return { bases, failed, passedOver };
}

/** Two copies of one run never take the same path, not even by force: the first would be lost. */
async function exportOne(
  { print, version, terminal }: CommandContext, { options, force }: ExportRequest, { format, target }: PlannedCopy, basis: Basis, written: Set<string>,
): Promise<Result<Exported>> {
  if (written.has(target)) return failure({ kind: 'file-exists', path: target });
  const percent = beginPercent(terminal, () => performance.now());
  const exported = await exportDocument({ ...basis, format, options, target, overwrite: force, version }, print, percent.tell).finally(percent.end);
  if (exported.ok) written.add(target);
  return exported;
}

async function report({ terminal }: CommandContext, { json }: ExportRequest, { source, format }: PlannedCopy, exported: Exported): Promise<void> {
  const { path, annotations, losses, leftOut } = exported;
  await terminal.tell(translate('cli.exported', { count: annotations }));
  for (const what of ['annotations', 'comments', 'replies'] as const) {
    if (leftOut[what] > 0) await terminal.tell(translate(`cli.export.left-out.${what}`, { count: leftOut[what] }));
  }
  for (const loss of losses) await terminal.tell(translate(`cli.loss.${loss.kind}`, { count: loss.count }));
  await terminal.out(json ? `${JSON.stringify({ file: source, format, path, annotations, losses, leftOut })}\n` : `${path}\n`);
}
