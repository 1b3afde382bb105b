// Runs the test of each row of faults twice: on the sources as they are, where it must pass, and on a copy without one defence, where it must
// fail. `npm run faults -- rows`, or `npm run faults -- rows D5 C1` for some rows.
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { say } from './progress.mjs';
import { capture } from './run-command.mjs';
import { rows } from '../tests/faults/rows.mjs';

const project = path.resolve(import.meta.dirname, '..');
/** What a copy of the sources needs to be built and tested. */
const parts = ['assets', 'core', 'electron', 'renderer', 'scripts', 'tests', 'package.json', 'package-lock.json', 'playwright.config.ts', 'tsconfig.base.json', 'tsconfig.json'];
/** Errors that come of a wrong cut rather than of a missing defence. */
const brokenCut = /SyntaxError|ReferenceError|Cannot find module|Build failed|No tests found/;

/**
 * @param {string[]} wanted names of rows; none: all
 * @returns {Promise<number>} 0: each test passes with all defences, and fails without the one that it is for
 */
export async function checkRows(wanted) {
  const chosen = rows.filter(({ row }) => wanted.length === 0 || wanted.includes(row));
  if (chosen.length === 0) {
    say(`There are no such rows. There are: ${[...new Set(rows.map(({ row }) => row))].join(', ')}.`);
    return 2;
  }
  let wrong = 0;
  const note = (good, row, text) => {
    if (!good) wrong += 1;
    process.stdout.write(`${good ? 'ok   ' : 'WRONG'} ${row.padEnd(4)} ${text}\n`);
  };
  const tests = new Map(chosen.map((entry) => [`${entry.test} ${entry.only}`, entry]));
  if (chosen.some(needsBuild)) await buildIn(project);
  for (const { row, test, only } of tests.values()) {
    const { failed, why } = await runTest(project, test, only);
    note(!failed, row, `${test}, “${only}”: ${failed ? `fails: ${why}` : 'passes'}`);
  }
  for (const entry of chosen) {
    const { row, defence, test, only } = entry;
    const { failed, why } = await withoutDefence(entry);
    const good = failed && !brokenCut.test(why);
    note(good, row, `without “${defence}”: ${failed ? why : `${test}, “${only}”, passes all the same`}`);
  }
  process.stdout.write(`${chosen.length} defences of ${new Set(chosen.map(({ row }) => row)).size} rows, ${wrong} wrong\n`);
  return wrong === 0 ? 0 : 1;
}

function needsBuild({ test }) {
  return !test.startsWith('tests/electron/') && !test.startsWith('tests/core/');
}

async function withoutDefence(entry) {
  const copy = await mkdtemp(path.join(os.tmpdir(), 'manicule-without-'));
  try {
    for (const part of parts) await cp(path.join(project, part), path.join(copy, part), { recursive: true });
    await symlink(path.join(project, 'node_modules'), path.join(copy, 'node_modules'));
    const file = path.join(copy, entry.file);
    const source = await readFile(file, 'utf8');
    if (source.split(entry.from).length !== 2) return { failed: true, why: `SyntaxError: the defence is not where it was, in ${entry.file}: ${entry.from}` };
    await writeFile(file, source.replace(entry.from, () => entry.to));
    if (needsBuild(entry)) await buildIn(copy);
    return await runTest(copy, entry.test, entry.only);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function buildIn(folder) {
  const { status, stderr } = await capture(process.execPath, [path.join(folder, 'scripts/build.mjs')], { cwd: folder });
  if (status !== 0) throw new Error(`Build failed in ${folder}: ${stderr}`);
}

/** Whether a test fails, and the first line that says why. */
async function runTest(folder, test, only) {
  const cli = path.join(project, 'node_modules/@playwright/test/cli.js');
  const config = test.startsWith('tests/faults/') ? 'tests/faults/playwright.config.ts' : 'playwright.config.ts';
  const env = { ...process.env, MANICULE_FAULTS_SCALE: process.env.MANICULE_FAULTS_SCALE ?? '0.1', PLAYWRIGHT_FORCE_TTY: '0', FORCE_COLOR: '0' };
  const name = path.basename(test).replaceAll('.', '\\.');
  const { status, stdout, stderr } = await capture(process.execPath, [cli, 'test', '-c', config, '--retries=0', '--trace=off', '--max-failures=1', '--timeout=240000', '-g', only, name], { cwd: folder, env });
  const said = `${stdout}\n${stderr}`.replace(/\u001b\[[0-9;]*m/g, '');
  const lines = said.split('\n').map((line) => line.trim());
  const first = lines.findIndex((line) => /^(Error|.*Error:|Test timeout)/.test(line));
  const detail = lines.slice(first).filter((line) => /^(Expected|Received|[-+] )/.test(line)).slice(0, 2).join('; ');
  return { failed: status !== 0, why: first < 0 ? lines.filter((line) => line !== '').slice(-3).join(' | ') : `${lines[first]}${detail === '' ? '' : ` (${detail})`}` };
}
