import { resolve } from 'node:path';
import { success } from '../../core/problem';
import { isEmpty } from '../../core/session/change';
import { importDocument } from '../document-job';
import { translate } from '../texts';
import { withLibrary, withSession, type CommandContext } from './command-context';
import { problemLine } from './terminal';

/** `manicule import`: takes annotations over into the record of a file. Answers with the exit status. */
export async function runImport(context: CommandContext, file: string, annotations: string): Promise<number> {
  const { terminal } = context;
  const from = resolve(context.workingFolder, annotations);
  const imported = await withLibrary(context, (library) => withSession(context, library, file, async (session) => {
    const basis = await session.basis();
    if (!basis.ok) return basis;
    const compared = await importDocument(basis.value, from);
    if (!compared.ok || isEmpty(compared.value.change)) return compared;
    const saved = await session.saveChange(compared.value.change);
    return saved.ok ? success(compared.value) : saved;
  }));
  if (!imported.ok) {
    await terminal.tell(problemLine(imported.problem));
    return 1;
  }
  const { change, placements, alreadyThere, conflicts } = imported.value;
  await terminal.tell(translate('cli.imported', { added: change.added.length, updated: change.updated.length, alreadyThere }));
  if (conflicts > 0) await terminal.tell(translate('cli.import-conflicts', { count: conflicts }));
  const unplaced = Object.keys(placements).length;
  if (unplaced > 0) await terminal.tell(translate('cli.import-unplaced', { count: unplaced }));
  return 0;
}
