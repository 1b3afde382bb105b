import { basename, resolve } from 'node:path';
import { success } from '../../core/problem';
import type { ConflictChoice } from '../../core/import/conflicts';
import { importDocument } from '../document-job';
import { translate } from '../texts';
import { applyOffer } from './apply-offer';
import { withLibrary, withSession, type CommandContext } from './command-context';
import type { Annotation } from '../../core/model/annotation';
import { oneLine, problemLine } from './terminal';

/** What `manicule import` was asked for. */
export interface ImportRequest {
  readonly file: string;
  readonly annotations: string;
  /** What to do with annotations that are another version here; null: nothing, and say so. */
  readonly prefer: ConflictChoice | null;
}

/**
 * `manicule import`: takes annotations over into the record of a file. Answers with the exit status: 1 also for conflicts that were left as they
 * are because nobody said what to do with them.
 */
export async function runImport(context: CommandContext, { file, annotations, prefer }: ImportRequest): Promise<number> {
  const { terminal } = context;
  const from = resolve(context.workingFolder, annotations);
  const imported = await withLibrary(context, (library) => withSession(context, library, file, async (session) => {
    const basis = await session.basis();
    if (!basis.ok) return basis;
    const compared = await importDocument(basis.value, from);
    if (!compared.ok) return compared;
    const applied = await applyOffer(session, compared.value, prefer);
    return applied.ok ? success({ compared: compared.value, applied: applied.value }) : applied;
  }));
  if (!imported.ok) {
    await terminal.tell(problemLine(imported.problem));
    return 1;
  }
  const { compared: { placements, alreadyThere }, applied: { offer: { change, conflicts } } } = imported.value;
  const rivals = conflicts.length;
  const [added, updated] = [change.added.length, change.updated.length];
  const nothing = rivals + added + updated + alreadyThere === 0;
  await terminal.tell(nothing ? translate('cli.import-nothing', { name: oneLine(basename(from)) }) : translate('cli.imported', { added, updated, alreadyThere }));
  if (rivals > 0) await terminal.tell(translate(`cli.import-conflicts.${prefer ?? 'open'}`, { count: rivals }));
  if (rivals > 0 && prefer === null) for (const { mine, theirs } of conflicts) await terminal.tell(conflictLines(mine, theirs));
  const unplaced = Object.keys(placements).length;
  if (unplaced > 0) await terminal.tell(translate('cli.import-unplaced', { count: unplaced }));
  return rivals > 0 && prefer === null ? 1 : 0;
}

function conflictLines(mine: Annotation, theirs: Annotation): string {
  const said = ({ comment, color, style, resolved }: Annotation): string => (
    [translate(`cli.color.${color}`), translate(`cli.style.${style}`), ...(resolved ? [translate('cli.import.resolved')] : []), `“${oneLine(comment)}”`].join(', ')
  );
  return `  “${oneLine(mine.target.quote.exact)}”\n    ${translate('cli.import.mine', { version: said(mine) })}\n    ${translate('cli.import.theirs', { version: said(theirs) })}`;
}
