import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Problem } from '../../core/problem';
import { standardSettings } from '../../core/settings';
import { SettingsStore } from '../../electron/settings-store';

interface Bench {
  readonly path: string;
  readonly aside: string;
  readonly problems: Problem[];
  load(): Promise<SettingsStore>;
}

async function atBench(use: (bench: Bench) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'manicule-settings-'));
  const path = join(folder, 'settings.json');
  const aside = join(folder, 'set-aside');
  const problems: Problem[] = [];
  const load = async () => {
    const store = new SettingsStore({ path, setAside: aside, now: () => '2026-01-01T00:00:00.000Z', onProblem: (problem) => { problems.push(problem); } });
    await store.load();
    return store;
  };
  await use({ path, aside, problems, load }).finally(() => rm(folder, { recursive: true }));
}

test('settings come back; many changes at once end on the disk', () => atBench(async ({ path, load, problems }) => {
  const store = await load();
  expect(store.current).toEqual(standardSettings);
  const saves = ['A', 'An', 'Ana', 'Ana 😀'].map((creator) => store.change({ creator }));
  expect(await Promise.all(saves)).toEqual(saves.map(() => ({ ok: true, value: null })));
  await store.change({ color: 'pink' });
  expect((await load()).current).toEqual({ ...standardSettings, creator: 'Ana 😀', color: 'pink' });
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ creator: 'Ana 😀' });
  expect(problems).toEqual([]);
}));

for (const broken of ['', '{ "creator": "An', 'null', '[1]']) {
  test(`what is no settings file (${broken || 'empty'}) is set aside unchanged and told`, () => atBench(async ({ path, aside, load, problems }) => {
    await writeFile(path, broken);
    const store = await load();
    expect(store.current).toEqual(standardSettings);
    expect(problems).toMatchObject([{ kind: 'settings-damaged', path }]);
    await store.change({ sidebar: true });
    const [kept] = await readdir(aside);
    expect(await readFile(join(aside, kept!), 'utf8')).toBe(broken);
    expect(problems).toHaveLength(1);
    expect((await load()).current.sidebar).toBe(true);
  }));
}

test('what cannot be read is moved aside and told, never overwritten', () => atBench(async ({ path, aside, load, problems }) => {
  await mkdir(path);
  await writeFile(join(path, 'inside'), 'someone put a folder here');
  const store = await load();
  expect(problems).toMatchObject([{ kind: 'settings-unreadable', code: 'EISDIR', path }]);
  expect(await store.change({ sidebar: true })).toEqual({ ok: true, value: null });
  const [kept] = await readdir(aside);
  expect(await readFile(join(aside, kept!, 'inside'), 'utf8')).toContain('folder');
}));

test('where it cannot be put aside, nothing is written and each change says so', () => atBench(async ({ path, aside, load }) => {
  await writeFile(path, 'not JSON');
  await writeFile(aside, 'in the way');
  const store = await load();
  expect(await store.change({ sidebar: true })).toMatchObject({ ok: false, problem: { kind: 'write-failed', path } });
  expect(store.current.sidebar).toBe(true);
  expect(await readFile(path, 'utf8')).toBe('not JSON');
  await rm(aside);
  expect(await store.change({ sidebar: false })).toEqual({ ok: true, value: null });
  expect(await readdir(aside)).toHaveLength(1);
}));
