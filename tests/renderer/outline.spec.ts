import { expect, test, type Page } from '@playwright/test';
import { faults } from './page-faults';
import { picture } from './picture';
import { openWindowPage, type WindowPage } from './window-page';

const body = Array.from({ length: 12 }, () => 'It was a dark night, the rain fell, and nobody was out in it but one old judge.').join('\n');
const text = ['I', 'II', 'III'].flatMap((number, at) => [
  `PART ${['ONE', 'TWO', 'THREE'][at] ?? ''}`,
  ...[1, 2, 3].map((chapter) => `Chapter ${String(at * 3 + chapter)}: The ${number}${String(chapter)} 👩‍⚖️ judge\n\n${body}`),
]).join('\n\n');
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

async function open(of: string, options: Parameters<typeof openWindowPage>[1] = {}): Promise<Page> {
  opened = await openWindowPage(of, options);
  await opened.page.waitForSelector('.status-save');
  await opened.page.locator('.cm-content').focus();
  return opened.page;
}

const tree = (page: Page) => page.getByRole('tree', { name: 'Outline of the text' });
const row = (page: Page, name: string) => tree(page).getByRole('treeitem', { name });
const line = (page: Page, start: string) => page.locator('.cm-line', { hasText: start });

test('the outline goes to sections with the keys and says where one is, dark', async () => {
  const page = await open(text, { dark: true });
  await page.keyboard.press('Control+Shift+o');
  await expect(row(page, 'PART ONE')).toBeFocused();
  await expect(tree(page).getByRole('treeitem')).toHaveCount(12);
  expect(await faults(page)).toEqual([]);
  for (let press = 0; press < 6; press += 1) await page.keyboard.press('ArrowDown');
  await expect(row(page, 'Chapter 5')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.cm-content')).toBeFocused();
  await expect(line(page, 'Chapter 5:')).toBeInViewport();
  await expect(row(page, 'Chapter 5')).toHaveAttribute('aria-current', 'location');
  await picture(page, 'outline-dark');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(row(page, 'PART ONE')).toHaveAttribute('aria-current', 'location');
  await page.keyboard.press('Control+Shift+o');
  await page.keyboard.press('Control+Shift+o');
  await expect(tree(page)).toHaveCount(0);
  await expect(page.locator('.cm-content')).toBeFocused();
});

test('parts fold, with the mouse and the keys, and the folded part is where one is', async () => {
  const page = await open(text);
  await page.keyboard.press('Control+Shift+o');
  await row(page, 'Chapter 5').click();
  await expect(line(page, 'Chapter 5:')).toBeInViewport();
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, 'PART TWO')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, 'PART TWO')).toHaveAttribute('aria-expanded', 'false');
  await expect(row(page, 'PART TWO')).toHaveAttribute('aria-current', 'location');
  await expect(tree(page).getByRole('treeitem')).toHaveCount(9);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(row(page, 'Chapter 4')).toBeFocused();
  await row(page, 'PART ONE').locator('.outline-fold').click();
  await expect(tree(page).getByRole('treeitem')).toHaveCount(9);
});

test('a text without headings says so', async () => {
  const page = await open(body);
  await page.keyboard.press('Control+Shift+o');
  await expect(page.getByText('No headings were found in this text.')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Outline' })).toBeFocused();
  expect(await faults(page)).toEqual([]);
});
