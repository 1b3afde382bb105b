import path from 'node:path';
import { expect } from '@playwright/test';
import { writeText } from '../bench/made-text.mjs';
import { freshProfile, launchManicule, test } from './launch';
import { dragOver, freshFolder, painted, saved, textShown, traces } from './screen';

test('a text of 100 MB can be marked before it has all come, to its last word, and all is there again', async () => {
  test.setTimeout(300_000);
  const file = path.join(await freshFolder(), 'large.txt');
  await writeText(file, 100_000_000);
  const untouched = await traces(file);
  const profile = await freshProfile();

  const first = await launchManicule({ args: [file], profile });
  // However fast the machine is: it does not all come before that was marked.
  await first.app.evaluate(({ ipcMain }) => {
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, (...words: unknown[]) => unknown> };
    const readChunk = handlers.get('manicule:readChunk')!;
    const goesOn = new Promise<void>((goOn) => { Object.assign(globalThis, { goOn }); });
    handlers.set('manicule:readChunk', async (...words) => {
      await goesOn;
      return readChunk(...words);
    });
  });
  await expect(first.window.locator('.status-loading')).toBeVisible({ timeout: 30_000 });
  await dragOver(first.window, 'Chapter 1');
  await first.window.keyboard.press('h');
  await expect.poll(() => painted(first.window)).toEqual({ 'highlight yellow': ['Chapter 1'] });
  await expect(first.window.locator('.status-loading')).toBeVisible();
  await first.app.evaluate(() => { (globalThis as unknown as { goOn(): void }).goOn(); });
  await textShown(first.window, 'large.txt');
  await first.window.keyboard.press('Control+End');
  await first.window.keyboard.press('ArrowUp');
  await first.window.keyboard.press('ArrowUp');
  await first.window.keyboard.press('End');
  for (let press = 0; press < 2; press += 1) await first.window.keyboard.press('Control+Shift+ArrowLeft');
  await first.window.keyboard.press('2');
  await expect.poll(async () => (await painted(first.window))['highlight green']?.[0]).toMatch(/^\w+\.$/);
  const marked = await painted(first.window);
  await saved(first.window);
  await first.close();

  const second = await launchManicule({ args: [file], profile });
  await textShown(second.window, 'large.txt');
  await expect.poll(() => painted(second.window)).toEqual({ 'highlight green': marked['highlight green'] });
  await second.window.keyboard.press('Control+Home');
  await expect.poll(() => painted(second.window)).toEqual({ 'highlight yellow': ['Chapter 1'] });
  expect(await traces(file)).toEqual(untouched);
});
