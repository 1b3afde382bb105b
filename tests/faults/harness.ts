import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { isId } from '../../core/model/parse-annotation';
import type { Problem } from '../../core/problem';
import { defences, type Defence } from './defences';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');

/** Leaves one defence out of the storage as it is compiled. */
function without(defence: Defence): Plugin {
  return {
    name: 'without a defence',
    setup: ({ onLoad }) => {
      for (const file of new Set(defences[defence].map((cut) => cut.file))) {
        const path = join(root, file);
        onLoad({ filter: new RegExp(`${path.replaceAll('/', '\\/').replaceAll('.', '\\.')}$`) }, async () => {
          let contents = await readFile(path, 'utf8');
          for (const { from, to } of defences[defence].filter((cut) => cut.file === file)) {
            if (!contents.includes(from)) throw new Error(`The defence "${defence}" is not where it was: ${from}`);
            contents = contents.replace(from, () => to);
          }
          return { contents, loader: 'ts' };
        });
      }
    },
  };
}

/** Compiles the program that saves into a folder; without one of the defences, when one is named. Answers with its path. */
export async function compileProgram(folder: string, defence: Defence | null = null): Promise<string> {
  const outfile = join(folder, `program${defence === null ? '' : `-without-${defence}`}.mjs`);
  await build({
    entryPoints: [join(here, 'program.ts')], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'silent',
    plugins: defence === null ? [] : [without(defence)],
  });
  return outfile;
}

/** What the program told. */
export interface Told {
  readonly documentId?: string;
  readonly annotations?: number;
  readonly saved?: string;
  readonly failed?: string;
  readonly problem?: Problem;
  readonly known?: string[];
  readonly disk?: string[];
  readonly begin?: boolean;
  readonly end?: boolean;
}

/** A running program. */
export interface Running {
  readonly child: ChildProcess;
  /** All it told until now. */
  readonly told: Told[];
  /** All it wrote to its standard error. */
  errors(): string;
  /** Answers with its exit status, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Starts a command whose standard output is the program's. `noticed` hears each line at once. */
export function start(command: string, args: readonly string[], noticed: (line: Told) => void = () => undefined, env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env }, detached: true });
  const told: Told[] = [];
  let rest = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const parsed = JSON.parse(line) as Told;
      told.push(parsed);
      noticed(parsed);
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text; });
  const ended = new Promise<number | string>((settle) => child.on('close', (status, signal) => { settle(status ?? signal ?? 'gone'); }));
  return { child, told, errors: () => errors, ended };
}

/** Ends a program and whatever it started, as a power switch would. */
export function kill(running: Running): void {
  const { pid } = running.child;
  if (pid === undefined || running.child.exitCode !== null || running.child.signalCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It was faster.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Ids of the annotations in a document's file, by plain JSON: without any of the code under test. */
export async function idsOnDisk(folder: string, documentId: string): Promise<string[]> {
  const file = JSON.parse(await readFile(join(folder, 'documents', `${documentId}.json`), 'utf8')) as { data: { annotations: { id: string }[] } };
  return file.data.annotations.map(({ id }) => id);
}

/** What is wrong with a folder in which these annotations were reported saved; empty when nothing is. */
export async function faultsIn(folder: string, acknowledged: ReadonlySet<string>): Promise<string[]> {
  const names = await readdir(join(folder, 'documents'));
  const documents = names.filter((name) => isId(name.slice(0, 36)) && name.length === 41);
  if (documents.length !== 1) return acknowledged.size === 0 && documents.length === 0 ? [] : [`${String(documents.length)} documents: ${names.join(', ')}`];
  let ids: string[];
  try {
    ids = await idsOnDisk(folder, documents[0]!.slice(0, 36));
  } catch (error) {
    return [`torn: ${String(error)}`];
  }
  const present = new Set(ids);
  const lost = [...acknowledged].filter((id) => !present.has(id));
  return [
    ...(lost.length > 0 ? [`lost ${String(lost.length)} of ${String(acknowledged.size)}`] : []),
    ...(present.size < ids.length ? ['doubled'] : []),
  ];
}
