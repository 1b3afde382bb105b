// How the set-up speaks: sentences and bars, always on stderr, so that stdout stays the program's own.
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
