// Starting what is measured, so that no measurement can wait for ever.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Milliseconds after which a program is ended: nothing that is measured takes as long. */
const longestRun = 600_000;
/** Milliseconds that output of a program that has ended is waited for: a process that it left behind may hold it open for good. */
const lastWords = 2_000;

/**
 * Starts a program. `ended` answers with its exit status; the program is ended when it takes longer than `limit` milliseconds.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, limit?: number, input?: 'ignore' | 'pipe' }} options
 */
export function startProgram(program, args, { env = process.env, limit = longestRun, input = 'ignore' } = {}) {
  const child = spawn(program, args, { env, stdio: [input, 'pipe', 'pipe'] });
  const told = { out: '', errors: '', late: false };
  child.stdout.setEncoding('utf8').on('data', (piece) => { told.out += piece; });
  child.stderr.setEncoding('utf8').on('data', (piece) => { told.errors += piece; });
  const tooLong = setTimeout(() => { told.late = true; child.kill('SIGKILL'); }, limit);
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(tooLong);
      const patience = setTimeout(() => { child.stdout.destroy(); child.stderr.destroy(); }, lastWords);
      child.once('close', () => { clearTimeout(patience); resolve(told.late ? 'too late' : code ?? signal); });
    });
  });
  return { child, told, ended };
}

/** Runs a program to its end and answers with what it printed. Throws with its last words when it fails. */
export async function runProgram(program, args, options) {
  const { told, ended } = startProgram(program, args, options);
  const status = await ended;
  if (status !== 0) throw new Error(`${args.slice(-4).join(' ')} ended with ${status}: ${told.errors.trim().split('\n').slice(-5).join(' | ')}`);
  return told.out;
}

/** A program that answers lines of its input with lines of JSON. */
export class Dialogue {
  constructor(program, args, env) {
    const { child, told, ended } = startProgram(program, args, { env, input: 'pipe' });
    this.input = child.stdin;
    this.lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.words = `${args.slice(-2).join(' ')}`;
    this.ended = ended.then((status) => { if (status !== 0) throw new Error(`${this.words} ended with ${status}: ${told.errors.trim()}`); });
    this.ended.catch(() => undefined);
  }

  /** The next line of its output. */
  async next() {
    const { done, value } = await this.lines.next();
    if (done) await this.ended;
    return JSON.parse(value);
  }

  /** Sends a line and answers with the next line of its output. */
  ask(line) {
    this.input.write(`${line}\n`);
    return this.next();
  }

  /** Ends its input; answers with its last line when it has ended. */
  async end() {
    this.input.end();
    const last = await this.next();
    await this.ended;
    return last;
  }
}

/** Milliseconds from spawning to the line that says that the window is open; the program is ended then. */
export async function untilWindow(program, args, env) {
  const started = performance.now();
  const { child, told, ended } = startProgram(program, args, { env, limit: 120_000 });
  const taken = await new Promise((resolve, reject) => {
    child.stdout.on('data', () => { if (told.out.includes('window open')) resolve(performance.now() - started); });
    ended.then((status) => reject(new Error(`It ended (${status}) before its window was open: ${args.slice(-3).join(' ')}: ${told.errors.trim()}`)), reject);
  });
  child.kill('SIGTERM');
  await ended;
  return taken;
}

/** The middle value; NaN without values. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
