import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { annotationOf } from '../core/annotation-sample';
import { cards, clickOn, dragOver, markBar, painted } from '../e2e/screen';
import { faults } from './page-faults';
import { picture } from './picture';
import { openWindowPage, type WindowPage } from './window-page';

const trial = await readFile(new URL('../fixtures/texts/trial.md', import.meta.url), 'utf8');
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

function passage(number: number, words: string, fields: Parameters<typeof annotationOf>[3] = {}) {
  const start = trial.indexOf(words);
  return annotationOf(number, start, start + words.length, { target: { position: { start, end: start + words.length }, quote: { exact: words, prefix: '', suffix: '' } }, ...fields });
}

const annotations = [
  passage(1, 'a jury of goldsmiths', { created: '2026-01-04T00:00:00.000Z', comment: 'Who chose them?', creator: 'Ana' }),
  passage(2, 'set aside', { created: '2026-01-03T00:00:00.000Z', color: 'blue', tags: ['metal'] }),
  passage(3, 'hanged for a lie', { created: '2026-01-06T00:00:00.000Z', style: 'underline', color: 'pink' }),
  passage(4, 'weighs with weights', { created: '2026-01-05T00:00:00.000Z', tags: ['metal', 'law'] }),
];

async function open(text = trial, given: unknown[] = annotations): Promise<Page> {
  opened = await openWindowPage(text, { annotations: given });
  await opened.page.waitForSelector('.cm-line');
  // The text stands before the window around it, which hears the keys.
  await opened.page.waitForSelector('.status-save');
  return opened.page;
}

const entries = (page: Page) => page.getByRole('list', { name: 'Annotations' }).getByRole('button');
const quotes = (page: Page) => page.locator('.list-quote').allTextContents();

test('the list is searched, sorted and filtered', async () => {
  const page = await open();
  await page.keyboard.press('F9');
  await expect(entries(page)).toHaveCount(4);
  await page.getByRole('button', { name: 'Sort' }).click();
  await page.getByRole('menuitemradio', { name: 'Newest first' }).click();
  await expect.poll(() => quotes(page)).toEqual(['hanged for a lie', 'weighs with weights', 'a jury of goldsmiths', 'set aside']);
  await page.getByRole('searchbox').fill('metal');
  await expect.poll(() => quotes(page)).toEqual(['weighs with weights', 'set aside']);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Blue' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Pink' }).click();
  await picture(page, 'filter menu');
  expect(await faults(page)).toEqual([]);
  await expect.poll(() => quotes(page)).toEqual(['hanged for a lie', 'set aside']);
  await page.getByRole('menuitem', { name: 'Show all' }).click();
  await expect(entries(page)).toHaveCount(4);
});

test('several are chosen with the keyboard and with the mouse, changed and deleted as one change each', async () => {
  const page = await open();
  await page.keyboard.press('F9');
  await entries(page).first().click();
  await entries(page).nth(3).click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('group', { name: 'Chosen annotations' })).toContainText('4 chosen');
  await entries(page).nth(2).click({ modifiers: ['Control'] });
  await expect(page.getByRole('group', { name: 'Chosen annotations' })).toContainText('3 chosen');
  await page.getByRole('button', { name: 'Change the chosen annotations' }).click();
  await page.getByRole('menuitem', { name: 'Colour' }).click();
  await page.getByRole('menuitemradio', { name: 'Green' }).click();
  expect((await painted(page))['highlight green']).toEqual(['a jury of goldsmiths', 'set aside', 'weighs with weights']);
  await picture(page, 'several chosen');
  expect(await faults(page)).toEqual([]);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  expect(await painted(page)).toMatchObject({ 'highlight yellow': ['a jury of goldsmiths', 'weighs with weights'], 'highlight blue': ['set aside'] });
  await entries(page).first().click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('group', { name: 'Chosen annotations' })).toContainText('3 chosen');
  await page.keyboard.press('6');
  await expect(page.locator('.list-entry[data-color="purple"]')).toHaveCount(3);
  await page.keyboard.press('u');
  await expect(page.locator('.list-entry[data-style="underline"]')).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Delete');
  await expect(entries(page)).toHaveCount(1);
  await expect(page.locator('.toast')).toContainText('3 annotations deleted');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(entries(page)).toHaveCount(4);
  await page.keyboard.press('Escape');
  await clickOn(page, 'Three things');
  await page.keyboard.press('h');
  await expect(page.locator('.toast')).toContainText('Select the words first');
});

