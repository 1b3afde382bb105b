import { InvalidArgumentError, Option, type Command } from 'commander';
import { exportFormats, type ExportFormat } from '../../core/export/formats';
import { paperSizes, resolvedChoices, type PaperSize, type ResolvedChoice } from '../../core/export/options';
import { colors, type Color } from '../../core/model/annotation';
import { translate } from '../texts';
import type { ExportRequest } from './export-command';

/** The options of `manicule export`, as the command line gives them. */
interface Given {
  readonly to: readonly ExportFormat[];
  readonly out?: string;
  readonly colour?: readonly Color[];
  readonly tag?: readonly string[];
  readonly state: ResolvedChoice;
  readonly comments: boolean;
  readonly guard?: boolean;
  readonly paper: PaperSize;
  readonly json?: boolean;
  readonly force?: boolean;
}

/** Takes names of a list, separated by commas, or in the option given again; each counts once. */
function namesOf<Name extends string>(known: readonly Name[]) {
  return (value: string, before: readonly Name[] | undefined): readonly Name[] => {
    const names = value.split(',').map((part) => {
      const name = known.find((one) => one === part.trim());
      if (name === undefined) throw new InvalidArgumentError(translate('cli.export.allowed', { names: known.join(', ') }));
      return name;
    });
    return [...new Set([...(before ?? []), ...names])];
  };
}

/** Defines `manicule export`. */
export function defineExport(program: Command, run: (request: ExportRequest) => Promise<void>): void {
  program.command('export')
    .description(translate('cli.export'))
    .argument('<FILE...>', translate('cli.export.files'))
    .addOption(new Option('--to <FORMAT,…>', translate('cli.export.to', { formats: exportFormats.join(', ') })).argParser(namesOf(exportFormats)).makeOptionMandatory())
    .option('--out <PATH>', translate('cli.export.out'))
    .option('--colour <COLOUR,…>', translate('cli.export.colour', { colors: colors.join(', ') }), namesOf(colors))
    .option('--tag <TAG>', translate('cli.export.tag'), (tag: string, before: readonly string[] | undefined) => [...(before ?? []), tag.replace(/^#/, '')])
    .addOption(new Option('--state <STATE>', translate('cli.export.state')).choices(resolvedChoices).default('all'))
    .option('--no-comments', translate('cli.export.no-comments'))
    .option('--guard', translate('cli.export.guard'))
    .option('--no-guard', translate('cli.export.no-guard'))
    .addOption(new Option('--paper <SIZE>', translate('cli.export.paper')).choices(paperSizes).default('A4'))
    .option('--json', translate('cli.export.json'))
    .option('--force', translate('cli.export.force'))
    .action(async (files: string[], { to, out, colour, tag, state, comments, guard, paper, json, force }: Given) => {
      const options = { colors: colour ?? null, tags: tag ?? null, resolved: state, withComments: comments, guard: guard ?? null, paper };
      await run({ files, formats: to, out: out ?? null, options, force: force ?? false, json: json ?? false });
    });
}
