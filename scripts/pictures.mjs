// Pictures of every state of the window in every theme, narrow, magnified and in other languages, to be looked at: `npm run pictures -- outline` for the states of that name.
import path from 'node:path';
import { build } from './build.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { isProgram, runAsScript, say } from './progress.mjs';
import { run } from './run-command.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const project = path.resolve(import.meta.dirname, '..');

/**
 * Makes the pictures, and says what of the window is cut or out of reach in them.
 * @param {string[]} args a part of the names of the states that are wanted; without one all are
 * @returns {Promise<number>} 0 when all were made
 */
export async function pictures(args) {
  const { executable } = await ensureElectron();
  await ensureSystemLibraries({ executable, display: true, uses: ['test'] });
  await build();
  const playwright = path.join(project, 'node_modules', '@playwright', 'test', 'cli.js');
  const status = await run(process.execPath, [playwright, 'test', '--project=pictures', '--reporter=line'], {
    cwd: project,
    env: { ...process.env, MANICULE_STATES: args[0] ?? '', MANICULE_PICTURES_RUN: '1', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  });
  say('In demo/states/: a folder for each theme, size and language, and sheets of six.');
  return status;
}

if (isProgram(import.meta)) await runAsScript(() => pictures(process.argv.slice(2)));
