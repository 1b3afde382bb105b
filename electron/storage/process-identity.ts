import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import { isCount, isRecord } from '../../core/model/parse-annotation';
import { systemCode, unless } from './system-error';

/** Which process this is, so that another one can tell whether it still runs. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start of the process in clock ticks since the system started; empty where the system does not tell. A number is used again, a start is not. */
  readonly start: string;
  /** The system's run and its name space of processes; empty where not known. */
  readonly boot: string;
  readonly host: string;
  /** A mark of the machine, for two of them can have one name; empty where not known. Says nothing of it to anyone else. */
  readonly machine: string;
}

/** Field 22 of /proc/PID/stat (proc(5)); the second field, the program's name, may hold blanks and brackets. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await unless(['ENOENT', 'ESRCH', 'EACCES', 'ENOTDIR'], readFile(`/proc/${String(pid)}/stat`, 'latin1'));
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

async function bootOf(): Promise<string> {
  const boot = await unless(['ENOENT', 'EACCES', 'ENOTDIR'], readFile('/proc/sys/kernel/random/boot_id', 'latin1'));
  const space = await unless(['ENOENT', 'EACCES', 'ENOTDIR'], readlink('/proc/self/ns/pid'));
  return `${boot?.trim() ?? ''} ${space ?? ''}`.trim();
}

/** The system's own number where it has one, else the numbers of its network cards: other cards (a dock) make another mark, which costs a wait and no more. */
async function machineOf(boot: string): Promise<string> {
  const cards = (): string => Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
    .filter(({ internal, mac }) => !internal && !/^[0:]*$/.test(mac)).map(({ mac }) => mac).sort().join(' ');
  const known = boot === '' ? cards() : await unless(['ENOENT', 'EACCES', 'ENOTDIR'], readFile('/etc/machine-id', 'latin1'));
  const number = (known ?? '').trim();
  return /[0-9a-f]/.test(number) && number !== 'uninitialized' ? createHash('sha256').update(`manicule ${number}`).digest('hex').slice(0, 16) : '';
}

let own: Promise<ProcessIdentity> | null = null;

/** This process. */
export function ownIdentity(): Promise<ProcessIdentity> {
  own ??= Promise.all([startOf(process.pid), bootOf()])
    .then(async ([start, boot]) => ({ pid: process.pid, start: start ?? '', boot, host: hostname(), machine: await machineOf(boot) }));
  return own;
}

/** An identity from a file, or null. */
export function parseIdentity(value: unknown): ProcessIdentity | null {
  if (!isRecord(value)) return null;
  const { pid, start, boot, host, machine } = value;
  if (!isCount(pid) || pid === 0 || typeof start !== 'string' || typeof boot !== 'string' || typeof host !== 'string') return null;
  return { pid, start, boot, host, machine: typeof machine === 'string' ? machine : '' };
}

function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Whether a process runs: 'unknown' for one of another machine or container, or where process numbers are all there is. */
export async function isRunning(other: ProcessIdentity): Promise<'running' | 'gone' | 'unknown'> {
  const here = await ownIdentity();
  if (other.host !== here.host) return 'unknown';
  // A mark of the system's run is proof enough; else it has to be this machine, and not one that only has its name.
  const [boot, space] = here.boot.split(' ');
  const [otherBoot, otherSpace] = other.boot.split(' ');
  const sameRun = boot !== '' && boot === otherBoot;
  if (!sameRun && (here.machine === '' || other.machine !== here.machine)) return 'unknown';
  if (here.start === '') return answersSignals(other.pid) ? 'unknown' : 'gone';
  // Another run of the system ended all its processes; another name space of the same run counts its own numbers.
  if (!sameRun) return 'gone';
  if (space !== otherSpace) return 'unknown';
  return (await startOf(other.pid)) === other.start ? 'running' : 'gone';
}
