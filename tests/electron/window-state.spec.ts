import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readWindowState, writeWindowState } from '../../electron/window-state';

const fresh = { width: 1180, height: 820, place: null, maximized: false };

const cases: readonly (readonly [string, string | null, object])[] = [
  ['nothing', null, fresh],
  ['an empty file', '', fresh],
  ['null', 'null', fresh],
  ['another shape', '{"width": "1"}', fresh],
  ['an absurd size', '{"width": 1e12, "height": 5}', fresh],
  ['too small a size', '{"width": 10, "height": 10, "maximized": true}', { width: 480, height: 360, place: null, maximized: true }],
  ['a place that is none', '{"width": 900, "height": 700, "place": {"x": 1}}', { width: 900, height: 700, place: null, maximized: false }],
];

for (const [name, content, expected] of cases) {
  test(`${name} gives a usable window`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'manicule-state-'));
    const path = join(folder, 'window-state.json');
    if (content !== null) await writeFile(path, content);
    expect(readWindowState(path)).toEqual(expected);
    const state = { width: 1000, height: 700, place: { x: -20, y: 40 }, maximized: true };
    writeWindowState(path, state);
    expect(readWindowState(path)).toEqual(state);
    writeWindowState(join(folder, 'no', 'such', 'folder.json'), state);
    await rm(folder, { recursive: true });
  });
}
