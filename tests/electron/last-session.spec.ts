import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readLastSession, writeLastSession } from '../../electron/last-session';

const state = { width: 1000, height: 700, place: { x: -20, y: 40 }, maximized: true };

const cases: readonly (readonly [string, string | null, readonly object[]])[] = [
  ['nothing', null, []],
  ['half a file', '[{"path": "/a.t', []],
  ['another shape', '{"path": "/a.txt"}', []],
  ['a path that is none', '[{"path": 1}, {"path": "a.txt"}, {"path": "/a\\u0000.txt"}, null, {"path": "/b é.txt"}]', [{ path: '/b é.txt', state: null }]],
  ['a state that is none', '[{"path": "/a.txt", "state": {"width": "1"}}]', [{ path: '/a.txt', state: null }]],
  ['one document twice', '[{"path": "/a.txt"}, {"path": "/a.txt"}]', [{ path: '/a.txt', state: null }]],
];

for (const [name, content, expected] of cases) {
  test(`${name} brings back what can be understood`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'manicule-session-'));
    const path = join(folder, 'last-session.json');
    if (content !== null) await writeFile(path, content);
    expect(readLastSession(path)).toEqual(expected);
    const windows = [{ path: '/one 😀.txt', state }, { path: '/two.txt', state: null }];
    writeLastSession(path, windows);
    expect(readLastSession(path)).toEqual(windows);
    expect(await readdir(folder)).toEqual(['last-session.json']);
    writeLastSession(join(folder, 'no', 'such', 'folder.json'), windows);
    await rm(folder, { recursive: true });
  });
}
