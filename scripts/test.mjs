// Sets up whatever the tests need and runs everything, or with arguments Playwright alone.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { check } from './check.mjs';
import { closingLine, countReport } from './closing-line.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { packageApplication } from './package.mjs';
import { isProgram, runAsScript, say, SetUpProblem } from './progress.mjs';
import { run } from './run-command.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const project = path.resolve(import.meta.dirname, '..');

/**
 * Runs the tests and prints the closing line on stdout.
 * @param {string[]} args for Playwright; with any, types and lint are left out
 * @returns {Promise<number>} 0 when nothing failed
 */
export async function test(args) {
  const runtime = await ensureElectron();
  await ensureSystemLibraries({ executable: runtime.executable, display: true, uses: ['test'] });
  await ensureOracles();
  const total = { passed: 0, failed: 0 };
  const count = (passed) => (total[passed ? 'passed' : 'failed'] += 1);
  count(await succeeds(() => build()));
  // Packaging waits for the disk, checking types for one processor.
  const [packaged, checked] = await Promise.all([packageBoth(), args.length === 0 ? check() : []]);
  for (const passed of [...packaged, ...checked]) count(passed);
  const { passed, failed, remarks } = await runPlaywright(args);
  for (const remark of remarks) say(remark);
  const sum = { passed: total.passed + passed, failed: total.failed + failed };
  process.stdout.write(`${closingLine(sum)}\n`);
  return sum.failed === 0 ? 0 : 1;
}

/** Other people's readers, which check the copies. Where they cannot be installed the other tests run all the same, unless they were asked for by name. */
async function ensureOracles() {
  const atLength = Boolean(process.env.MANICULE_ORACLES);
  try {
    await ensureSystemLibraries({ uses: ['oracles', ...(atLength ? ['office'] : [])] });
  } catch (error) {
    if (atLength || !(error instanceof SetUpProblem)) throw error;
    say(`${error.message}\nWithout them, copies are not checked with other programs' readers.`);
  }
}

/** What ships and the variant for the tests, one after the other: of each, whether it succeeded. */
async function packageBoth() {
  const ships = await succeeds(() => packageApplication());
  return [ships, await succeeds(() => packageApplication({ inspectable: true }))];
}

async function succeeds(step) {
  try {
    await step();
    return true;
  } catch (error) {
    say(error instanceof SetUpProblem ? error.message : error.stack);
    return false;
  }
}

async function runPlaywright(args) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'manicule-report-'));
  const file = path.join(folder, 'report.json');
  const playwright = path.join(project, 'node_modules', '@playwright', 'test', 'cli.js');
  try {
    const status = await run(process.execPath, [playwright, 'test', '--reporter=list,json', ...args], {
      cwd: project,
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
    });
    const counted = countReport(await readFile(file, 'utf8').then(JSON.parse, () => null));
    if (status === 0 || counted.failed > 0) return counted;
    return { ...counted, failed: 1, remarks: [...counted.remarks, `Playwright ended with status ${status}.`] };
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (isProgram(import.meta)) await runAsScript(() => test(process.argv.slice(2)));
