// What was open comes back, whichever way the program ended.
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type ElectronApplication } from '@playwright/test';
import { freshProfile, launchManicule, test } from './launch';
import { freshFolder, textShown } from './screen';

function windows(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => `${window.getTitle()} ${String(window.getContentSize()[0])}`).sort());
}

/** The text is shown in the window of that title: which of several windows Playwright sees first is chance. */
async function shownSomewhere(app: ElectronApplication, name: string): Promise<void> {
  const titled = async () => (await Promise.all(app.windows().map(async (page) => ((await page.title()).startsWith(name) ? [page] : [])))).flat();
  await expect.poll(async () => (await titled()).length).toBe(1);
  await textShown((await titled())[0]!, name);
}

test('windows and their documents are there again after quitting, after a crash, and without the one that was closed', async () => {
  const profile = await freshProfile();
  const folder = await freshFolder();
  const [one, two] = [path.join(folder, 'one é.txt'), path.join(folder, 'two 😀.txt')];
  await writeFile(one, 'The ferryman 😀 nodded.\n');
  await writeFile(two, 'A bright cold day.\n');
  const first = await launchManicule({ args: [one, two, one], profile });
  await shownSomewhere(first.app, 'one é.txt');
  await expect.poll(() => windows(first.app)).toHaveLength(2);
  await first.app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows().find((window) => window.getTitle() === 'two 😀.txt')!.setContentSize(720, 500); });
  await expect.poll(() => windows(first.app)).toContain('two 😀.txt 720');
  await first.close();

  const second = await launchManicule({ profile });
  await expect.poll(() => windows(second.app)).toEqual([expect.stringMatching(/^one é\.txt/), 'two 😀.txt 720']);
  await shownSomewhere(second.app, 'one é.txt');
  const killed = new Promise((resolve) => second.app.process().once('exit', resolve));
  second.app.process().kill('SIGKILL');
  await killed;

  const third = await launchManicule({ profile });
  await expect.poll(() => windows(third.app)).toHaveLength(2);
  await shownSomewhere(third.app, 'one é.txt');
  await third.app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows().find((window) => window.getTitle() === 'one é.txt')!.close(); });
  await expect.poll(() => windows(third.app)).toEqual(['two 😀.txt 720']);
  await third.close();

  await rename(two, path.join(folder, 'elsewhere.txt'));
  const fourth = await launchManicule({ profile });
  await expect(fourth.window.getByRole('alert')).toContainText('There is no file');
  expect(await fourth.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
