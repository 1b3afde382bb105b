// From the start of the process to the text on the screen, for small and large texts, as a ratio to a bare window in the same run.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeText } from './made-text.mjs';
import { median, untilWindow } from './programs.mjs';

const sizes = [['100 KB', 100_000], ['10 MB', 10_000_000], ['100 MB', 100_000_000]];

/**
 * Measures start-up.
 * @param {{ electron: string, switches: string[], project: string, rounds: number, env: NodeJS.ProcessEnv, log: (line: string) => void }} options
 */
export async function* measureStartUp({ electron, switches, project, rounds, env, log }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'manicule-bench-'));
  try {
    const subjects = [{ name: 'bare window', args: (profile) => [`--user-data-dir=${profile}`, path.join(project, 'tests/bench/bare-window')] }];
    for (const [name, bytes] of sizes) {
      const file = path.join(folder, `${bytes}.txt`);
      await writeText(file, bytes);
      subjects.push({ name, args: (profile) => [`--user-data-dir=${profile}`, project, file] });
    }
    const times = new Map(subjects.map(({ name }) => [name, []]));
    // One round that does not count warms the disk's cache and each profile.
    for (let round = 0; round <= rounds; round += 1) {
      for (const { name, args } of subjects) {
        const taken = await untilWindow(electron, [...switches, ...args(path.join(folder, `profile ${name}`))], env);
        if (round > 0) times.get(name).push(taken);
      }
      log(round === 0 ? 'warmed up' : `round ${round} of ${rounds}`);
    }
    const floor = median(times.get('bare window'));
    yield* subjects.map(({ name }) => ({
      what: `start to text, ${name}`, median: median(times.get(name)), ratio: median(times.get(name)) / floor, goal: name === 'bare window' ? null : 1.25, unit: 'ms',
    }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
