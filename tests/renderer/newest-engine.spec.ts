import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { cards, dragOver, markBar, painted, placeOf } from '../e2e/screen';
import { faults } from './page-faults';
import { openWindowPage, type WindowPage } from './window-page';

const trial = await readFile(new URL('../fixtures/texts/trial.md', import.meta.url), 'utf8');
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

async function open(...options: Parameters<typeof openWindowPage>): Promise<Page> {
  opened = await openWindowPage(...options);
  await opened.page.waitForSelector('.cm-line');
  return opened.page;
}

test('marks and comments, and axe finds nothing in any state, dark', async () => {
  const page = await open(trial, { dark: true });
  // The text stands before the window around it, and that is no state to be judged.
  await page.waitForSelector('.status-save');
  expect(await faults(page)).toEqual([]);
  await dragOver(page, 'a promise about metal');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('h');
  await dragOver(page, 'about metal, kept in public');
  await page.keyboard.press('c');
  await page.keyboard.type('A **comment**.');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.keyboard.press('F9');
  await expect(page.getByRole('list', { name: 'Annotations' }).getByRole('listitem')).toHaveCount(2);
  await expect(cards(page).locator('strong')).toHaveText('comment');
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await painted(page)).toEqual({ 'highlight yellow': ['a promise about metal', 'about metal, kept in public'] });
});

test('a key that comes right after the mouse is released belongs to what was selected, on a busy machine, too', async () => {
  const page = await open(trial);
  await dragOver(page, 'a promise about metal');
  await page.keyboard.press('h');
  const { start, end } = await placeOf(page, 'jury of goldsmiths');
  await page.mouse.move(start.x + 1, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x - 1, end.y, { steps: 4 });
  const busy = page.evaluate(() => { for (const until = performance.now() + 400; performance.now() < until;); });
  await Promise.all([busy, page.mouse.up(), page.keyboard.press('2')]);
  await expect.poll(() => painted(page)).toEqual({ 'highlight yellow': ['a promise about metal'], 'highlight green': ['jury of goldsmiths'] });
});

test('comments never lie over one another, however many stand on a line', async () => {
  const page = await open(trial);
  for (const passage of ['jury', 'goldsmiths', 'counts', 'weighs', 'melts']) {
    await dragOver(page, passage);
    await page.keyboard.press('c');
    await page.keyboard.insertText(`About ${passage}: ${'words '.repeat(20)}`);
    await page.keyboard.press('Enter');
  }
  await expect(cards(page)).toHaveCount(5);
  await page.waitForTimeout(300);
  const boxes = (await cards(page).evaluateAll((all) => all.map((card) => card.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })))).sort((a, b) => a.top - b.top);
  for (const [at, box] of boxes.entries()) expect(box.bottom).toBeLessThanOrEqual(boxes[at + 1]?.top ?? Infinity);
});

test('the column holds about 66 characters', async () => {
  const page = await open(`${'the quick brown fox jumps over a lazy dog and then rests beside the river '.repeat(40)}\n`);
  const perLine = await page.evaluate(() => {
    const range = document.createRange();
    const node = document.querySelector('.cm-line')?.firstChild;
    if (!(node instanceof Text)) return 0;
    range.selectNodeContents(node);
    return node.data.length / new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  });
  expect(perLine).toBeGreaterThan(52);
  expect(perLine).toBeLessThan(70);
});

test('a narrow window shows markers, and one card over the text', async () => {
  const page = await open(trial, { width: 640 });
  await dragOver(page, 'a promise about metal');
  await page.keyboard.press('c');
  await page.keyboard.type('Narrow.');
  await page.keyboard.press('Enter');
  await expect(cards(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show comment' }).click();
  await expect(cards(page)).toContainText('Narrow.');
  expect(await faults(page)).toEqual([]);
});

test('a text of right-to-left lines keeps its own direction', async () => {
  const page = await open(trial);
  const directions = await page.locator('.cm-line').evaluateAll((lines) => lines.filter((line) => getComputedStyle(line).direction === 'rtl').map((line) => line.textContent?.slice(0, 4)));
  expect(directions).toEqual(['שלום']);
  await dragOver(page, 'פסקה אחת');
  await page.keyboard.press('2');
  expect(await painted(page)).toEqual({ 'highlight green': ['פסקה אחת'] });
});

test('what cannot be saved stays on the screen with its reason until it is saved', async () => {
  const page = await open(trial);
  await page.evaluate(() => {
    let tries = 0;
    Object.assign((window as unknown as { answers: object }).answers, { saveChange: () => {
      tries += 1;
      return Promise.resolve(tries < 2 ? { ok: false, problem: { kind: 'save-failed', path: '/full', code: 'ENOSPC' } } : { ok: true, value: null });
    } });
  });
  await dragOver(page, 'a promise about metal');
  await page.keyboard.press('h');
  await expect(page.getByRole('alert')).toContainText('The disk is full.');
  await expect(page.locator('.status-save')).toHaveText('Not saved');
  expect(await painted(page)).toEqual({ 'highlight yellow': ['a promise about metal'] });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('.status-save')).toHaveText('Saved');
});

test('a document whose changes cannot be saved is not left for another one', async () => {
  const page = await open(trial);
  await page.evaluate(() => {
    Object.assign((window as unknown as { answers: object }).answers, { saveChange: () => Promise.resolve({ ok: false, problem: { kind: 'save-failed', path: '/full', code: 'ENOSPC' } }) });
  });
  await dragOver(page, 'a promise about metal');
  await page.keyboard.press('h');
  await expect(page.getByRole('alert')).toContainText('The disk is full.');
  await page.evaluate(() => {
    const bytes = new TextEncoder().encode('Another text.');
    const other = { documentId: '00000000-0000-4000-8000-000000000001', name: 'other.txt', path: '/other.txt', size: bytes.length, firstChunk: { bytes, last: true }, encoding: null, readOnly: false, readingPosition: 0, annotations: [], unchanged: true, problems: [] };
    (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'open', document: { ok: true, value: other } });
    (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'file-changed', documentId: '00000000-0000-4000-8000-000000000000', gone: false });
  });
  await page.waitForTimeout(1_000);
  await expect(page.getByRole('document', { name: 'notes.txt, text' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('The disk is full.');
  expect(await painted(page)).toEqual({ 'highlight yellow': ['a promise about metal'] });
});

test('the bar closes with Escape and gives the keys back to the text', async () => {
  const page = await open(trial);
  await dragOver(page, 'a promise about metal');
  await page.keyboard.press('Tab');
  await expect(markBar(page).getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(markBar(page)).toHaveCount(0);
  await expect(page.getByRole('document', { name: 'notes.txt, text' })).toBeFocused();
});
