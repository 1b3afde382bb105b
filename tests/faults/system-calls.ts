import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { faultsAfterDeath, type Outcome } from './checks';
import type { Defence } from './defences';
import { compileProgram, faultsIn, kill, start, type Running } from './harness';

/** What happens at a system call. */
export const injections = ['signal=KILL', 'error=EIO', 'error=ENOSPC'] as const;

/** The calls that a save can fail in; the others only ask or let go. */
const calls = ['openat', 'open', 'write', 'pwrite64', 'writev', 'fsync', 'fdatasync', 'link', 'linkat', 'rename', 'renameat', 'renameat2', 'unlink', 'unlinkat',
  'read', 'pread64', 'stat', 'statx', 'newfstatat', 'fstat', 'lstat', 'readlink', 'mkdir', 'getdents64', 'close', 'ftruncate', 'copy_file_range'];

interface Step {
  readonly call: string;
  /** The how-manyeth call of this name, from 1. */
  readonly count: number;
}

/** With one worker, all calls of a save come from one thread, in one order: the thread that was made last. Numbers begin anew some day; the list is in order. */
async function workerOf(running: Running): Promise<string> {
  const threads = await readdir(`/proc/${String(running.child.pid)}/task`);
  return threads.at(-1) ?? '';
}

async function until(condition: () => boolean): Promise<void> {
  for (let look = 0; look < 2_000 && !condition(); look += 1) await wait(5);
}

/** Eight bytes that are one: the runtime wakes its own main thread, no matter of files; it never recovers from a failure there. */
const wakeUp = '"\\1\\0\\0\\0\\0\\0\\0\\0", 8)';

interface Traced {
  readonly running: Running;
  readonly trace: string;
}

/** Runs the program with strace on the thread that works on files, from the moment before the watched save. */
async function runTraced(program: string, store: string, args: readonly string[]): Promise<Traced> {
  const output = `${store}.trace`;
  const running = start(process.execPath, [program, store, 'once', 'w'], undefined, { UV_THREADPOOL_SIZE: '1' });
  await until(() => running.told.some(({ begin }) => begin) || running.child.exitCode !== null);
  const strace = spawn('strace', ['-p', await workerOf(running), '-o', output, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let attached = '';
  strace.stderr.setEncoding('utf8').on('data', (text: string) => { attached += text; });
  await until(() => attached.includes('attached') || strace.exitCode !== null);
  running.child.stdin?.end('go\n');
  const looking = setInterval(() => {
    void readFile(output, 'utf8').then((trace) => { if (wokeUp(trace)) kill(running); }, () => undefined);
  }, 100);
  const late = setTimeout(() => { kill(running); }, 30_000);
  await running.ended;
  clearTimeout(late);
  clearInterval(looking);
  if (strace.exitCode === null && strace.signalCode === null) await new Promise((settle) => strace.once('exit', settle));
  return { running, trace: await readFile(output, 'utf8') };
}

/** True when the injection hit a call that is none of the storage's. */
function wokeUp(trace: string): boolean {
  return trace.split('\n').some((line) => line.includes(wakeUp) && line.includes('INJECTED'));
}

/** The calls of one save, in order. */
async function stepsOf(folder: string, program: string): Promise<Step[]> {
  const { trace } = await runTraced(program, await mkdtemp(join(folder, 'store-')), []);
  const counts = new Map<string, number>();
  const steps: Step[] = [];
  for (const line of trace.split('\n')) {
    const call = /^(\w+)\(/.exec(line)?.[1] ?? '';
    const count = (counts.get(call) ?? 0) + 1;
    counts.set(call, count);
    if (calls.includes(call) && !line.includes(wakeUp)) steps.push({ call, count });
    // What follows is the program's own look at the disk, and the save after it.
    if (call === 'unlink' && line.includes('.lock')) break;
  }
  return steps;
}

async function faultsOf(running: Running, store: string, injection: string): Promise<string[]> {
  const acknowledged = new Set(running.told.flatMap(({ saved }) => saved ?? []));
  // A backup that cannot be made is told, and no fault.
  const faults = running.told.flatMap(({ problem, failed }) => (!problem || failed !== undefined || problem.kind === 'write-failed' ? [] : [JSON.stringify(problem)]));
  if (injection.startsWith('signal')) return [...faults, ...(await faultsAfterDeath(store, acknowledged))];
  const view = running.told.find(({ known }) => known);
  const failed = running.told.filter((line) => line.failed !== undefined);
  if (!view) faults.push(`never came to an end: ${running.errors()}`);
  else if (JSON.stringify(view.known) !== JSON.stringify(view.disk)) faults.push(`in memory ${String(view.known?.length)}, on the disk ${String(view.disk?.length)}`);
  if (failed.length > 1) faults.push(`the save after it failed, too: ${JSON.stringify(failed)}`);
  faults.push(...(await faultsIn(store, acknowledged)));
  return [...faults, ...(await faultsAfterDeath(store, acknowledged))];
}

/** More wake-ups than one save makes. */
const wakeUps = 60;

/**
 * One save with an injection. Wake-ups are writes, too, and come as they please, several in a row: what hits one is tried again at the next
 * write, until one of the storage is hit, or none is left and the save goes through.
 */
async function inject(folder: string, program: string, { call, count }: Step, injection: string): Promise<{ running: Running; store: string }> {
  for (let shift = 0; shift < wakeUps; shift += 1) {
    const store = await mkdtemp(join(folder, 'store-'));
    const args = ['-e', `trace=${call}`, '-e', `inject=${call}:${injection}:when=${String(count + shift)}`];
    const { running, trace } = await runTraced(program, store, args);
    if (!wokeUp(trace)) return { running, store };
  }
  throw new Error(`Only wake-ups were hit from ${call} ${String(count)} on.`);
}

/** Lets every `stride`th system call of one save fail, or kills the program at it; each in turn. */
export async function everySystemCall(folder: string, stride: number, defence: Defence | null): Promise<Outcome> {
  const program = await compileProgram(folder, defence);
  const steps = await stepsOf(folder, program);
  const faults: string[] = steps.some(({ call }) => call.startsWith('rename')) ? [] : ['the trace shows no save'];
  let acknowledged = 0;
  let runs = 0;
  for (const [index, { call, count }] of steps.entries()) {
    for (const [which, injection] of injections.entries()) {
      if ((index * injections.length + which) % stride !== 0) continue;
      const { running, store } = await inject(folder, program, { call, count }, injection);
      const found = await faultsOf(running, store, injection);
      faults.push(...found.map((fault) => `${call} ${String(count)} (step ${String(index)}), ${injection}: ${fault}`));
      acknowledged += running.told.filter(({ saved }) => saved).length;
      runs += 1;
    }
  }
  return { runs, acknowledged, faults };
}
