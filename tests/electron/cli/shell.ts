import type { CommandContext } from '../../../electron/cli/command-context';
import { inWorkshop, type Workshop } from '../workshop';

/** A workshop with a command line in it. */
export interface Shell extends Workshop {
  readonly context: CommandContext;
  /** What was written since it was last taken. */
  take(): { out: string; told: string };
}

/** Makes a shell for `use` and clears it away. */
export async function inShell(use: (shell: Shell) => Promise<void>): Promise<void> {
  await inWorkshop(async (workshop) => {
    let out = '';
    let told = '';
    const terminal = {
      out: (piece: string) => { out += piece; return Promise.resolve(); },
      tell: (piece: string) => { told += `${piece}\n`; return Promise.resolve(); },
      rewrite: null,
    };
    const take = (): { out: string; told: string } => {
      const taken = { out, told };
      out = told = '';
      return taken;
    };
    await use({ ...workshop, take, context: { folders: workshop.folders, version: '1', workingFolder: workshop.folder, terminal, print: null } });
  });
}
