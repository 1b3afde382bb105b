// Does the main job in a real window and leaves the annotated copy and pictures in demo/. `--pictures` also renews the README's.
import { cp, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from './build.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { isProgram, runAsScript, say } from './progress.mjs';
import { run } from './run-command.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const project = path.resolve(import.meta.dirname, '..');
const pictures = path.join(project, 'assets', 'pictures');

/**
 * Runs the demonstration.
 * @param {string[]} args
 * @returns {Promise<number>} 0 when it went through
 */
export async function demo(args) {
  const { executable } = await ensureElectron();
  await ensureSystemLibraries({ executable, display: true, uses: ['test'] });
  await build();
  const playwright = path.join(project, 'node_modules', '@playwright', 'test', 'cli.js');
  const status = await run(process.execPath, [playwright, 'test', '--project=demo', '--reporter=line'], {
    cwd: project,
    env: { ...process.env, MANICULE_DEMO: '1', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  });
  if (status !== 0) return status;
  const made = (await readdir(path.join(project, 'demo'))).sort();
  say(`In demo/: ${made.join(', ')}`);
  if (args.includes('--pictures')) {
    await mkdir(pictures, { recursive: true });
    for (const name of made.filter((file) => file.endsWith('.png'))) await cp(path.join(project, 'demo', name), path.join(pictures, name));
    say('Renewed the pictures in assets/pictures/.');
  }
  return 0;
}

if (isProgram(import.meta)) await runAsScript(() => demo(process.argv.slice(2)));
