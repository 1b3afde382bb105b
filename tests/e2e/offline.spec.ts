// Not one packet, not one name looked up: the system calls of the packaged application while it starts, opens, marks and exports.
import { execFile, spawn } from 'node:child_process';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium, expect, type Page } from '@playwright/test';
import { commonSwitches, freshProfile, releaseExecutable, test } from './launch';
import { dragOver, freshFolder, markBar, saved, textShown } from './screen';

const text = 'The harbour, a chaptre\n\nWritten doun from memmory, with speling that a dictionnary wuld mark.\n\nThe ferryman 😀 nodded, and each clock told another hour.\n';

/** Calls that reach, or try to reach, another machine. Loopback is the test's own way in. */
function outgoing(trace: string): string[] {
  return trace.split('\n')
    .filter((line) => /\b(connect|sendto|sendmsg|sendmmsg|bind|listen)\(/.test(line) && /AF_INET6?\b/.test(line))
    .filter((line) => !/sin_addr=inet_addr\("127\.0\.0\.1"\)/.test(line));
}

async function driven(profile: string, child: ReturnType<typeof spawn>): Promise<Page> {
  for (;;) {
    const port = (await readFile(path.join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n')[0];
    if (port) {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const context = browser.contexts()[0]!;
      return context.pages()[0] ?? context.waitForEvent('page');
    }
    if (child.exitCode !== null) throw new Error('Manicule ended before its window opened.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('the application that ships talks to nobody', async () => {
  test.setTimeout(240_000);
  const folder = await freshFolder();
  const file = path.join(folder, 'chapter.txt');
  await writeFile(file, text);
  const profile = await freshProfile();
  const traces = path.join(folder, 'trace');
  const child = spawn('strace', [
    '-ff', '-qq', '-e', 'trace=network', '-s', '200', '-o', traces, releaseExecutable, ...commonSwitches, `--user-data-dir=${profile}`, '--remote-debugging-port=0', file,
  ], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const window = await driven(profile, child);
  await textShown(window, 'chapter.txt');
  await dragOver(window, 'The ferryman 😀 nodded');
  await markBar(window).getByRole('button', { name: 'Comment' }).click();
  await window.keyboard.type('A coment with speling misstakes, where a dictionnary wuld be wanted.');
  await window.waitForTimeout(5_000);
  await window.keyboard.press('Enter');
  await saved(window);
  await window.waitForTimeout(10_000);
  await window.close({ runBeforeUnload: true }).catch((error: Error) => { if (!/closed/i.test(error.message)) throw error; });
  await ended;
  const parts = (await readdir(folder)).filter((name) => name.startsWith('trace.'));
  const trace = (await Promise.all(parts.map((name) => readFile(path.join(folder, name), 'utf8')))).join('\n');
  // The trace is one: the browser's own sockets to its processes are in it.
  expect(parts.length).toBeGreaterThan(5);
  expect(trace).toContain('AF_UNIX');
  expect(outgoing(trace)).toEqual([]);
  expect(await readdir(path.join(profile, 'Dictionaries')).catch(() => [])).toEqual([]);
  await rm(profile, { recursive: true });
});

test('a command talks to nobody', async () => {
  const folder = await freshFolder();
  const file = path.join(folder, 'a.txt');
  await writeFile(file, text);
  const profile = await freshProfile();
  const traces = path.join(folder, 'trace');
  await promisify(execFile)('strace', ['-ff', '-qq', '-e', 'trace=network', '-o', traces, releaseExecutable, ...commonSwitches, `--user-data-dir=${profile}`, 'list', file, '--json']);
  const parts = (await readdir(folder)).filter((name) => name.startsWith('trace.'));
  const trace = (await Promise.all(parts.map((name) => readFile(path.join(folder, name), 'utf8')))).join('\n');
  expect(parts.length).toBeGreaterThan(0);
  expect(outgoing(trace)).toEqual([]);
  await rm(profile, { recursive: true });
});
