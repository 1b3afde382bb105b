import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { killLoop, manyWriters, type Outcome } from './checks';
import type { Defence } from './defences';
import { canCutPower, cutPower, mounts } from './power-cut';
import { everySystemCall } from './system-calls';

/** One kind of bad luck: on the storage as it is nothing may be wrong; without one of these defences something has to be. */
interface Check {
  readonly name: string;
  run(folder: string, defence: Defence | null): Promise<Outcome>;
  readonly defences: readonly Defence[];
}

const scale = Number(process.env['MANICULE_FAULTS_SCALE'] ?? '1');
const times = (count: number): number => Math.max(1, Math.round(count * scale));

const checks: readonly Check[] = [
  {
    name: 'kill -9 at random moments', defences: ['rename', 'takeover', 'sweep'],
    run: (folder, defence) => killLoop(folder, defence === null ? times(1_000) : 100, defence),
  },
  {
    name: 'every system call of a save, killed or failing', defences: ['disk-first', 'honesty', 'look-again'],
    run: (folder, defence) => everySystemCall(folder, defence === null ? Math.max(1, Math.round(1 / scale)) : 2, defence),
  },
  {
    name: 'two programs on one document', defences: ['lock', 'rename'],
    run: (folder, defence) => manyWriters(folder, 2, defence === null ? times(15_000) : 90_000, defence),
  },
  ...mounts.map((mount): Check => ({
    name: `the power cut, mounted with ${mount}`, defences: ['file-sync', 'folder-sync'],
    run: (folder, defence) => {
      if (!canCutPower()) throw new Error('This needs root, Linux, loop devices, mkfs.ext4 and python3.');
      return cutPower(folder, defence === null ? times(20) : 20, mount, defence);
    },
  })),
];

let folder = '';
test.beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'manicule-faults-')); });
test.afterEach(async () => { await rm(folder, { recursive: true, force: true }); });

for (const { name, run, defences } of checks) {
  test(name, async () => {
    const { runs, acknowledged, faults } = await run(folder, null);
    process.stdout.write(`  ${name}: ${String(runs)} runs, ${String(acknowledged)} changes reported saved, ${String(faults.length)} faults\n`);
    expect(faults).toEqual([]);
  });
  for (const defence of defences) {
    test(`${name} is noticed without: ${defence}`, async () => {
      const { faults } = await run(folder, defence);
      process.stdout.write(`  without ${defence}: ${String(faults[0])}\n`);
      expect(faults).not.toEqual([]);
    });
  }
}
