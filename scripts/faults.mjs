// npm run faults [-- SCALE]: the long form of the storage's fault tests. SCALE 0.1 does a tenth of each; the rest goes to Playwright.
// `npm run faults -- 0.1 -g "kill -9"` runs only what has that name. `npm run faults -- rows [ROW…]` takes the defences out one by one instead.
import { execFileSync, spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { checkRows } from './fault-rows.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [first, ...others] = process.argv.slice(2);
const scaled = first !== undefined && Number(first) > 0;
const passedOn = scaled ? others : process.argv.slice(2);

/** The system-call check needs strace; root on Debian gets it, anyone else is told. */
function ensureStrace() {
  if (process.platform !== 'linux') return;
  if (spawnSync('strace', ['--version'], { stdio: 'ignore' }).status === 0) return;
  if (process.getuid() !== 0) {
    process.stderr.write('The system-call check needs strace. Install it:  sudo apt-get install strace\n');
    process.exit(1);
  }
  process.stderr.write('Installing strace …\n');
  execFileSync('apt-get', ['install', '-y', '-q', 'strace'], { stdio: ['ignore', process.stderr, process.stderr], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

const { executable } = await ensureElectron();
await ensureSystemLibraries({ executable, display: true });
if (first === 'rows') process.exit(await checkRows(others));
ensureStrace();
await build();
const run = spawnSync(process.execPath, [resolve(root, 'node_modules/@playwright/test/cli.js'), 'test', '-c', resolve(root, 'tests/faults/playwright.config.ts'), ...passedOn], {
  cwd: root, stdio: 'inherit', env: { ...process.env, MANICULE_FAULTS_SCALE: scaled ? first : '1' },
});
process.exit(run.status ?? 1);
