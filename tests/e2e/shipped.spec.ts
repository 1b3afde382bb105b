// The very program that ships, with its fuses, driven by the one way in that they leave.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { freshProfile, launchReleaseOverCdp, test } from './launch';
import { cards, clickOn, dragOver, fixtureCopy, freshFolder, markBar, painted, saved, textShown, traces } from './screen';

test('the shipped program: mark, comment, recolour, undo, find in the list, come back to the same line', async () => {
  test.setTimeout(180_000);
  const file = path.join(await freshFolder(), 'long.md');
  const trial = await readFile(await fixtureCopy('trial.md'), 'utf8');
  await writeFile(file, `${trial}\n${Array.from({ length: 300 }, (_, at) => `Paragraph number ${String(at)} stands here, so that there is something to scroll through. 👩‍⚖️`).join('\n\n')}\n`);
  const untouched = await traces(file);
  const profile = await freshProfile();

  const first = await launchReleaseOverCdp({ args: [file], profile });
  const { window } = first;
  await textShown(window, 'long.md');
  await dragOver(window, 'a promise about metal');
  await markBar(window).getByRole('button', { name: 'Highlight in Pink' }).click();
  await clickOn(window, 'a promise about metal');
  await window.keyboard.press('2');
  await expect.poll(() => painted(window)).toEqual({ 'highlight green': ['a promise about metal'] });
  await window.keyboard.press('Control+z');
  await expect.poll(() => painted(window)).toEqual({ 'highlight pink': ['a promise about metal'] });
  await window.keyboard.press('Control+Shift+z');
  await dragOver(window, 'reads the seals itself');
  await window.keyboard.press('c');
  await window.keyboard.type('Each of them.');
  await window.keyboard.press('Enter');
  await expect(cards(window)).toContainText('Each of them.');
  await window.keyboard.press('F9');
  await window.getByRole('searchbox').fill('seals');
  await expect(window.getByRole('list', { name: 'Annotations' }).getByRole('listitem')).toHaveCount(1);
  await saved(window);
  await dragOver(window, 'Paragraph number 40 stands here');
  await window.keyboard.press('Escape');
  const top = await topLine(window);
  await window.waitForTimeout(800);
  await first.close();

  const second = await launchReleaseOverCdp({ args: [file], profile });
  await textShown(second.window, 'long.md');
  await expect.poll(() => topLine(second.window)).toBe(top);
  await second.window.getByRole('list', { name: 'Annotations' }).getByRole('button').first().click();
  await expect.poll(() => painted(second.window)).toEqual({ 'highlight green': ['a promise about metal', 'reads the seals itself'] });
  await expect(cards(second.window)).toContainText('Each of them.');
  await second.close();
  expect(await traces(file)).toEqual(untouched);
});

test('a file that is not UTF-8 is shown with a notice, and marks hold in it', async () => {
  const file = path.join(await freshFolder(), 'old.txt');
  await writeFile(file, Buffer.concat([Buffer.from('The caf'), Buffer.from([0xe9]), Buffer.from(' was '), Buffer.from([0x93]), Buffer.from('open'), Buffer.from([0x94]), Buffer.from(' that day.\r\nAnd so were we.\r\n')]));
  const { window } = await launchReleaseOverCdp({ args: [file] });
  await textShown(window, 'old.txt');
  await expect(window.getByText('This file is not UTF-8. It is shown as Windows-1252 (Western European).')).toBeVisible();
  await dragOver(window, 'café was “open”');
  await window.keyboard.press('h');
  await expect.poll(async () => Object.values(await painted(window))).toEqual([['café was “open”']]);
});

for (const [name, make, sentence] of [
  ['a folder', async () => freshFolder(), /is a folder\./],
  ['a file that is not there', async () => path.join(await freshFolder(), 'nowhere.txt'), /There is no file/],
  ['a device', async () => Promise.resolve('/dev/zero'), /is not an ordinary file\./],
] as const) {
  test(`${name} gets a clear sentence, and the window stays of use`, async () => {
    const { window } = await launchReleaseOverCdp({ args: [await make()] });
    await expect(window.getByRole('alert')).toContainText(sentence);
    await window.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();
    await window.getByRole('button', { name: 'Open the sample' }).click();
    await textShown(window, 'welcome.md');
  });
}

/** The beginning of the first line on the screen. */
function topLine(window: Parameters<typeof painted>[0]): Promise<string> {
  return window.evaluate(() => {
    const pane = document.querySelector('.cm-scroller')?.getBoundingClientRect().top ?? 0;
    const line = [...document.querySelectorAll('.cm-line')].find((one) => one.textContent !== '' && one.getBoundingClientRect().bottom > pane + 8);
    return (line?.textContent ?? '').slice(0, 30);
  });
}
