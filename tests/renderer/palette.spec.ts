import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { clickOn, dragOver, painted } from '../e2e/screen';
import { faults } from './page-faults';
import { picture } from './picture';
import { openWindowPage, type WindowPage } from './window-page';

const trial = await readFile(new URL('../fixtures/texts/trial.md', import.meta.url), 'utf8');
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

async function open(options: Parameters<typeof openWindowPage>[1] = {}): Promise<Page> {
  opened = await openWindowPage(trial, options);
  await opened.page.waitForSelector('.cm-line');
  return opened.page;
}

const text = (page: Page) => page.getByRole('document', { name: 'notes.txt, text' });
const palette = (page: Page) => page.getByRole('dialog', { name: 'Type what you want to do' });

async function summon(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
}

test('the palette finds a command by some of its letters and does it', async () => {
  const page = await open({ dark: true });
  await dragOver(page, 'a jury of goldsmiths');
  await page.keyboard.press('Control+Shift+P');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
  await expect(palette(page).getByRole('option', { name: 'Highlight the selection in the last colour' })).toContainText('H');
  await picture(page, 'palette');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.type('high gre');
  await expect(palette(page).getByRole('option')).toHaveCount(1);
  await picture(page, 'found');
  await page.keyboard.press('Enter');
  await expect(palette(page)).toHaveCount(0);
  await expect.poll(async () => (await painted(page))['highlight green']).toEqual(['a jury of goldsmiths']);
  await expect(text(page)).toBeFocused();
});

test('the palette is chosen from with arrows, says that nothing is found, and gives the focus back', async () => {
  const page = await open();
  await clickOn(page, 'Once a year');
  await summon(page);
  await page.keyboard.type('qqq');
  await expect(palette(page).getByRole('status')).toHaveText('No command is called like this.');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(palette(page)).toHaveCount(0);
  await expect(text(page)).toBeFocused();
  await summon(page);
  await page.keyboard.type('text');
  const options = palette(page).getByRole('option');
  const second = await options.nth(1).textContent();
  await page.keyboard.press('ArrowDown');
  await expect(palette(page).locator('[data-highlighted]')).toHaveText(second!);
  await page.keyboard.press('ArrowUp');
  await expect(palette(page).locator('[data-highlighted]')).toHaveText((await options.first().textContent())!);
  await page.keyboard.press('Escape');
  await summon(page);
  // By what people also call it.
  await page.keyboard.type('dark theme');
  await expect(options).toHaveText([/^Settings/]);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('keyboard');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Ctrl+Shift+P');
});

test('letters work in the text alone; with Caps Lock and Shift they are the same', async () => {
  const page = await open();
  await dragOver(page, 'hanged for a lie');
  await page.keyboard.press('Shift+U');
  await expect.poll(async () => (await painted(page))['underline yellow']).toEqual(['hanged for a lie']);
  await page.keyboard.press('Enter');
  await page.keyboard.press('3');
  await expect.poll(async () => (await painted(page))['underline blue']).toEqual(['hanged for a lie']);
  await page.keyboard.press('Delete');
  await expect.poll(() => painted(page)).toEqual({});
});
