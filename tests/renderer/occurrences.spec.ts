import { expect, test, type Page } from '@playwright/test';
import { annotationOn } from '../electron/workshop';
import { clickOn, dragOver, markBar, painted } from '../e2e/screen';
import { faults } from './page-faults';
import { picture } from './picture';
import { insertedFirst, insertFirst, openWindowPage, type WindowPage } from './window-page';

const text = Array.from({ length: 300 }, (_, at) => `Paragraph ${String(at)}: the ash 🌳 and the oak${at % 30 === 0 ? ', and a rowan. Rowan' : ''} stand by the cafe\u0301.`).join('\n');
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

async function open(dark = false): Promise<Page> {
  opened = await openWindowPage(text, { dark, annotations: [annotationOn(text, 'rowan', 1, { color: 'pink', comment: 'First' })] });
  await opened.page.waitForSelector('.comment-card');
  return opened.page;
}

/** How many annotations each part of the large changes added and removed, in the order in which they were sent. */
const sent = (page: Page) => page.evaluate(() => (window as unknown as { asked: { name: string; values: [string, string, string] }[] }).asked
  .filter(({ name }) => name === 'sendPart').map(({ values }) => JSON.parse(values[2]) as { added: unknown[]; removed: unknown[] }).map(({ added, removed }) => added.length - removed.length));

test('every occurrence of the selected words is marked as one change; what is marked like that stays as it is', async () => {
  const page = await open();
  await dragOver(page, 'Rowan');
  await page.keyboard.press('2');
  await dragOver(page, 'Rowan');
  await page.keyboard.press('Shift+H');
  await expect(page.locator('.toast')).toContainText('18 occurrences marked');
  expect((await painted(page))['highlight pink']).toEqual(['rowan']);
  expect((await painted(page))['highlight green']?.slice(0, 3)).toEqual(['Rowan', 'rowan', 'Rowan']);
  await page.keyboard.press('Control+z');
  expect((await painted(page))['highlight green']).toEqual(['Rowan']);
  // By the button of the bar; then nothing is left to do.
  await dragOver(page, 'Rowan');
  await page.getByRole('button', { name: 'Mark every occurrence' }).click();
  await expect.poll(async () => (await painted(page))['highlight green']?.length).toBeGreaterThan(2);
  await dragOver(page, 'Rowan');
  await page.keyboard.press('Shift+H');
  await expect(page.locator('.toast')).toContainText('Nothing to mark');
});

test('an annotation is marked everywhere as it is marked itself, from its menu; very many places are asked about', async () => {
  const page = await open(true);
  await dragOver(page, 'oak');
  await page.keyboard.press('u');
  await clickOn(page, 'oak');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Mark every occurrence' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('Mark 299 occurrences?');
  await picture(page, 'asked');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('.cm-content')).toBeFocused();
  expect((await painted(page))['underline yellow']).toEqual(['oak']);
  await page.keyboard.press('Shift+H');
  await dialog.getByRole('button', { name: 'Mark all' }).click();
  await expect(page.locator('.toast')).toContainText('299 occurrences marked');
  await picture(page, 'marked');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  expect((await painted(page))['underline yellow']).toEqual(['oak']);
});

test('places that were found in a text are not marked in another one that takes its place', async () => {
  const page = await open();
  await dragOver(page, 'oak');
  await page.keyboard.press('Shift+H');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toBeVisible();
  await insertFirst(page, text, [annotationOn(insertedFirst + text, 'rowan', 1, { color: 'pink', comment: 'First' })]);
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('.toast')).toContainText('the text has become another one');
  await expect.poll(() => painted(page)).toEqual({ 'highlight pink': ['rowan'] });
  expect(await sent(page)).toEqual([]);
  await dragOver(page, 'oak');
  await page.keyboard.press('Shift+H');
  await dialog.getByRole('button', { name: 'Mark all' }).click();
  await expect.poll(async () => (await painted(page))['highlight yellow']?.slice(0, 3)).toEqual(['oak', 'oak', 'oak']);
});

test('thousands of places in a long text are marked as one change, sent in parts, and taken back', async () => {
  const long = `${'every word of this line can be marked and found again later on\n'.repeat(160_000)}${'a kestrel over the road\n'.repeat(3_000)}`;
  opened = await openWindowPage(`A kestrel 🦅 first.\n${long}`);
  const { page } = opened;
  await page.waitForSelector('.status-save');
  await dragOver(page, 'kestrel');
  await expect(markBar(page)).toBeVisible();
  await page.keyboard.press('Shift+H');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Mark all' }).click();
  await expect(page.locator('.toast')).toContainText('3001 occurrences marked', { timeout: 60_000 });
  const all = (parts: number[]) => parts.reduce((sum, count) => sum + count, 0);
  await expect.poll(async () => all(await sent(page))).toBe(3_001);
  expect(Math.max(...await sent(page))).toBeLessThan(400);
  await page.keyboard.press('Control+z');
  await expect.poll(() => painted(page)).toEqual({});
  await expect.poll(async () => all(await sent(page))).toBe(0);
});
