import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { readSnapshot, writeSnapshot } from '../../electron/snapshots';

const text = 'Der Text 👍🏽, cafe\u0301.\n'.repeat(20_000);
const digest = createHash('sha256').update(text).digest('hex');

let folder = '';
let path = '';
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manicule-snapshots-'));
  path = join(folder, `${digest}.txt.gz`);
  await writeSnapshot(folder, digest, text);
});
test.afterEach(async () => { await rm(folder, { recursive: true, force: true }); });

const damages: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['empty, as a power cut leaves it', () => truncate(path)],
  ['half of what it was', async () => truncate(path, (await stat(path)).size / 2)],
  ['zeros', async () => writeFile(path, Buffer.alloc((await stat(path)).size))],
  ['torn in its middle', async () => {
    const bytes = await readFile(path);
    await writeFile(path, bytes.fill(0, bytes.length / 2, bytes.length / 2 + 64));
  }],
  ['another text', () => writeFile(path, gzipSync('another text'))],
];
for (const [name, damage] of damages) {
  test(`a kept text that is ${name} is kept anew`, async () => {
    await damage();
    await writeSnapshot(folder, digest, text);
    expect(await readSnapshot(folder, digest) === text).toBe(true);
    expect(await readdir(folder)).toEqual([`${digest}.txt.gz`]);
  });
}

test('a kept text that is whole stays the file that it is', async () => {
  const before = await stat(path);
  await writeSnapshot(folder, digest, text);
  expect((await stat(path)).ino).toBe(before.ino);
});
