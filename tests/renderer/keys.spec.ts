import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { colors, markStyles } from '../../core/model/annotation';
import { annotationOf } from '../core/annotation-sample';
import { faults } from './page-faults';
import { picture } from './picture';
import { openWindowPage, type WindowPage } from './window-page';

const trial = await readFile(new URL('../fixtures/texts/trial.md', import.meta.url), 'utf8');
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Change keyboard shortcuts' });

test('a command gets other keys; keys of another command are taken only on demand; what cannot be given away is said', async () => {
  opened = await openWindowPage(trial, { dark: true });
  const { page } = opened;
  await page.waitForSelector('.cm-line');
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Change…' }).click();
  await dialog(page).getByRole('searchbox').fill('list of');
  const row = dialog(page).getByRole('listitem');
  await expect(row).toHaveText('List of annotationsF9');
  await row.getByRole('button').click();
  await page.keyboard.press('F6');
  await expect(row.getByRole('status')).toContainText('F6 cannot be given away');
  await page.keyboard.press('Control+e');
  await expect(row.getByRole('status')).toContainText('Ctrl+E belongs to “Export an annotated copy”.');
  await picture(page, 'conflict');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(row.first()).toContainText('Ctrl+E');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+e');
  await expect(page.locator('.sidebar')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.locator('.sidebar')).toBeVisible();
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Change…' }).click();
  await dialog(page).getByRole('searchbox').fill('list of');
  await row.getByRole('button', { name: /Change/ }).click();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Reset all' }).click();
  await expect(row).toHaveText('List of annotationsF9');
});

test('colours can be told apart by lines', async () => {
  const words = ['a jury of goldsmiths', 'set aside', 'hanged for a lie', 'weighs with weights', 'Three things', 'A naïve reader'];
  const annotations = words.map((quote, at) => annotationOf(at + 1, trial.indexOf(quote), trial.indexOf(quote) + quote.length, { color: colors[at]!, style: markStyles[at % 3]! }));
  opened = await openWindowPage(trial, { annotations });
  const { page } = opened;
  await page.waitForSelector('.cm-line');
  await page.keyboard.press('Control+,');
  await page.getByRole('switch', { name: 'Tell colours apart by lines, too' }).or(page.getByRole('checkbox', { name: 'Tell colours apart by lines, too' })).click();
  await page.keyboard.press('Escape');
  const lines = await page.evaluate((names) => names.map((name) => {
    const style = getComputedStyle(document.querySelector('.cm-content')!, `::highlight(highlight-${name}-0)`);
    return `${style.textDecorationLine} ${style.textDecorationStyle}`;
  }), [...colors]);
  expect(new Set(lines).size).toBe(colors.length);
  for (const [style, line] of [['underline', 'underline'], ['strikethrough', 'line-through']] as const) {
    const kinds = await page.evaluate((names) => names.map((name) => {
      const drawn = getComputedStyle(document.querySelector('.cm-content')!, `::highlight(${name})`);
      return `${drawn.textDecorationLine} ${drawn.textDecorationStyle}`;
    }), colors.map((color) => `${style}-${color}-0`));
    expect(new Set(kinds).size).toBe(colors.length);
    expect(kinds.every((kind) => kind.includes(line))).toBe(true);
  }
  await picture(page, 'patterns');
});
