// The checks that run no code: types and lint.
import path from 'node:path';
import { isProgram, runAsScript, say } from './progress.mjs';
import { run } from './run-command.mjs';

const project = path.resolve(import.meta.dirname, '..');
const installed = (...parts) => path.join(project, 'node_modules', ...parts);
const compiler = installed('typescript', 'bin', 'tsc');

/** Each check with its name and the arguments for Node. */
export const checks = [
  { name: 'types, against the current Electron', args: [compiler, '-b'] },
  { name: 'types, against Electron 33', args: [compiler, '-p', 'electron/tsconfig.electron-33.json', '--noEmit'] },
  { name: 'lint', args: [installed('eslint', 'bin', 'eslint.js'), '.'] },
];

/**
 * Runs one check; what it finds goes to the terminal.
 * @param {{ name: string, args: string[] }} check
 * @returns {Promise<boolean>} whether it passed
 */
export async function passes({ name, args }) {
  say(`Checking ${name} …`);
  return (await run(process.execPath, args, { cwd: project })) === 0;
}

if (isProgram(import.meta)) {
  await runAsScript(async () => {
    let failed = 0;
    for (const check of checks) if (!(await passes(check))) failed += 1;
    say(failed === 0 ? 'All checks passed.' : `${failed} of ${checks.length} checks failed.`);
    return failed === 0 ? 0 : 1;
  });
}
