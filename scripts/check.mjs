// The checks that run no code: types and lint.
import path from 'node:path';
import { isProgram, runAsScript, say } from './progress.mjs';
import { run } from './run-command.mjs';

const project = path.resolve(import.meta.dirname, '..');
const installed = (...parts) => path.join(project, 'node_modules', ...parts);
const compiler = installed('typescript', 'bin', 'tsc');

/** Each check with its name and the arguments for Node. Those of one row follow one another: the second check of types reads what the first declares. The rows run side by side. */
const rows = [
  [
    { name: 'types, against the current Electron', args: [compiler, '-b'] },
    { name: 'types, against Electron 33', args: [compiler, '-p', 'electron/tsconfig.electron-33.json', '--noEmit'] },
  ],
  [{ name: 'lint', args: [installed('eslint', 'bin', 'eslint.js'), '.'] }],
];

/**
 * Runs all checks; what they find goes to the terminal.
 * @returns {Promise<boolean[]>} of each, whether it passed
 */
export async function check() {
  return (await Promise.all(rows.map(checkRow))).flat();
}

async function checkRow(row) {
  const passed = [];
  for (const each of row) passed.push(await passes(each));
  return passed;
}

/**
 * Runs one check; what it finds goes to the terminal.
 * @param {{ name: string, args: string[] }} check
 * @returns {Promise<boolean>} whether it passed
 */
async function passes({ name, args }) {
  say(`Checking ${name} …`);
  return (await run(process.execPath, args, { cwd: project })) === 0;
}

if (isProgram(import.meta)) {
  await runAsScript(async () => {
    const passed = await check();
    const failed = passed.filter((each) => !each).length;
    say(failed === 0 ? 'All checks passed.' : `${failed} of ${passed.length} checks failed.`);
    return failed === 0 ? 0 : 1;
  });
}
