// Measures what speed is claimed for, as ratios within one run. `npm run bench -- --rounds 9` for more rounds.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { isProgram, runAsScript, say } from './progress.mjs';
import { electronSwitches } from './start.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';
import { withDisplay } from './virtual-display.mjs';
import { measureExports } from '../tests/bench/exports.mjs';
import { measureStartUp } from '../tests/bench/start-up.mjs';

const project = path.resolve(import.meta.dirname, '..');

/** The measurements by name; arguments choose some of them. */
const measurements = { 'start-up': measureStartUp, exports: measureExports };

/**
 * Runs measurements and prints a table.
 * @param {string[]} args
 * @returns {Promise<number>} 0: all were measured. A goal that is missed is shown, not failed: machines differ
 */
export async function bench(args) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { rounds: { type: 'string', default: '5' } } });
  const wanted = positionals.length > 0 ? positionals : Object.keys(measurements);
  const { executable, version } = await ensureElectron();
  await ensureSystemLibraries({ executable, display: true });
  await build();
  const results = [];
  for (const name of wanted) {
    const measure = measurements[name];
    if (!measure) {
      say(`There is no measurement “${name}”. There are: ${Object.keys(measurements).join(', ')}.`);
      return 2;
    }
    say(`Measuring ${name} …`);
    results.push(...await withDisplay((env) => measure({ electron: executable, switches: electronSwitches(), project, rounds: Number(values.rounds), env, log: say })));
  }
  for (const { what, median, unit, ratio, goal } of results) {
    const verdict = goal === null ? '' : ratio <= goal ? `  ≤ ${goal}` : `  goal ${goal} missed`;
    process.stdout.write(`${what.padEnd(44)} ${median.toFixed(median < 10 ? 2 : 0).padStart(8)} ${unit.padEnd(3)} ${ratio.toFixed(2).padStart(7)}×${verdict}\n`);
  }
  await mkdir(path.join(project, 'out'), { recursive: true });
  await writeFile(path.join(project, 'out', 'bench.json'), `${JSON.stringify({ electron: version, results }, null, 2)}\n`);
  return 0;
}

if (isProgram(import.meta)) await runAsScript(() => bench(process.argv.slice(2)));
