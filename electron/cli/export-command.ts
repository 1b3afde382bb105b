import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { ExportFormat } from '../../core/export/formats';
import { suggestedCopy } from '../copy-name';
import { exportDocument } from '../document-job';
import { translate } from '../texts';
import { basisOf, withLibrary, type CommandContext } from './command-context';
import { problemLine } from './terminal';

/** What `manicule export` was asked for. */
export interface ExportRequest {
  readonly file: string;
  readonly format: ExportFormat;
  /** A file or a folder; null: beside the document. */
  readonly out: string | null;
  readonly force: boolean;
}

/** `manicule export`: writes an annotated copy; its path goes to stdout. Answers with the exit status. */
export async function runExport(context: CommandContext, request: ExportRequest): Promise<number> {
  const { terminal, version } = context;
  const basis = await withLibrary(context, (library) => basisOf(context, library, request.file));
  const target = basis.ok ? await targetOf(basis.value.path, request, context.workingFolder) : '';
  const exported = basis.ok
    ? await exportDocument({ ...basis.value, format: request.format, target, overwrite: request.force, version }, context.print)
    : basis;
  if (!exported.ok) {
    await terminal.tell(problemLine(exported.problem));
    return 1;
  }
  await terminal.tell(translate('cli.exported', { count: exported.value.annotations }));
  for (const loss of exported.value.losses) await terminal.tell(translate(`cli.loss.${loss.kind}`, { count: loss.count }));
  await terminal.out(`${exported.value.path}\n`);
  return 0;
}

async function targetOf(source: string, { format, out }: ExportRequest, workingFolder: string): Promise<string> {
  const suggested = suggestedCopy(source, format);
  if (out === null) return suggested;
  const target = resolve(workingFolder, out);
  const isFolder = await stat(target).then((status) => status.isDirectory(), () => false);
  return isFolder ? join(target, basename(suggested)) : target;
}
