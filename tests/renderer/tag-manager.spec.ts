import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { annotationOf } from '../core/annotation-sample';
import { cards, dragOver } from '../e2e/screen';
import { faults } from './page-faults';
import { picture } from './picture';
import { openWindowPage, type WindowPage } from './window-page';

const trial = await readFile(new URL('../fixtures/texts/trial.md', import.meta.url), 'utf8');
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

function passage(number: number, words: string, ...tags: string[]) {
  const start = trial.indexOf(words);
  return annotationOf(number, start, start + words.length, { comment: words, tags, target: { position: { start, end: start + words.length }, quote: { exact: words, prefix: '', suffix: '' } } });
}

async function open(dark = false): Promise<Page> {
  opened = await openWindowPage(trial, { dark, annotations: [passage(1, 'a jury of goldsmiths', 'law'), passage(2, 'set aside', 'metal'), passage(3, 'hanged for a lie', 'law', 'metal 👩‍⚖️')] });
  const { page } = opened;
  await page.waitForSelector('.comment-card');
  await page.evaluate(() => {
    const { answers } = window as unknown as { answers: Record<string, () => Promise<unknown>> };
    answers['listTags'] = () => Promise.resolve({ ok: true, value: [{ tag: 'harbour', annotations: 41, documents: 3 }, { tag: 'law', annotations: 12, documents: 4 }] });
    answers['changeTag'] = () => Promise.resolve({ ok: true, value: { annotations: 10, documents: 3 } });
    answers['takeBackTags'] = () => Promise.resolve({ ok: true, value: { annotations: 10, documents: 3 } });
  });
  return page;
}

const manager = (page: Page) => page.getByRole('dialog', { name: 'Tags and what colours mean' });
const tags = (page: Page) => manager(page).getByRole('list', { name: 'Tags' }).getByRole('listitem');
const asked = (page: Page, wanted: string) => page.evaluate((name) => (window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter((one) => one.name === name).map(({ values }) => values), wanted);

test('tags are renamed and merged in this document as one change each', async () => {
  const page = await open(true);
  await page.keyboard.press('Control+Shift+T');
  await expect(tags(page)).toHaveCount(3);
  await expect(tags(page).first()).toContainText('2 here');
  await picture(page, 'tag manager');
  expect(await faults(page)).toEqual([]);
  await manager(page).getByRole('button', { name: 'Rename law' }).click();
  await expect(manager(page).getByLabel('New name of law')).toBeFocused();
  await page.keyboard.type('Metal');
  await expect(manager(page).getByRole('status')).toContainText('the two become one');
  await picture(page, 'merging');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(tags(page)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(cards(page).first()).toContainText('metal');
  await expect(page.locator('.toast')).toContainText('Tag renamed on 2 annotations');
  await page.keyboard.press('Control+z');
  await expect(cards(page).first()).toContainText('law');
  expect(await asked(page, 'changeTag')).toEqual([]);
});

test('a tag is deleted in all documents, and taken back', async () => {
  const page = await open();
  await page.keyboard.press('Control+Shift+T');
  await manager(page).getByRole('button', { name: 'All documents' }).click();
  await expect(tags(page)).toHaveCount(4);
  await expect(tags(page).first()).toContainText('41 in 3 documents');
  await manager(page).getByRole('searchbox').fill('law');
  await manager(page).getByRole('button', { name: 'Delete law' }).click();
  await expect.poll(() => asked(page, 'changeTag')).toEqual([['law', null]]);
  await page.keyboard.press('Escape');
  await expect(cards(page).first()).not.toContainText('law');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(cards(page).first()).toContainText('law');
  await expect.poll(() => asked(page, 'takeBackTags')).toHaveLength(1);
  // Undo and redo reach the other documents too, as long as this is the last thing that was done.
  await page.keyboard.press('Control+Shift+z');
  await expect(cards(page).first()).not.toContainText('law');
  await expect.poll(() => asked(page, 'takeBackTags')).toHaveLength(2);
  await page.keyboard.press('Control+z');
  await expect(cards(page).first()).toContainText('law');
  await expect.poll(() => asked(page, 'takeBackTags')).toHaveLength(3);
  await expect(page.locator('.visually-hidden[aria-live]')).toHaveText('Tags are as they were');
  await dragOver(page, 'Three things');
  await page.keyboard.press('h');
  await page.keyboard.press('Control+z');
  expect(await asked(page, 'takeBackTags')).toHaveLength(3);
});

test('what a colour means is shown with it and offered as a tag; tags of other documents are completed', async () => {
  const page = await open();
  await page.keyboard.press('Control+Shift+T');
  await manager(page).getByLabel('What Green means').fill('I agree');
  await page.keyboard.press('Escape');
  await dragOver(page, 'weighs with weights');
  await expect(page.getByRole('button', { name: 'Highlight in Green: I agree' })).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: 'Tags' });
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('harb');
  await expect(page.getByRole('option', { name: 'harbour' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Add “I agree”, what Green means' }).click();
  await expect(dialog.getByRole('listitem')).toHaveText(['harbour', 'I agree']);
  await picture(page, 'tag dialog');
  expect(await faults(page)).toEqual([]);
});
