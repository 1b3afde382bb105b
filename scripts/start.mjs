// Sets up, builds and runs Manicule with the arguments given.
import path from 'node:path';
import { build } from './build.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { isProgram, runAsScript, say } from './progress.mjs';
import { runInForeground } from './run-command.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';
import { lacksDisplay, withDisplay } from './virtual-display.mjs';

const project = path.resolve(import.meta.dirname, '..');
const commands = new Set(['export', 'import', 'list', 'library', 'help']);

/** The switches that go before the project's folder: quiet logs, and no sandbox for root alone, whom Chromium refuses one. */
export function electronSwitches() {
  return ['--log-level=3', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
}

/** The switch for a command where there is no display: Chromium, which prints the PDFs, would look for one and end. */
export function commandSwitches(environment = process.env) {
  return lacksDisplay(environment) ? ['--ozone-platform=headless'] : [];
}

/** Whether the arguments ask for a command, which needs no display, rather than a window. */
export function asksForCommand(args) {
  const word = args.find((argument) => !argument.startsWith('-'));
  return args.some((argument) => ['--help', '-h', '--version', '-V'].includes(argument)) || commands.has(word);
}

/**
 * Runs Manicule and waits for its end.
 * @param {string[]} args
 * @returns {Promise<number>} its exit status
 */
export async function start(args) {
  const windowed = !asksForCommand(args);
  const runtime = await ensureElectron();
  await ensureSystemLibraries({ executable: runtime.executable, display: windowed });
  await build();
  if (windowed) say(`Starting Manicule on Electron ${runtime.version} (${runtime.source}) …`);
  // npm changes into the project; paths on the command line are relative to where the person is.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const run = (env) => runInForeground(runtime.executable, [...electronSwitches(), ...(windowed ? [] : commandSwitches()), project, ...args], { cwd, env });
  return windowed ? withDisplay(run) : run(process.env);
}

if (isProgram(import.meta)) await runAsScript(() => start(process.argv.slice(2)));
