import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { answerOpenDialog, launchManicule, test } from './launch';
import { motionFaults } from '../renderer/motion-faults';
import { dragOver, freshFolder, placeOf, saved, textShown } from './screen';

const body = Array.from({ length: 14 }, () => 'It was a dark night, the rain fell, and nobody was out in it but one old judge 👩‍⚖️.').join('\n');
const novel = [...['ONE', 'TWO', 'THREE'].flatMap((number, part) => [
  `PART ${number}`,
  ...[1, 2, 3].map((chapter) => `Chapter ${String(part * 3 + chapter)}: The judge\n\n${body}`),
]), `${'a'.repeat(5_000)}b`].join('\n\n');

/** Lets go of files of the disk over the window, as a file manager does. */
async function dropFiles(window: Page, files: readonly string[]): Promise<void> {
  const session = await window.context().newCDPSession(window);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
}

test('a text is read: looks, outline, moving and going back, track and status line, and a second document beside it', async () => {
  const folder = await freshFolder();
  const [file, other] = [path.join(folder, 'novel.txt'), path.join(folder, 'letter.txt')];
  await writeFile(file, novel);
  await writeFile(other, 'Dear judge,\n\nthe rain has stopped.\n');
  const { app, window } = await launchManicule({ args: [file] });
  await textShown(window, 'novel.txt');
  const status = window.locator('.status-line');
  const look = () => window.locator('.cm-content').evaluate((content) => {
    const { fontSize, fontFamily, lineHeight, textAlign } = getComputedStyle(content.querySelector('.cm-line')!);
    return { size: parseFloat(fontSize), family: fontFamily, height: parseFloat(lineHeight) / parseFloat(fontSize), align: textAlign, width: content.getBoundingClientRect().width, ground: getComputedStyle(document.body).backgroundColor };
  });
  const plain = await look();

  // Text size by keys; the other looks in the settings, each at once.
  await window.keyboard.press('Control+=');
  await expect.poll(async () => (await look()).size).toBeGreaterThan(plain.size);
  await window.keyboard.press('Control+-');
  await window.keyboard.press('Control+-');
  await expect.poll(async () => (await look()).size).toBeLessThan(plain.size);
  await window.keyboard.press('Control+0');
  await expect.poll(async () => (await look()).size).toBe(plain.size);
  await window.keyboard.press('Control+,');
  const settings = window.getByRole('dialog', { name: 'Settings' });
  // Where the person wants no motion, nothing moves: neither the dialog that has just opened nor what stands behind it.
  await window.emulateMedia({ reducedMotion: 'reduce' });
  expect(await motionFaults(window)).toEqual([]);
  const grounds = new Set<string>();
  for (const theme of ['Dark', 'Sepia', 'High contrast, dark', 'High contrast, light', 'Light']) {
    await settings.getByRole('radio', { name: theme, exact: true }).check({ force: true });
    await expect.poll(async () => grounds.has((await look()).ground)).toBe(false);
    grounds.add((await look()).ground);
  }
  await settings.getByRole('radio', { name: 'Monospaced' }).check({ force: true });
  await expect.poll(async () => (await look()).family).not.toBe(plain.family);
  await settings.getByRole('switch', { name: 'Justified' }).click();
  await expect.poll(async () => (await look()).align).toBe('justify');
  await settings.getByRole('slider', { name: 'Line height' }).press('ArrowRight');
  await expect.poll(async () => (await look()).height).toBeGreaterThan(plain.height);
  const { width } = await look();
  await settings.getByRole('slider', { name: 'Line width' }).press('ArrowLeft');
  await expect.poll(async () => (await look()).width).toBeLessThan(width);
  await window.keyboard.press('Escape');

  // The outline of plain text, with keys, and back and forward again.
  await window.keyboard.press('Control+Shift+o');
  const outline = window.getByRole('tree', { name: 'Outline of the text' });
  await expect(outline.getByRole('treeitem')).toHaveCount(12);
  const chapter = (number: number) => window.locator('.cm-line', { hasText: `Chapter ${String(number)}:` });
  await outline.getByRole('treeitem', { name: 'Chapter 6' }).click();
  await expect(chapter(6)).toBeInViewport();
  await window.keyboard.press('Control+Shift+o');
  await window.keyboard.press('Control+g');
  await window.keyboard.type('100 %');
  await window.keyboard.press('Enter');
  await expect(status).toContainText('100 %');
  await window.keyboard.press('Alt+ArrowLeft');
  await expect(chapter(6)).toBeInViewport();
  await window.keyboard.press('Alt+ArrowRight');
  await expect(status).toContainText('100 %');
  await expect(window.locator('.status-words')).toContainText('words');

  // An expression that is none, and one without end, are told in words; the next one finds.
  await window.keyboard.press('Control+f');
  const find = window.getByRole('search', { name: 'Find in the document' });
  await find.getByRole('button', { name: 'Regular expression' }).click();
  await find.getByRole('textbox').fill('(judge');
  await expect(find.getByRole('alert')).toContainText('This is not a regular expression: Unterminated group.');
  await find.getByRole('textbox').fill('(a+)+$');
  await expect(find.getByRole('alert')).toContainText('takes too long');
  await find.getByRole('textbox').fill('Chapter \\d+: ');
  await expect(find.locator('.find-count')).toHaveText(/ of 9$/);
  await window.keyboard.press('Escape');

  // What is marked stands in the track beside the text; a click there goes to it.
  await dragOver(window, 'one old judge');
  await window.keyboard.press('4');
  await saved(window);
  await window.keyboard.press('Control+Home');
  await expect(status).toContainText(/\b0 %/);
  const track = window.locator('.scroll-track');
  const inked = await track.evaluate((canvas: HTMLCanvasElement) => {
    const { data, width, height } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: height }, (_, row) => row).filter((row) => (data[(row * width + width - 2) * 4 + 3] ?? 0) > 0).map((row) => row / height);
  });
  const { height } = (await track.boundingBox())!;
  await track.click({ position: { x: 4, y: Math.min(height - 2, height * (inked[0] ?? 0)) } });
  await expect.poll(() => window.evaluate(() => [...(CSS.highlights.get('highlight-pink-0') ?? [])].some(({ startContainer }) => {
    const { top, bottom } = startContainer.parentElement!.getBoundingClientRect();
    return top > 0 && bottom < innerHeight;
  }))).toBe(true);

  // A dropped file opens in a window of its own; one that is open already comes to the front instead.
  const second = app.waitForEvent('window');
  await dropFiles(window, [other]);
  const letter = await second;
  await textShown(letter, 'letter.txt');
  await expect.poll(() => placeOf(letter, 'rain').then(() => true)).toBe(true);
  await answerOpenDialog(app, [file]);
  await letter.keyboard.press('Control+o');
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.getTitle())).toContain('novel.txt');
  await dropFiles(letter, [file]);
  expect(app.windows()).toHaveLength(2);
});
