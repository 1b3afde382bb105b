import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { openLibrary } from '../../electron/storage/library';
import { annotationWith } from '../electron/storage/store-sample';
import { compileProgram, faultsIn, idsOnDisk, kill, start, type Running } from './harness';
import type { Defence } from './defences';

/** What a check found. */
export interface Outcome {
  /** How often something was done to the storage. */
  readonly runs: number;
  /** How many changes were reported saved meanwhile. */
  readonly acknowledged: number;
  /** What was wrong; empty when all is well. */
  readonly faults: readonly string[];
}

/** The present time in the storage's form. */
function now(): string {
  return new Date().toISOString();
}

/** What is wrong with a folder after its writers died: it must open without a word, hold no remainders, and take another change. */
export async function faultsAfterDeath(folder: string, acknowledged: ReadonlySet<string>): Promise<string[]> {
  const faults = await faultsIn(folder, acknowledged);
  const library = await openLibrary(folder, { now, newId: () => randomUUID(), onProblem: (problem) => faults.push(JSON.stringify(problem)) });
  const made = await library.create('/texts/shared.txt');
  const saved = made.ok ? await library.saveChange(made.value.documentId, { added: [annotationWith('afterwards')], updated: [], removed: [] }) : made;
  if (!saved.ok) faults.push(`cannot be saved to: ${JSON.stringify(saved.problem)}`);
  await library.recent(1);
  await library.close();
  return [...faults, ...(await remaindersIn(folder, 'documents')), ...(await remaindersIn(folder, 'locks'))];
}

/** Kills a program that saves without end at random moments, every tenth one while it starts. */
export async function killLoop(folder: string, cycles: number, defence: Defence | null): Promise<Outcome> {
  const program = await compileProgram(folder, defence);
  const faults: string[] = [];
  let acknowledged = new Set<string>();
  let total = 0;
  let store = '';
  for (let cycle = 0; cycle < cycles && faults.length === 0; cycle += 1) {
    // A new store now and then, so that it stays small and most of the time goes into saving.
    if (cycle % 20 === 0) {
      store = await mkdtemp(join(folder, 'store-'));
      acknowledged = new Set();
    }
    const running = start(process.execPath, [program, store, 'many', 'w']);
    const wanted = cycle % 10 === 9 ? 0 : 1 + Math.floor(Math.random() * 3);
    await untilSaved(running, wanted);
    await wait(cycle % 10 === 9 ? Math.random() * 250 : Math.random() * 20);
    kill(running);
    await running.ended;
    for (const { saved, problem } of running.told) {
      if (saved !== undefined && acknowledged.add(saved)) total += 1;
      if (problem) faults.push(`in cycle ${String(cycle)}: ${JSON.stringify(problem)}`);
    }
    faults.push(...(await faultsIn(store, acknowledged)));
    if (cycle % 20 === 19 || cycle === cycles - 1) faults.push(...(await remaindersAfterOpening(program, store)), ...(await faultsAfterDeath(store, acknowledged)));
  }
  return { runs: cycles, acknowledged: total, faults };
}

/** What is left of killed saves once the program has opened the store and closed it. (A dead owner's lock stays until someone wants it.) */
async function remaindersAfterOpening(program: string, store: string): Promise<string[]> {
  await start(process.execPath, [program, store, 'none', 'w']).ended;
  return remaindersIn(store, 'documents');
}

async function remaindersIn(store: string, part: 'documents' | 'locks'): Promise<string[]> {
  const names = await readdir(join(store, part));
  return names.filter((name) => name.endsWith(part === 'locks' ? '.lock' : '.tmp')).map((name) => `left behind: ${name}`);
}

async function untilSaved(running: Running, wanted: number): Promise<void> {
  for (let look = 0; look < 3_000; look += 1) {
    if (running.told.filter(({ saved, problem }) => saved ?? problem).length >= wanted || running.child.exitCode !== null) return;
    await wait(5);
  }
}

/** Lets several programs save to one document, each change looked for on the disk as soon as it is reported saved. Without a defence it ends with the first fault. */
export async function manyWriters(folder: string, writers: number, milliseconds: number, defence: Defence | null): Promise<Outcome> {
  const program = await compileProgram(folder, defence);
  const store = join(folder, 'store');
  await mkdir(store, { recursive: true });
  const acknowledged = new Set<string>();
  const faults: string[] = [];
  const pending: Promise<void>[] = [];
  let documentId = '';
  const look = async (id: string): Promise<void> => {
    try {
      if (!(await idsOnDisk(store, documentId)).includes(id)) faults.push(`reported saved, not on the disk: ${id}`);
    } catch (error) {
      faults.push(`torn: ${String(error)}`);
    }
  };
  const running = Array.from({ length: writers }, (_, index) => start(process.execPath, [program, store, 'many', `writer ${String(index)}`], (line) => {
    documentId = line.documentId ?? documentId;
    if (line.problem) faults.push(JSON.stringify(line.problem));
    if (line.saved === undefined) return;
    acknowledged.add(line.saved);
    pending.push(look(line.saved));
  }));
  const until = performance.now() + milliseconds;
  while (performance.now() < until && (defence === null || faults.length === 0)) await wait(100);
  // How long a program takes to start is no matter here, only that each comes to its turn.
  await Promise.all(running.map((writer) => untilSaved(writer, 1)));
  const before = running.map(({ told }) => told.filter(({ saved }) => saved).length);
  running.forEach(kill);
  await Promise.all(running.map(({ ended }) => ended));
  await Promise.all(pending);
  if (before.some((count) => count === 0)) faults.push(`a writer never got its turn: ${before.join(', ')}`);
  faults.push(...(await faultsAfterDeath(store, acknowledged)));
  return { runs: writers, acknowledged: acknowledged.size, faults: faults.slice(0, 20) };
}

/** Lets a program save until the system refuses a larger file, as it refuses on a full disk; then looks what is there. */
export async function untilFull(folder: string): Promise<Outcome> {
  const program = await compileProgram(folder);
  const store = await mkdtemp(join(folder, 'store-'));
  const running = start('bash', ['-c', `ulimit -f 24; exec '${process.execPath}' '${program}' '${store}' many w`]);
  for (let look = 0; look < 4_000 && !running.told.some(({ failed }) => failed) && running.child.exitCode === null; look += 1) await wait(5);
  kill(running);
  await running.ended;
  const acknowledged = new Set(running.told.flatMap(({ saved }) => saved ?? []));
  const refusals = running.told.flatMap(({ problem }) => problem ?? []);
  const faults = refusals.every((problem) => problem.kind === 'save-failed' && problem.code === 'EFBIG') && refusals.length > 0 ? [] : [JSON.stringify(refusals)];
  return { runs: 1, acknowledged: acknowledged.size, faults: [...faults, ...(await faultsAfterDeath(store, acknowledged))] };
}
