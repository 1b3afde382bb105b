import { Command, CommanderError, Option } from 'commander';
import type { Print } from '../copies/pdf/print-options';
import { conflictChoices, type ConflictChoice } from '../../core/import/conflicts';
import { profileFolders } from '../profile';
import { translate } from '../texts';
import type { CommandContext } from './command-context';
import { defineExport } from './define-export';
import { runExport } from './export-command';
import { runImport } from './import-command';
import { runLibraryExport, runLibraryImport } from './library-command';
import type { Launch } from './launch-arguments';
import { runList } from './list-command';
import { terminal } from './terminal';

/** Exit status after wrong use. */
const wrongUse = 2;

/** Where the command line runs. */
export interface CommandLineOptions {
  /** Folder of the profile. */
  readonly profile: string;
  readonly version: string;
  /** What relative paths are relative to. */
  readonly workingFolder: string;
  /** Prints; null for a command that prints nothing. */
  readonly print: Print | null;
}

/** Runs a command without a window. Answers with the exit status: 0 done, 1 failed, 2 wrong use. */
export async function runCommandLine(launch: Exclude<Launch, { mode: 'window' }>, options: CommandLineOptions): Promise<number> {
  if (launch.mode === 'wrong-use') {
    await terminal.tell(translate('cli.no-folder-given'));
    return wrongUse;
  }
  const context: CommandContext = { ...options, folders: profileFolders(options.profile), terminal };
  const written: Promise<void>[] = [];
  let status = 0;
  const program = createProgram(context, (result) => { status = result; });
  program.configureOutput({
    writeOut: (text) => { written.push(terminal.out(text)); },
    writeErr: (text) => { written.push(terminal.tell(text.trimEnd())); },
  });
  inheritSettings(program);
  try {
    await program.parseAsync(launch.words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    status = error.exitCode === 0 ? 0 : wrongUse;
  }
  await Promise.all(written);
  return status;
}

function createProgram(context: CommandContext, done: (status: number) => void): Command {
  const program = new Command('manicule')
    .usage('[FILE…] | export | import | list | library')
    .description(translate('cli.description'))
    .version(context.version, '-V, --version', translate('cli.version'))
    .helpOption('-h, --help', translate('cli.help'))
    .helpCommand('help [command]', translate('cli.help-command'))
    .addHelpText('after', `\n  --user-data-dir=DIR    ${translate('cli.profile')}\n\n${translate('cli.exit')}`)
    .exitOverride();
  defineExport(program, async (request) => { done(await runExport(context, request)); });
  program.command('import')
    .description(translate('cli.import'))
    .argument('<FILE>', translate('cli.file'))
    .argument('<ANNOTATIONS>', translate('cli.import.annotations'))
    .addOption(new Option('--prefer <VERSION>', translate('cli.import.prefer')).choices(conflictChoices))
    .action(async (file: string, annotations: string, options: { prefer?: ConflictChoice }) => {
      done(await runImport(context, { file, annotations, prefer: options.prefer ?? null }));
    });
  program.command('list')
    .description(translate('cli.list'))
    .argument('<FILE>', translate('cli.file'))
    .option('--json', translate('cli.list.json'))
    .action(async (file: string, options: { json?: boolean }) => { done(await runList(context, file, options.json ?? false)); });
  const library = program.command('library').description(translate('cli.library')).helpCommand(false);
  library.command('export')
    .description(translate('cli.library.export'))
    .argument('<FILE>', translate('cli.library.file'))
    .option('--force', translate('cli.library.force'))
    .action(async (file: string, options: { force?: boolean }) => { done(await runLibraryExport(context, file, options.force ?? false)); });
  library.command('import')
    .description(translate('cli.library.import'))
    .argument('<FILE>', translate('cli.library.file'))
    .action(async (file: string) => { done(await runLibraryImport(context, file)); });
  return program;
}

function inheritSettings(program: Command): void {
  for (const command of program.commands) {
    command.copyInheritedSettings(program);
    inheritSettings(command);
  }
}
