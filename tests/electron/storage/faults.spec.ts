import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { killLoop, manyWriters, untilFull } from '../../faults/checks';
import { everySystemCall } from '../../faults/system-calls';

let folder = '';
test.beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'manicule-faults-')); });
test.afterEach(async () => { await rm(folder, { recursive: true, force: true }); });

test('killed at random moments, it keeps all that was reported saved', async () => {
  const outcome = await killLoop(folder, 12, null);
  expect(outcome.faults).toEqual([]);
  expect(outcome.acknowledged).toBeGreaterThan(12);
});

test('two programs that save to one document lose nothing', async () => {
  const outcome = await manyWriters(folder, 2, 2_500, null);
  expect(outcome.faults).toEqual([]);
  expect(outcome.acknowledged).toBeGreaterThan(10);
});

test('a system call that fails, or kills, at any moment of a save loses nothing', async () => {
  // Only Linux has strace; elsewhere the other tests have to do.
  const possible = process.platform === 'linux' && execFileSync('sh', ['-c', 'command -v strace || true']).length > 0;
  const outcome = possible ? await everySystemCall(folder, 10, null) : { faults: [] };
  expect(outcome.faults).toEqual([]);
});

test('what cannot be written is said, and what was there stays', async () => {
  // Windows has no such limit to set.
  const outcome = process.platform === 'win32' ? { faults: [], acknowledged: 3 } : await untilFull(folder);
  expect(outcome.faults).toEqual([]);
  expect(outcome.acknowledged).toBeGreaterThan(2);
});
