// Exports from the command line: time of the whole command for 1 MB with 1,000 annotations, memory for 10 MB with 10,000, and what other
// people's readers find in the copies.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeAnnotatedText } from './annotated-text.mjs';
import { median, untilWindow } from './start-up.mjs';

/** How many times a bare window's start a command may take; null: it is measured against Chromium's own print. */
const goals = {
  jsonld: 2, csv: 2, tsv: 2, readwise: 2, hypothesis: 2, markdown: 2, org: 2, review: 2, 'review-json': 2, critic: 2, html: 2, docx: 4, odt: 4, pdf: null, 'pdf-margin': null,
};
const printGoal = 1.3;
const memoryGoal = 1024;
/** A command that has not ended after so many milliseconds is ended, and has missed its goal. */
const longestRun = 600_000;

const oracles = [
  ['jsonld', 'check_w3c.py'], ['html', 'check_html.py'], ['critic', 'check_critic.py'], ['markdown', 'check_notes.py', 'gfm'], ['org', 'check_notes.py', 'org'],
  ['review', 'check_notes.py', 'gfm'], ['csv', 'check_csv.py', '--guarded'], ['tsv', 'check_csv.py'], ['readwise', 'check_csv.py', '--quote=Highlight', '--comment=Note'],
  ['docx', 'check_docx.py', '--no-libreoffice'], ['odt', 'check_odt.py'], ['pdf', 'check_pdf.py'],
];

/**
 * Measures exports.
 * @param {{ electron: string, switches: string[], project: string, rounds: number, env: NodeJS.ProcessEnv, log: (line: string) => void }} options
 */
export async function measureExports({ electron, switches, project, rounds, env, log }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'manicule-bench-'));
  const command = (...words) => [electron, [...switches, `--user-data-dir=${path.join(folder, 'profile')}`, project, ...words]];
  const bare = () => untilWindow(electron, [...switches, `--user-data-dir=${path.join(folder, 'bare')}`, path.join(project, 'tests/bench/bare-window')], env);
  try {
    const big = path.join(folder, 'big.txt');
    await writeAnnotatedText(big, path.join(folder, 'big.jsonld'), 1_000_000, 1_000);
    await run(...command('import', big, path.join(folder, 'big.jsonld')), env);
    const copies = path.join(folder, 'copies');
    const times = new Map([['bare window', []], ['bare print', []], ...Object.keys(goals).map((format) => [format, []])]);
    const note = (name, round, taken) => { if (round > 0) times.get(name).push(taken); };
    for (let round = 0; round <= rounds; round += 1) {
      note('bare window', round, await bare());
      for (const format of Object.keys(goals)) note(format, round, (await run(...command('export', big, '--to', format, '--out', `${copies}/`, '--force'), env)).milliseconds);
      const print = [...switches, `--user-data-dir=${path.join(folder, 'bare')}`, path.join(project, 'tests/bench/bare-print'), path.join(copies, 'big.annotated.html'), path.join(folder, 'bare.pdf')];
      note('bare print', round, (await run(electron, print, env)).milliseconds);
      log(round === 0 ? 'warmed up' : `round ${round} of ${rounds}`);
    }
    const floor = median(times.get('bare window'));
    const print = median(times.get('bare print'));
    const speed = [...times].map(([name, taken]) => {
      const goal = goals[name];
      const printed = goal === null || name === 'bare print';
      return { what: `export 1 MB, 1,000: ${name}`, median: median(taken), unit: 'ms', ratio: median(taken) / (printed ? print : floor), goal: printed && goal === null ? printGoal : goal ?? null };
    });
    return [...speed, ...await askOracles(project, folder, copies, log), ...await measureMemory(command, folder, env, log)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the checkers find; the goal is that they find nothing. */
async function askOracles(project, folder, copies, log) {
  const files = await readdir(copies);
  const truth = path.join(copies, 'big.annotated.jsonld');
  return oracles.map(([format, script, ...more]) => {
    const endings = { critic: 'critic.md', markdown: 'notes.md', org: 'notes.org', readwise: 'readwise.csv', review: 'review.md' };
    const copy = path.join(copies, files.find((name) => name === `big.annotated.${endings[format] ?? format}`));
    const { stdout, stderr } = spawnSync('/usr/bin/python3', [path.join(project, 'tests/oracles', script), path.join(folder, 'big.txt'), ...(format === 'jsonld' ? [] : [truth]), copy, ...more], { encoding: 'utf8' });
    const [, passed, failed] = /(\d+) passed, (\d+) failed/.exec(stdout) ?? [];
    if (failed !== '0') log(`${script} on ${format}: ${(stdout + stderr).trim().split('\n').slice(0, 5).join(' | ')}`);
    return { what: `checks of 1 MB, 1,000: ${format}`, median: Number(passed ?? 0), unit: 'ok', ratio: Number(failed ?? 1), goal: 0 };
  });
}

async function measureMemory(command, folder, env, log) {
  const huge = path.join(folder, 'huge.txt');
  await writeAnnotatedText(huge, path.join(folder, 'huge.jsonld'), 10_000_000, 10_000);
  await run(...command('import', huge, path.join(folder, 'huge.jsonld')), env);
  const results = [];
  for (const format of Object.keys(goals)) {
    const { megabytes, status } = await run(...command('export', huge, '--to', format, '--out', `${folder}/`, '--force'), env);
    log(`memory of ${format}: ${megabytes.toFixed(0)} MB${status === 0 ? '' : `, failed with ${status}`}`);
    results.push({ what: `memory, 10 MB, 10,000: ${format}`, median: megabytes, unit: 'MB', ratio: status === 0 ? megabytes / memoryGoal : Infinity, goal: 1 });
  }
  return results;
}

/** Runs a program to its end: milliseconds, and the most memory that it and its children had at once, in MB (proportional share of what is shared). */
async function run(program, args, env) {
  const started = performance.now();
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (piece) => { told += piece; });
  let megabytes = 0;
  let ended = false;
  const watching = (async () => {
    while (!ended) {
      megabytes = Math.max(megabytes, await memoryOf(child.pid));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  const tooLong = setTimeout(() => child.kill('SIGKILL'), longestRun);
  const status = await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(tooLong);
  const milliseconds = performance.now() - started;
  ended = true;
  await watching;
  if (status !== 0) process.stderr.write(told);
  return { status, milliseconds, megabytes };
}

async function memoryOf(pid) {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const own = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024;
  const theirs = await Promise.all(children.split(' ').filter((one) => one !== '').map((one) => memoryOf(Number(one))));
  return theirs.reduce((sum, one) => sum + one, own);
}
