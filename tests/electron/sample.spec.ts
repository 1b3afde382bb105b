import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { placeSample } from '../../electron/sample';

test('the sample is put into the profile, left alone, and mended', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'manicule-sample-'));
  const assets = resolve(import.meta.dirname, '../../assets');
  const path = await placeSample(assets, join(folder, 'samples'));
  const content = await readFile(path, 'utf8');
  expect(content).toContain('👩‍👩‍👧‍👦');
  const before = await stat(path);
  expect(await placeSample(assets, join(folder, 'samples'))).toBe(path);
  expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);
  await writeFile(path, 'older');
  await placeSample(assets, join(folder, 'samples'));
  expect(await readFile(path, 'utf8')).toBe(content);
  await rm(folder, { recursive: true });
});
