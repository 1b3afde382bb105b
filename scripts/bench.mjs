// Measures what speed is claimed for, as ratios within one run. `npm run bench -- --rounds 9` for more rounds.
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { isProgram, runAsScript, say } from './progress.mjs';
import { electronSwitches } from './start.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';
import { withDisplay } from './virtual-display.mjs';
import { measureExports } from '../tests/bench/exports.mjs';
import { measureLibrary } from '../tests/bench/library.mjs';
import { measureReading } from '../tests/bench/reading.mjs';
import { measureRecord } from '../tests/bench/record.mjs';
import { measureStartUp } from '../tests/bench/start-up.mjs';

const project = path.resolve(import.meta.dirname, '..');

/** The measurements by name; arguments choose some of them. Each gives the rows of its table as soon as they are known. */
const measurements = { 'start-up': measureStartUp, library: measureLibrary, exports: measureExports, reading: measureReading, record: measureRecord };

/**
 * Runs measurements and prints a table. What a measurement found before it failed is printed, and why it failed.
 * @param {string[]} args
 * @returns {Promise<number>} 0: all were measured; 1: one was not measured to its end. A goal that is missed is shown, not failed: machines differ
 */
export async function bench(args) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { rounds: { type: 'string', default: '5' } } });
  const wanted = positionals.length > 0 ? positionals : Object.keys(measurements);
  const strange = wanted.find((name) => !Object.hasOwn(measurements, name));
  if (strange !== undefined) {
    say(`There is no measurement “${strange}”. There are: ${Object.keys(measurements).join(', ')}.`);
    return 2;
  }
  const { executable, version } = await ensureElectron();
  await ensureSystemLibraries({ executable, display: true });
  await build();
  const results = [];
  const unfinished = [];
  for (const name of wanted) {
    say(`Measuring ${name} …`);
    const load = os.loadavg()[0].toFixed(1);
    try {
      await withDisplay(async (env) => {
        for await (const row of measurements[name]({ electron: executable, switches: electronSwitches(), project, rounds: Number(values.rounds), env, log: say })) {
          results.push(row);
          printRow(row);
        }
      });
    } catch (error) {
      unfinished.push(`${name} was not measured to its end: ${error.message}`);
    }
    say(`Load of the machine while measuring ${name}: ${load} at its start, ${os.loadavg()[0].toFixed(1)} at its end.`);
  }
  await mkdir(path.join(project, 'out'), { recursive: true });
  await writeFile(path.join(project, 'out', 'bench.json'), `${JSON.stringify({ electron: version, results, unfinished }, null, 2)}\n`);
  for (const sentence of unfinished) say(sentence);
  return unfinished.length === 0 ? 0 : 1;
}

function printRow({ what, median, unit, ratio, goal }) {
  const verdict = goal === null ? '' : ratio <= goal ? `  ≤ ${goal}` : `  goal ${goal} missed`;
  process.stdout.write(`${what.padEnd(48)} ${median.toFixed(median < 10 ? 2 : 0).padStart(8)} ${unit.padEnd(3)} ${ratio.toFixed(2).padStart(7)}×${verdict}\n`);
}

if (isProgram(import.meta)) await runAsScript(() => bench(process.argv.slice(2)));
