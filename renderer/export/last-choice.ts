import { exportFormats, type ExportFormat } from '../../core/export/formats';
import { parseExportOptions, wholeExport, type ExportOptions } from '../../core/export/options';

/** What the person chose in the export dialog. */
export interface Choice {
  readonly format: ExportFormat;
  readonly options: ExportOptions;
}

const key = 'manicule.export';

/** The choice that was made last. Tags that no annotation here has are not in it: they would leave everything out. */
export function lastChoice(tags: ReadonlySet<string>): Choice {
  const kept = readKept();
  const options = parseExportOptions(kept.options) ?? { ...wholeExport, paper: standardPaper() };
  const known = options.tags?.filter((tag) => tags.has(tag)) ?? [];
  return { format: exportFormats.find((format) => format === kept.format) ?? 'html', options: { ...options, tags: known.length > 0 ? known : null } };
}

/** Keeps a choice for the next time. */
export function keepChoice(choice: Choice): void {
  localStorage.setItem(key, JSON.stringify(choice));
}

function readKept(): { format?: unknown; options?: unknown } {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as { format?: unknown; options?: unknown };
  } catch (error) {
    console.warn('The last choice for an export could not be read; the standard one is used.', error);
    return {};
  }
}

/** The paper that is used where the person is: Letter in North America and a few places beside it. */
function standardPaper(): ExportOptions['paper'] {
  const region = new Intl.Locale(navigator.language).maximize().region ?? '';
  return ['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE'].includes(region) ? 'Letter' : 'A4';
}
