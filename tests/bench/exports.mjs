// Exports from the command line: time of the whole command for 1 MB with 1,000 annotations, memory for 10 MB with 10,000, and what other
// people's readers find in the copies.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeAnnotatedText } from './annotated-text.mjs';
import { median, startProgram, untilWindow } from './programs.mjs';

/** How many times a bare window's start a command may take; null: it is measured against Chromium's own print. */
const goals = {
  jsonld: 2, csv: 2, tsv: 2, readwise: 2, hypothesis: 2, markdown: 2, org: 2, review: 2, 'review-json': 2, critic: 2, html: 2, docx: 4, odt: 4, pdf: null, 'pdf-margin': null,
};
const printGoal = 1.3;
const memoryGoal = 1024;

const oracles = [
  ['jsonld', 'check_w3c.py'], ['html', 'check_html.py'], ['critic', 'check_critic.py'], ['markdown', 'check_notes.py', 'gfm'], ['org', 'check_notes.py', 'org'],
  ['review', 'check_notes.py', 'gfm'], ['csv', 'check_csv.py', '--guarded'], ['tsv', 'check_csv.py'], ['readwise', 'check_csv.py', '--quote=Highlight', '--comment=Note'],
  ['docx', 'check_docx.py', '--no-libreoffice'], ['odt', 'check_odt.py'], ['pdf', 'check_pdf.py'],
  ['pdf-margin', 'check_pdf_margin.py'], ['hypothesis', 'check_hypothesis.py'], ['review-json', 'check_review.py'],
];

/**
 * Measures exports.
 * @param {{ electron: string, switches: string[], project: string, rounds: number, env: NodeJS.ProcessEnv, log: (line: string) => void }} options
 */
export async function* measureExports({ electron, switches, project, rounds, env, log }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'manicule-bench-'));
  const command = (...words) => [electron, [...switches, `--user-data-dir=${path.join(folder, 'profile')}`, project, ...words]];
  const bare = () => untilWindow(electron, [...switches, `--user-data-dir=${path.join(folder, 'bare')}`, path.join(project, 'tests/bench/bare-window')], env);
  try {
    const big = path.join(folder, 'big.txt');
    await writeAnnotatedText(big, path.join(folder, 'big.jsonld'), 1_000_000, 1_000);
    prepared(await run(...command('import', big, path.join(folder, 'big.jsonld')), env));
    const copies = path.join(folder, 'copies');
    const times = new Map([['bare window', []], ['bare print', []], ...Object.keys(goals).map((format) => [format, []])]);
    // What fails has no time: its row says so, and the others are measured all the same.
    const note = (name, round, taken) => { if (round > 0) times.get(name).push(taken); };
    const timeOf = async (name, round, program, args) => {
      const { status, milliseconds } = await run(program, args, env);
      if (status !== 0) log(`${name} failed: ${status}`);
      note(name, round, status === 0 ? milliseconds : Infinity);
    };
    for (let round = 0; round <= rounds; round += 1) {
      note('bare window', round, await bare());
      for (const format of Object.keys(goals)) await timeOf(format, round, ...command('export', big, '--to', format, '--out', `${copies}/`, '--force'));
      const print = [...switches, `--user-data-dir=${path.join(folder, 'bare')}`, path.join(project, 'tests/bench/bare-print'), path.join(copies, 'big.annotated.html'), path.join(folder, 'bare.pdf')];
      await timeOf('bare print', round, electron, print);
      log(round === 0 ? 'warmed up' : `round ${round} of ${rounds}`);
    }
    const floor = median(times.get('bare window'));
    const print = median(times.get('bare print'));
    yield* [...times].map(([name, taken]) => {
      const goal = goals[name];
      const printed = goal === null || name === 'bare print';
      return { what: `export 1 MB, 1,000: ${name}`, median: median(taken), unit: 'ms', ratio: median(taken) / (printed ? print : floor), goal: printed && goal === null ? printGoal : goal ?? null };
    });
    yield* askOracles(project, folder, await readdir(copies), log);
    yield* measureMemory(command, folder, env, log);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the checkers find; the goal is that they find nothing. */
function* askOracles(project, folder, files, log) {
  const copies = path.join(folder, 'copies');
  const truth = path.join(copies, 'big.annotated.jsonld');
  for (const [format, script, ...more] of oracles) {
    const endings = { critic: 'critic.md', markdown: 'notes.md', org: 'notes.org', readwise: 'readwise.csv', review: 'review.md', 'pdf-margin': 'notes.pdf', hypothesis: 'hypothesis.json', 'review-json': 'review.json' };
    const name = `big.annotated.${endings[format] ?? format}`;
    const copy = path.join(copies, name);
    if (!files.includes(name)) log(`There is no copy to check as ${format}.`);
    const { stdout, stderr } = spawnSync('/usr/bin/python3', [path.join(project, 'tests/oracles', script), path.join(folder, 'big.txt'), ...(format === 'jsonld' ? [] : [truth]), copy, ...more], { encoding: 'utf8' });
    const [, passed, failed] = /(\d+) passed, (\d+) failed/.exec(stdout) ?? [];
    if (failed !== '0') log(`${script} on ${format}: ${(stdout + stderr).trim().split('\n').slice(0, 5).join(' | ')}`);
    yield { what: `checks of 1 MB, 1,000: ${format}`, median: Number(passed ?? 0), unit: 'ok', ratio: Number(failed ?? 1), goal: 0 };
  }
}

async function* measureMemory(command, folder, env, log) {
  const huge = path.join(folder, 'huge.txt');
  await writeAnnotatedText(huge, path.join(folder, 'huge.jsonld'), 10_000_000, 10_000);
  prepared(await run(...command('import', huge, path.join(folder, 'huge.jsonld')), env));
  for (const format of Object.keys(goals)) {
    const { megabytes, status } = await run(...command('export', huge, '--to', format, '--out', `${folder}/`, '--force'), env);
    log(`memory of ${format}: ${megabytes.toFixed(0)} MB${status === 0 ? '' : `, failed with ${status}`}`);
    yield { what: `memory, 10 MB, 10,000: ${format}`, median: megabytes, unit: 'MB', ratio: status === 0 ? megabytes / memoryGoal : Infinity, goal: 1 };
  }
}

/** Nothing can be measured on a text whose annotations did not come in. */
function prepared({ status, errors }) {
  if (status !== 0) throw new Error(`the annotations to export could not be imported (${status}): ${errors.trim()}`);
}

/** Runs a program to its end: milliseconds, and the most memory that it and its children had at once, in MB (proportional share of what is shared). */
async function run(program, args, env) {
  const started = performance.now();
  const { child, told, ended } = startProgram(program, args, { env });
  let megabytes = 0;
  let over = false;
  const watching = (async () => {
    while (!over) {
      megabytes = Math.max(megabytes, await memoryOf(child.pid));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  const status = await ended.finally(() => { over = true; });
  const milliseconds = performance.now() - started;
  await watching;
  if (status !== 0) process.stderr.write(told.errors);
  return { status, milliseconds, megabytes, errors: told.errors };
}

async function memoryOf(pid) {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const own = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024;
  const theirs = await Promise.all(children.split(' ').filter((one) => one !== '').map((one) => memoryOf(Number(one))));
  return theirs.reduce((sum, one) => sum + one, own);
}
