// A library of 10,000 documents with 100 annotations each against an empty one: saving a comment, starting, the list of recent documents; and
// what a search over a million annotations takes.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { writeText } from './made-text.mjs';
import { Dialogue, median, runProgram, untilWindow } from './programs.mjs';

const documents = 10_000;
const annotations = 100;
/** Saves of one comment in each round. */
const saves = 40;
const goals = { save: 1.5, beside: 2, start: 1.2, recent: 500, search: 500, firstSearch: 30_000, memory: 1024 };

/**
 * Measures a large library.
 * @param {{ electron: string, switches: string[], project: string, rounds: number, env: NodeJS.ProcessEnv, log: (line: string) => void }} options
 */
export async function* measureLibrary({ electron, switches, project, rounds, env, log }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'manicule-bench-'));
  try {
    await compilePrograms(path.join(project, 'tests/bench/library'), folder);
    // The program's own runtime: its memory is laid out in another way than Node's.
    const asNode = { ...env, ELECTRON_RUN_AS_NODE: '1' };
    const program = async (name, ...args) => JSON.parse(await runProgram(electron, [path.join(folder, `${name}.mjs`), ...args], { env: asNode }) || 'null');
    const profiles = { empty: path.join(folder, 'empty'), full: path.join(folder, 'full') };
    const libraryOf = (profile) => path.join(profile, 'library');
    const texts = path.join(folder, 'texts');
    for (const made of [profiles.empty, texts]) await mkdir(made);
    log(`Writing ${documents} documents with ${annotations} annotations each …`);
    await program('fill', libraryOf(profiles.full), String(documents), String(annotations));
    const known = path.join(folder, 'known.txt');
    await writeText(known, 100_000);
    const times = { save: lists(), start: lists(), first: lists(), recent: lists() };
    let blocked = 0;
    for (let round = 0; round <= rounds; round += 1) {
      // One round that does not count warms the disk's cache and each profile.
      const note = (kind, size, taken) => { if (round > 0) times[kind][size].push(taken); };
      // Save by save, one library after the other: whatever else the machine does meets both.
      const usersOf = { empty: [libraryOf(profiles.empty)], full: [libraryOf(profiles.full)], beside: [path.join(folder, 'beside'), texts] };
      const users = Object.entries(usersOf).map(([size, args]) => ({ size, user: new Dialogue(electron, [path.join(folder, 'use.mjs'), ...args], asNode) }));
      for (const { size, user } of users) note('recent', size, (await user.next()).recent);
      for (let save = 0; save < saves; save += 1) for (const { size, user } of users) note('save', size, (await user.ask('save')).saved);
      for (const { size, user } of users) {
        const longest = (await user.end()).blocked;
        if (size === 'full' && round > 0) blocked = Math.max(blocked, longest);
      }
      const start = (profile, file) => untilWindow(electron, [...switches, `--user-data-dir=${profile}`, project, file], env);
      for (const [size, profile] of Object.entries(profiles)) note('start', size, await start(profile, known));
      for (const [size, profile] of Object.entries(profiles)) {
        const unknown = path.join(folder, `unknown-${size}-${round}.txt`);
        await writeFile(unknown, `The ferryman nodded, for the ${round}th time.\n`);
        note('first', size, await start(profile, unknown));
      }
      log(round === 0 ? 'warmed up' : `round ${round} of ${rounds}`);
    }
    yield* compared('one comment saved', times.save, goals.save);
    yield { what: 'one comment saved, and beside its text too', median: median(times.save.beside), unit: 'ms', ratio: median(times.save.beside) / median(times.save.empty), goal: goals.beside };
    yield* compared('start to a known text', times.start, goals.start);
    yield* compared('start to a new text', times.first, goals.start);
    const recent = median(times.recent.full);
    yield { what: 'library of 10,000: opened, recent documents', median: recent, unit: 'ms', ratio: recent / goals.recent, goal: 1 };
    yield { what: 'library of 10,000: thread held up at most', median: blocked, unit: 'ms', ratio: blocked / 50, goal: 1 };
    yield* searched(await program('search', libraryOf(profiles.full), path.join(project, 'out/electron/document-worker.cjs')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function lists() {
  return { empty: [], full: [], beside: [] };
}

function* compared(what, { empty, full }, goal) {
  yield { what: `${what}, empty library`, median: median(empty), unit: 'ms', ratio: 1, goal: null };
  yield { what: `${what}, library of 10,000`, median: median(full), unit: 'ms', ratio: median(full) / median(empty), goal };
}

function* searched({ first, next, memory }) {
  if (first.total !== 1) throw new Error(`The search found ${first.total} annotations where there is one.`);
  const later = median(next.map(({ milliseconds }) => milliseconds));
  yield { what: 'search of 1,000,000: the first', median: first.milliseconds, unit: 'ms', ratio: first.milliseconds / goals.firstSearch, goal: 1 };
  yield { what: 'search of 1,000,000: each other', median: later, unit: 'ms', ratio: later / goals.search, goal: 1 };
  yield { what: 'search of 1,000,000: memory', median: memory, unit: 'MB', ratio: memory / goals.memory, goal: 1 };
}

async function compilePrograms(from, to) {
  await build({
    entryPoints: ['fill', 'use', 'search'].map((name) => path.join(from, `${name}.ts`)), outdir: to, outExtension: { '.js': '.mjs' },
    bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning',
  });
}
