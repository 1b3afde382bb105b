// How the set-up speaks: sentences and bars, always on stderr, so that stdout stays the program's own.
import { realpathSync } from 'node:fs';
import cliProgress from 'cli-progress';

/**
 * Writes one sentence on stderr.
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * A bar on a terminal; elsewhere a line at the start and one at each quarter.
 * @param {string} label what is being done
 * @param {number} total in the unit that `update` counts in
 * @param {(sentence: string) => void} log where the plain lines go
 * @returns {{ update(done: number): void, stop(): void }} `done` counts from 0 to `total`
 */
export function progressBar(label, total, log = say) {
  if (!process.stderr.isTTY || log !== say) return plainProgress(label, total, log);
  const bar = new cliProgress.SingleBar(
    { format: `${label} [{bar}] {percentage} %`, stream: process.stderr, hideCursor: true, clearOnComplete: false },
    cliProgress.Presets.rect,
  );
  bar.start(total, 0);
  return { update: (done) => bar.update(Math.min(done, total)), stop: () => bar.stop() };
}

function plainProgress(label, total, log) {
  log(`${label} …`);
  let told = 0;
  return {
    update(done) {
      const quarter = Math.min(4, Math.floor((done / total) * 4));
      if (quarter <= told) return;
      told = quarter;
      log(`${label}: ${quarter * 25} %`);
    },
    stop() {
      told = 4;
    },
  };
}

/** Something about the machine or the sources that the person has to change; its message says what. */
export class SetUpProblem extends Error {}

/**
 * Runs a script's work and ends the process with the status it gives. A problem is told in its own words, a bug with its stack.
 * @param {() => Promise<number>} work
 */
export async function runAsScript(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    say(error instanceof SetUpProblem ? error.message : error.stack);
    process.exitCode = 1;
  }
}

/** Whether a module is the program that was started, rather than imported. */
export function isProgram(meta) {
  return process.argv[1] !== undefined && meta.filename === realpathSync(process.argv[1]);
}
