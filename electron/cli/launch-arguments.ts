import { resolve } from 'node:path';
import { printedFormats } from '../../core/export/formats';

/** What the program was asked to do, told from its raw arguments before anything else is loaded. */
export type Launch =
  | { readonly mode: 'window'; readonly files: readonly string[]; readonly profile: string | null }
  /** `words` are the command's own: switches of Electron and Chromium are taken out. */
  | { readonly mode: 'command'; readonly words: readonly string[]; readonly profile: string | null }
  | { readonly mode: 'wrong-use' };

/** The words that start a command rather than name a file (a file of that name: `./export`). */
export const commandWords = ['export', 'import', 'list', 'library', 'help'] as const;

/** Switches that Electron, Chromium, Node and Playwright understand and the command line must not trip over. */
const foreign = new RegExp(`^--(${[
  'no-sandbox', 'no-zygote', 'no-first-run', 'inspect.*', 'remote-.*', 'user-data-dir', 'disable-.*', 'enable-.*', 'ozone-.*', 'js-flags', 'headless',
  'force-(device|color|dark|renderer|high|webrtc).*', 'log-(level|file|net-log)', 'v', 'vmodule', 'trace-.*', 'lang', 'proxy-.*', 'no-proxy-server', 'host-.*', 'in-process-gpu',
  'single-process', 'use-.*', 'gtk-version', 'password-store', 'gpu-.*', 'ignore-.*', 'test-type', 'type', 'app', 'class', 'name', 'touch-.*', 'high-dpi-.*',
  'allow-file-access-from-files', 'secure-schemes', 'standard-schemes', 'original-process-start-time', 'no-pings', 'export-tagged-pdf', 'metrics-.*', 'noerrdialogs',
].join('|')})(=.*)?$`);

/** Switches of Electron's own that are followed by a value of their own, in a build that is not packaged. */
const withValue = new Set(['-r', '--require']);

/**
 * Tells what the program was asked to do.
 * `argv` is the process's own, `appFolder` the folder an unpackaged Electron was started on (null when packaged),
 * `workingFolder` what relative paths are relative to.
 */
export function readLaunch(argv: readonly string[], appFolder: string | null, workingFolder: string): Launch {
  const all = argv.slice(1);
  const terminator = all.indexOf('--');
  const front = terminator < 0 ? all : all.slice(0, terminator);
  const verbatim = terminator < 0 ? [] : all.slice(terminator + 1);
  const words = appFolder === null ? [...front] : withoutRuntimeArguments(front, appFolder, workingFolder);
  if (words.includes('--user-data-dir')) return { mode: 'wrong-use' };
  const chosen = words.findLast((word) => word.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length);
  if (chosen === '') return { mode: 'wrong-use' };
  const profile = chosen === undefined ? null : resolve(workingFolder, chosen);
  const own = words.filter((word) => !foreign.test(word) && !word.startsWith('-psn_'));
  const first = own.find((word) => !word.startsWith('-'));
  const asksForText = own.some((word) => ['--help', '-h', '--version', '-V'].includes(word));
  if (asksForText || commandWords.some((word) => word === first)) {
    return { mode: 'command', words: terminator < 0 ? own : [...own, '--', ...verbatim], profile };
  }
  const files = [...own.filter((word) => !word.startsWith('-')), ...verbatim].map((file) => resolve(workingFolder, file));
  return { mode: 'window', files, profile };
}

/** The arguments, after the program's own name, that start it in a window once more with its switches and other files, whose paths are absolute. For the rest see `readLaunch`. */
export function argumentsToStartAgain(argv: readonly string[], appFolder: string | null, workingFolder: string, files: readonly string[]): string[] {
  const all = argv.slice(1);
  const terminator = all.indexOf('--');
  const front = terminator < 0 ? all : all.slice(0, terminator);
  const own = appFolder === null ? front : withoutRuntimeArguments(front, appFolder, workingFolder);
  const switches = own.filter((word) => word.startsWith('-'));
  return [...switches, ...(appFolder === null ? [] : [appFolder]), ...(files.length > 0 ? ['--', ...files] : [])];
}

/** True for a command that needs Chromium to print: an export in a format that is printed. */
export function printsSomething(words: readonly string[]): boolean {
  const formats = words.flatMap((word, index) => {
    if (word === '--to') return words[index + 1]?.split(',') ?? [];
    return word.startsWith('--to=') ? word.slice('--to='.length).split(',') : [];
  });
  return words.find((word) => !word.startsWith('-')) === 'export' && formats.some((format) => printedFormats.some((printed) => printed === format.trim()));
}

/** Takes away what precedes the program's own arguments when Electron runs a folder: preloads and the folder itself. */
function withoutRuntimeArguments(words: readonly string[], appFolder: string, workingFolder: string): string[] {
  const own: string[] = [];
  let folderSeen = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (!folderSeen && withValue.has(word)) index += 1;
    else if (!folderSeen && !word.startsWith('-') && isAppFolder(word, appFolder, workingFolder)) folderSeen = true;
    else own.push(word);
  }
  return own;
}

function isAppFolder(word: string, appFolder: string, workingFolder: string): boolean {
  const path = resolve(workingFolder, word);
  return path === resolve(appFolder) || path.startsWith(`${resolve(appFolder)}/out/electron/main`);
}
