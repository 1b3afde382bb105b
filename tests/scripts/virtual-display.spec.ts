import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
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

  test('a display ends with the process that started it, even if that is killed', async () => {
    const module = path.resolve(import.meta.dirname, '../../scripts/virtual-display.mjs');
    const program = `import { startVirtualDisplay } from ${JSON.stringify(module)}; process.stdout.write((await startVirtualDisplay()).name); setInterval(() => undefined, 1000);`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const name = await new Promise<string>((resolve) => starter.stdout.once('data', (data: Buffer) => resolve(data.toString())));
    expect(existsSync(socketOf(name))).toBe(true);
    starter.kill('SIGKILL');
    await expect.poll(() => existsSync(socketOf(name))).toBe(false);
  });

  test('a display that cannot start says so', async () => {
    const search = process.env.PATH;
    process.env.PATH = '/nowhere';
    try {
      await expect(startVirtualDisplay()).rejects.toThrow(/did not start.*Xvfb/);
    } finally {
      process.env.PATH = search;
    }
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
