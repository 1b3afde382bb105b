import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeText } from '../bench/made-text.mjs';
import { freshProfile, launchManicule } from './launch';
import { dragOver, freshFolder, painted, saved, textShown, traces } from './screen';

test('a text of 100 MB can be marked before it has all come, to its last word, and all is there again', async () => {
  test.setTimeout(300_000);
  const file = path.join(await freshFolder(), 'large.txt');
  await writeText(file, 100_000_000);
  const untouched = await traces(file);
  const profile = await freshProfile();

  const first = await launchManicule({ args: [file], profile });
  await expect(first.window.locator('.status-loading')).toBeVisible({ timeout: 30_000 });
  await dragOver(first.window, 'Chapter 1');
  await first.window.keyboard.press('h');
  expect(await painted(first.window)).toEqual({ 'highlight yellow': ['Chapter 1'] });
  await expect(first.window.locator('.status-loading')).toBeVisible();
  await textShown(first.window, 'large.txt');
  await first.window.keyboard.press('Control+End');
  await first.window.keyboard.press('ArrowUp');
  await first.window.keyboard.press('ArrowUp');
  await first.window.keyboard.press('End');
  for (let press = 0; press < 2; press += 1) await first.window.keyboard.press('Control+Shift+ArrowLeft');
  await first.window.keyboard.press('2');
  const marked = await painted(first.window);
  expect(marked['highlight green']?.[0]).toMatch(/^\w+\.$/);
  await saved(first.window);
  await first.close();

  const second = await launchManicule({ args: [file], profile });
  await textShown(second.window, 'large.txt');
  await expect.poll(() => painted(second.window)).toEqual({ 'highlight green': marked['highlight green'] });
  await second.window.keyboard.press('Control+Home');
  await expect.poll(() => painted(second.window)).toEqual({ 'highlight yellow': ['Chapter 1'] });
  expect(await traces(file)).toEqual(untouched);
});
