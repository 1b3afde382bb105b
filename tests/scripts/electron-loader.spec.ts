import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ensureElectron } from '../../scripts/electron-runtime.mjs';
import { electronSwitches } from '../../scripts/start.mjs';

let folder: string;
test.beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'manicule-application 👩‍🚀-')));
});
test.afterEach(() => rm(folder, { recursive: true }));

/** Runs Electron without any display. */
async function runElectron(args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const { executable } = await ensureElectron();
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
  return new Promise((resolve) => {
    execFile(executable, [...electronSwitches(), ...args], { env }, (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

test('an application in a folder runs under its own name, with its arguments, before any display is needed', async () => {
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name: 'probe', productName: 'Probe', version: '7.8.9', main: 'main.mjs' }));
  await writeFile(
    path.join(folder, 'main.mjs'),
    `import { app } from 'electron';
     import { readFile } from 'node:fs/promises';
     await readFile(import.meta.filename);
     process.stdout.write(JSON.stringify({ name: app.getName(), version: app.getVersion(), path: app.getAppPath(), packaged: app.isPackaged, ready: app.isReady(), args: process.argv.slice(-3) }));
     process.exit(7);`,
  );
  const { status, stdout, stderr } = await runElectron([folder, 'näme 👩‍🚀.txt', '--to=html']);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({ name: 'Probe', version: '7.8.9', path: folder, packaged: false, ready: false, args: [folder, 'näme 👩‍🚀.txt', '--to=html'] });
  expect(status).toBe(7);
});
