import { execFileSync } from 'node:child_process';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { freshProfile, launchManicule, test } from './launch';

test('what is set is there after a new start, in the first paint, and for one document only where that was wanted', async () => {
  const profile = await freshProfile();
  const texts = path.join(profile, 'texts');
  await mkdir(texts);
  for (const name of ['one.txt', 'two.txt']) await writeFile(path.join(texts, name), `The text ${name}, cafe\u0301 😀\n`);
  const first = await launchManicule({ profile, args: [path.join(texts, 'one.txt')] });
  await first.window.waitForSelector('.toolbar');
  await first.window.locator('.cm-content').focus();
  await first.window.keyboard.press('Control+,');
  const dialog = first.window.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('radio', { name: 'Dark', exact: true }).focus();
  await first.window.keyboard.press('Space');
  await dialog.getByRole('switch', { name: 'Only for this document' }).click();
  await dialog.getByRole('radio', { name: 'OpenDyslexic' }).check();
  await expect.poll(() => first.window.evaluate(() => document.fonts.check('18px OpenDyslexic'))).toBe(true);
  await first.window.keyboard.press('Escape');
  await first.close();

  const second = await launchManicule({ profile, args: [path.join(texts, 'two.txt')] });
  await second.window.waitForSelector('.cm-line');
  expect(await second.window.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({ theme: 'dark', font: 'serif' });
  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor())).toBe('#1B1A18');
  // The theme that the page has when it is read, before any script has run.
  await second.window.addInitScript(() => {
    new MutationObserver((_changes, observer) => {
      if (!document.documentElement?.dataset['theme']) return;
      Object.assign(window, { firstTheme: document.documentElement.dataset['theme'] });
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await second.window.reload();
  await second.window.waitForSelector('.cm-line');
  expect(await second.window.evaluate(() => (window as unknown as { firstTheme: string }).firstTheme)).toBe('dark');
  await second.close();

  const third = await launchManicule({ profile, args: [path.join(texts, 'one.txt')] });
  await third.window.waitForSelector('.cm-line');
  await expect.poll(() => third.window.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({ theme: 'dark', font: 'dyslexic' });
  await third.close();

  // The document may be open before the settings are read, on a slow disk: they come by a pipe here.
  const settings = path.join(profile, 'settings.json');
  const kept = await readFile(settings);
  await rm(settings);
  execFileSync('mkfifo', [settings]);
  const sent = open(settings, 'w').then(async (pipe) => {
    await setTimeout(2_000);
    await pipe.writeFile(kept);
    await pipe.close();
  });
  const fourth = await launchManicule({ profile, args: [path.join(texts, 'one.txt')] });
  await sent;
  await fourth.window.waitForSelector('.cm-line');
  await expect.poll(() => fourth.window.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({ theme: 'dark', font: 'dyslexic' });
  await fourth.close();
  await rm(settings);
  await writeFile(settings, kept);

  // Which document a renamed file is comes out once it was read to its end.
  await rename(path.join(texts, 'one.txt'), path.join(texts, 'renamed 😀.txt'));
  const fifth = await launchManicule({ profile, args: [path.join(texts, 'renamed 😀.txt')] });
  await fifth.window.waitForSelector('.cm-line');
  await expect.poll(() => fifth.window.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({ theme: 'dark', font: 'dyslexic' });
  await fifth.close();
  await rm(profile, { recursive: true });
});
