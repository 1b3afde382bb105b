import { basename, resolve } from 'node:path';
import { success, type Result } from '../../core/problem';
import { isEmpty } from '../../core/session/change';
import type { ConflictChoice } from '../../core/import/conflicts';
import { importDocument } from '../document-job';
import type { DocumentSession } from '../document-session';
import { loadDocumentText, readOnce, type LoadText } from '../document-text';
import type { Compared } from '../import-annotations';
import { realPathOf } from '../real-path';
import type { Library } from '../storage/library';
import { translate } from '../texts';
import { applyOffer, type Applied } from './apply-offer';
import { lookAt, withLibrary, withSession, type CommandContext } from './command-context';
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
 * are because nobody said what to do with them. The file is read once.
 */
export async function runImport(context: CommandContext, { file, annotations, prefer }: ImportRequest, read: LoadText = loadDocumentText): Promise<number> {
  const { terminal } = context;
  const load = readOnce(read);
  const from = resolve(context.workingFolder, annotations);
  const imported = await withLibrary(context, async (library) => {
    const first = await offerToStranger(context, library, { file, from, load });
    if (first && (!first.ok || isEmpty(first.value.change))) return first.ok ? success(nothingOf(first.value)) : first;
    return withSession(context, library, file, async (session) => {
      const compared = first ?? await compareWith(session, from, load);
      if (!compared.ok) return compared;
      const applied = await applyOffer(session, compared.value, prefer);
      return applied.ok ? success({ compared: compared.value, applied: applied.value }) : applied;
    }, load);
  });
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

/** What annotations are for a file that has no record; null when it has one. It gets none before something is to be kept in it. */
async function offerToStranger(context: CommandContext, library: Library, { file, from, load }: { file: string; from: string; load: LoadText }): Promise<Result<Compared> | null> {
  if (await library.find(await realPathOf(resolve(context.workingFolder, file)))) return null;
  const seen = await lookAt(context, library, file, load);
  if (!seen.ok) return seen;
  return seen.value.record ? null : importDocument(seen.value.basis, from, load);
}

function nothingOf(compared: Compared): { readonly compared: Compared; readonly applied: Applied } {
  return { compared, applied: { change: compared.change, offer: compared } };
}

async function compareWith(session: DocumentSession, from: string, load: LoadText): Promise<Result<Compared>> {
  const basis = await session.basis();
  return basis.ok ? importDocument(basis.value, from, load) : basis;
}

function conflictLines(mine: Annotation, theirs: Annotation): string {
  const said = ({ comment, color, style, resolved }: Annotation): string => (
    [translate(`cli.color.${color}`), translate(`cli.style.${style}`), ...(resolved ? [translate('cli.import.resolved')] : []), `“${oneLine(comment)}”`].join(', ')
  );
  return `  “${oneLine(mine.target.quote.exact)}”\n    ${translate('cli.import.mine', { version: said(mine) })}\n    ${translate('cli.import.theirs', { version: said(theirs) })}`;
}
