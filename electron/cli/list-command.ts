import type { CopyEntry } from '../../core/export/copy';
import { neverPlaced } from '../../core/model/annotation';
import { createLineCounter } from './line-counter';
import { makeCopy } from '../document-job';
import { translate } from '../texts';
import { basisOf, withLibrary, type CommandContext } from './command-context';
import { oneLine, problemLine } from './terminal';

/** `manicule list`: the annotations of a file, on stdout. Answers with the exit status. */
export async function runList(context: CommandContext, file: string, json: boolean): Promise<number> {
  const { terminal, version } = context;
  const basis = await withLibrary(context, (library) => basisOf(context, library, file));
  const made = basis.ok ? await makeCopy({ ...basis.value, format: 'jsonld', version }) : basis;
  if (!made.ok) {
    await terminal.tell(problemLine(made.problem));
    return 1;
  }
  const { content, entries, source } = made.value;
  if (json) await terminal.out(typeof content === 'string' ? content : Buffer.from(content).toString('utf8'));
  else await terminal.out(readableList(entries, source));
  return 0;
}

function readableList(entries: readonly CopyEntry[], source: string): string {
  if (entries.length === 0) return `${translate('cli.list.none')}\n`;
  const lineOf = createLineCounter(source);
  const offset = ({ placement }: CopyEntry): number => placement.span?.start ?? placement.formerly;
  const sorted = [...entries].sort((a, b) => offset(a) - offset(b));
  const unknown = ({ annotation, placement }: CopyEntry): boolean => placement.span === null && neverPlaced(annotation.target);
  return sorted.map((entry) => describeEntry(entry, unknown(entry) ? null : lineOf(offset(entry)))).join('');
}

function describeEntry({ annotation, placement }: CopyEntry, line: number | null): string {
  const marks = [
    line === null ? translate('cli.list.no-line') : translate('cli.list.line', { line }), translate(`cli.color.${annotation.color}`), translate(`cli.style.${annotation.style}`),
    translate(`cli.status.${placement.status}`), ...annotation.tags.map((tag) => `#${oneLine(tag)}`),
  ];
  const comment = annotation.comment === '' ? '' : `    ${oneLine(annotation.comment)}\n`;
  return `${marks.join(', ')}: “${oneLine(annotation.target.quote.exact)}”\n${comment}`;
}