test('tags are added with T and with completion, shown on the card, and taken away', async () => {
  const page = await open();
  await dragOver(page, 'Three things');
  await page.keyboard.press('t');
  const field = page.getByRole('combobox', { name: 'Add a tag' });
  await expect(field).toBeFocused();
  await page.keyboard.type('me');
  await expect(page.getByRole('option', { name: 'metal' })).toBeVisible();
  await picture(page, 'tag completion');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Tags of what is chosen' })).toHaveText('metal');
  await page.keyboard.type('Rule of three 👩‍⚖️');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Tags of what is chosen' }).getByRole('listitem')).toHaveCount(2);
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('document', { name: 'notes.txt, text' })).toBeFocused();
  const card = cards(page).filter({ hasText: 'Rule of three' });
  await expect(card).toContainText('metal');
  await card.getByRole('button', { name: 'Remove tag metal' }).click();
  await expect(card).not.toContainText('metal');
  await page.keyboard.press('Control+z');
  await expect(card).toContainText('metal');
  await picture(page, 'tags on a card');
});

test('a tag that is typed and not entered is added by Done and when the window closes; Escape drops it', async () => {
  const page = await open();
  const tags = () => page.evaluate(() => (window as unknown as { asked: { name: string; values: [string, { updated: { after: { tags: string[] } }[] }] }[] }).asked
    .filter(({ name }) => name === 'saveChange').flatMap(({ values }) => values[1].updated.map(({ after }) => after.tags)));
  const type = async (tag: string) => {
    await page.keyboard.press('t');
    await expect(page.locator('.tag-field')).toBeFocused();
    await page.keyboard.type(tag);
  };
  const done = page.locator('.tag-dialog .primary');
  await dragOver(page, 'Three things');
  await type('unwanted');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await tags()).toEqual([]);
  await type('law 👩‍⚖️');
  await done.click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(tags).toEqual([['law 👩‍⚖️']]);
  await type('met');
  await expect(page.getByRole('option', { name: 'metal' })).toBeVisible();
  await done.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(tags).toEqual([['law 👩‍⚖️'], ['law 👩‍⚖️', 'met']]);
  await type('cafe\u0301');
  await page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'closing' }); });
  await expect.poll(async () => (await tags()).at(-1)).toEqual(['law 👩‍⚖️', 'met', 'café']);
});

test('the menu of an annotation opens with the right button and with the menu key, in the text, on a card and in the list', async () => {
  const page = await open();
  await clickOn(page, 'jury of goldsmiths');
  const { x, y } = (await markBar(page).boundingBox())!;
  await page.mouse.move(x, y);
  await page.keyboard.press('Escape');
  await clickOn(page, 'set aside');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu', { name: 'Annotation' })).toBeVisible();
  await picture(page, 'menu in the text');
  expect(await faults(page)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Style' }).press('ArrowRight');
  await page.getByRole('menuitemradio', { name: 'Strike through' }).click();
  expect(await painted(page)).toMatchObject({ 'strikethrough blue': ['set aside'] });
  await cards(page).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Resolve' }).click();
  await expect(cards(page).first()).toContainText('Resolved');
  await page.keyboard.press('F9');
  await entries(page).nth(2).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(entries(page)).toHaveCount(3);
});

test('the annotation that the caret comes into is announced', async () => {
  const page = await open();
  await clickOn(page, 'Once a year');
  await page.keyboard.press('Home');
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.visually-hidden[aria-live]')).toHaveText('In highlight, yellow, comment: Who chose them?');
});

test('a long list is searched and sorted', async () => {
  const line = 'every word of this line can be marked and found again later on\n';
  const many = Array.from({ length: 20_000 }, (_, at) => annotationOf(at, at * 3, at * 3 + 2, { comment: at % 1000 === 7 ? `rare ${String(at)}` : '', created: new Date(1e12 + at * 1000).toISOString() }));
  const page = await open(line.repeat(1_000), many);
  await page.keyboard.press('F9');
  await page.getByRole('searchbox').pressSequentially('rare');
  await expect(page.locator('.list-comment').first()).toHaveText('rare 7');
  await page.getByRole('button', { name: 'Sort' }).click();
  await page.getByRole('menuitemradio', { name: 'Newest first' }).click();
  await expect(page.locator('.list-comment').first()).toHaveText('rare 19007');
});
