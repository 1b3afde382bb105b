import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { lacksDisplay, startVirtualDisplay } from '../../scripts/virtual-display.mjs';

const socketOf = (name: string) => `/tmp/.X11-unix/X${name.slice(1)}`;

if (process.platform === 'linux') {
  test('two displays started at once are two, and stopping ends each', async () => {
    const [first, second] = await Promise.all([startVirtualDisplay(), startVirtualDisplay()]);
    expect(first.name).toMatch(/^:\d+$/);
    expect(second.name).not.toBe(first.name);
    expect([first, second].map(({ name }) => existsSync(socketOf(name)))).toEqual([true, true]);
    first.stop();
    second.stop();
    await expect.poll(() => [first, second].map(({ name }) => existsSync(socketOf(name)))).toEqual([false, false]);
  });

  for (const { environment, lacks } of [
    { environment: {}, lacks: true },
    { environment: { DISPLAY: ':0' }, lacks: false },
    { environment: { WAYLAND_DISPLAY: 'wayland-0' }, lacks: false },
    { environment: { DISPLAY: '' }, lacks: true },
  ]) {
    test(`a display is ${lacks ? 'lacking' : 'there'} with ${JSON.stringify(environment)}`, () => {
      expect(lacksDisplay(environment)).toBe(lacks);
    });
  }
}
