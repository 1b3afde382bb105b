import { expect, test, type Page } from '@playwright/test';
import { markBar, painted } from '../e2e/screen';
import { faults } from './page-faults';
import { picture } from './picture';
import { openWindowPage, type WindowPage } from './window-page';

const paragraphs = Array.from({ length: 400 }, (_, at) => `Paragraph number ${String(at + 1)} speaks of oak and elm; its Oak is${at % 3 ? '' : ' oaken'} old.`);
const text = `${paragraphs.join('\n')}\n`;
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

async function open(...options: Parameters<typeof openWindowPage>): Promise<Page> {
  opened = await openWindowPage(...options);
  await opened.page.waitForSelector('.status-save');
  await opened.page.locator('.cm-content').focus();
  return opened.page;
}

/** What is painted by a highlight of this name. */
async function shown(page: Page, name: string): Promise<string[]> {
  return page.evaluate((wanted) => [...(CSS.highlights.get(wanted) ?? [])].map(({ startContainer, startOffset, endContainer, endOffset }) => {
    const range = document.createRange();
    range.setStart(startContainer, startOffset);
    range.setEnd(endContainer, endOffset);
    return range.toString();
  }), name);
}

const bar = (page: Page) => page.getByRole('search', { name: 'Find in the document' });
const count = (page: Page) => bar(page).locator('.find-count');
const status = (page: Page) => page.locator('.status-line');

test('finds, counts, steps, marks and closes with the keys alone, dark', async () => {
  const page = await open(text, { dark: true });
  await page.keyboard.press('/');
  await page.keyboard.type('oak');
  await expect(count(page)).toHaveText('1 of 934');
  // As many places hold the first two letters alone.
  await expect.poll(() => shown(page, 'find-current')).toEqual(['oak']);
  expect((await shown(page, 'find-match')).length).toBeGreaterThan(10);
  await page.keyboard.press('Enter');
  await expect(count(page)).toHaveText('2 of 934');
  expect(await shown(page, 'find-current')).toEqual(['Oak']);
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+F3');
  await expect(count(page)).toHaveText('934 of 934');
  await page.keyboard.press('F3');
  await expect(count(page)).toHaveText('1 of 934');
  expect(await faults(page)).toEqual([]);
  await picture(page, 'find-dark');
  await bar(page).getByRole('button', { name: 'Match case' }).click();
  await expect(count(page)).toHaveText('1 of 534');
  await bar(page).getByRole('button', { name: 'Whole words' }).click();
  await expect(count(page)).toHaveText('1 of 400');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);
  await expect(page.locator('.cm-content')).toBeFocused();
  await expect(markBar(page)).toBeVisible();
  await page.keyboard.press('h');
  expect(await painted(page)).toEqual({ 'highlight yellow': ['oak'] });
  expect(await shown(page, 'find-match')).toEqual([]);
});

test('a wrong expression and one without end give a message, and the window stays quick', async () => {
  const page = await open(`${'a'.repeat(5_000)}b\n${text}`);
  await page.keyboard.press('Control+f');
  await bar(page).getByRole('button', { name: 'Regular expression' }).click();
  await bar(page).getByRole('textbox').fill('(oak');
  await expect(bar(page).getByRole('alert')).toContainText('This is not a regular expression: Unterminated group.');
  expect(await faults(page)).toEqual([]);
  await bar(page).getByRole('textbox').fill('(a+)+$');
  await page.evaluate(() => {
    const longest = { value: 0 };
    Object.assign(window, { longest });
    let last = performance.now();
    const tick = () => { const now = performance.now(); longest.value = Math.max(longest.value, now - last); last = now; setTimeout(tick, 5); };
    tick();
  });
  await expect(bar(page).getByRole('alert')).toContainText('takes too long', { timeout: 10_000 });
  expect(await page.evaluate(() => (window as unknown as { longest: { value: number } }).longest.value)).toBeLessThan(1_000);
  await picture(page, 'find-slow');
  await bar(page).getByRole('textbox').fill('number \\d+ speaks');
  await expect(count(page)).toHaveText('1 of 400');
});

test('goes to a paragraph and to a percentage, and back and forward again', async () => {
  const page = await open(text);
  await page.keyboard.press('Control+g');
  const dialog = page.getByRole('dialog', { name: 'Go to' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('9999');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('from 1 to 401');
  expect(await faults(page)).toEqual([]);
  await picture(page, 'go-to');
  await dialog.getByRole('textbox').fill('300');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('.cm-line', { hasText: 'Paragraph number 300 speaks' })).toBeInViewport();
  await expect(page.locator('.cm-content')).toBeFocused();
  await expect(status(page)).toContainText(/Paragraph 2[89]\d/);
  // The uppermost line is cut by the edge.
  await page.mouse.move(400, 400);
  await page.mouse.wheel(0, 11);
  await page.waitForTimeout(300);
  const height = async () => (await page.locator('.cm-line', { hasText: 'Paragraph number 300 speaks' }).boundingBox())?.y ?? NaN;
  const there = { status: await status(page).innerText(), height: await height() };
  await page.keyboard.press('Control+g');
  await page.keyboard.type('50 %');
  await page.keyboard.press('Enter');
  await expect(page.locator('.cm-line', { hasText: 'Paragraph number 201 speaks' })).toBeInViewport();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.locator('.cm-line', { hasText: 'Paragraph number 300 speaks' })).toBeInViewport();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.locator('.cm-line', { hasText: 'Paragraph number 1 speaks' })).toBeInViewport();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.locator('.cm-line', { hasText: 'Paragraph number 300 speaks' })).toBeInViewport();
  // The screen is as it was.
  await expect(status(page)).toHaveText(there.status, { useInnerText: true });
  expect(Math.abs(await height() - there.height)).toBeLessThan(2);
});

test('steps through matches leave one place to go back to', async () => {
  const page = await open(text);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('oaken');
  await expect(count(page)).toHaveText('1 of 134');
  for (let press = 0; press < 30; press += 1) await page.keyboard.press('Enter');
  await expect(count(page)).toHaveText('31 of 134');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.locator('.cm-line', { hasText: 'Paragraph number 1 speaks' })).toBeInViewport();
});

test('select all of the menu takes what is not drawn too', async () => {
  const page = await open(text);
  await page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'command', command: 'select-all' }); });
  await expect(markBar(page)).toBeVisible();
  await page.keyboard.press('h');
  const saved = await page.evaluate(() => (window as unknown as { asked: { name: string; values: [string, { added: { target: { position: { start: number; end: number } } }[] }] }[] }).asked
    .filter(({ name }) => name === 'saveChange').map(({ values }) => values[1].added[0]?.target.position));
  expect(saved).toEqual([{ start: 0, end: text.length - 1 }]);
});
