import { resolve } from 'node:path';
import { describeExported, describeImported } from '../library-report';
import { exportLibrary, importLibrary } from '../storage/library-file';
import { now, withLibrary, type CommandContext } from './command-context';
import { problemLine } from './terminal';

/** `manicule library export`: writes all annotations of all documents to one file. Answers with the exit status. */
export async function runLibraryExport(context: CommandContext, file: string, force: boolean): Promise<number> {
  const path = resolve(context.workingFolder, file);
  const exported = await withLibrary(context, (library) => exportLibrary(library, path, now(), force));
  await context.terminal.tell(exported.ok ? describeExported(exported.value) : problemLine(exported.problem));
  return exported.ok ? 0 : 1;
}

/** `manicule library import`: merges a file with all annotations into this library. Answers with the exit status: 1 also when a part was damaged. */
export async function runLibraryImport(context: CommandContext, file: string): Promise<number> {
  const path = resolve(context.workingFolder, file);
  const imported = await withLibrary(context, (library) => importLibrary(library, path));
  await context.terminal.tell(imported.ok ? describeImported(imported.value) : problemLine(imported.problem));
  return imported.ok && imported.value.damaged === 0 && !imported.value.cutOff ? 0 : 1;
}
