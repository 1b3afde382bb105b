import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { annotationOf } from '../core/annotation-sample';
import { faults } from './page-faults';
import { picture } from './picture';
import { openWindowPage, type WindowPage } from './window-page';

const trial = await readFile(new URL('../fixtures/texts/trial.md', import.meta.url), 'utf8');
const start = trial.indexOf('weighs with weights');
const here = annotationOf(1, start, start + 19, { comment: 'Here' });
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

/** Opens the window; the main process finds one annotation in this document and one in another. */
async function open(dark: boolean): Promise<Page> {
  opened = await openWindowPage(trial, { annotations: [here], dark });
  const { page } = opened;
  await page.waitForSelector('.cm-line');
  await page.evaluate((id) => {
    const hit = { documentId: '00000000-0000-4000-8000-00000000000d', name: 'log.txt', path: '/home/someone/log.txt', annotationId: '00000000-0000-4000-8000-00000000000a', color: 'blue', style: 'underline', resolved: false, quote: 'sprinkler 7 reports 38.6 l/min, and weights', comment: 'Who chose the *weights*? 👩‍⚖️', tags: ['metal'] };
    const local = { ...hit, documentId: '00000000-0000-4000-8000-000000000000', name: 'notes.txt', annotationId: id, color: 'yellow', style: 'highlight', quote: 'weighs with weights', comment: 'Here', tags: [] };
    const { answers } = window as unknown as { answers: Record<string, (typed: string) => Promise<unknown>> };
    answers['searchLibrary'] = (typed) => Promise.resolve({ ok: true, value: typed === 'zzz' ? { hits: [], total: 0, documents: 0 } : { hits: [local, hit], total: 1204, documents: 31 } });
  }, here.id);
  await page.keyboard.press('Control+Shift+F');
  await expect(dialog(page).getByRole('combobox')).toBeFocused();
  return page;
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search all annotations of all documents' });
const asked = (page: Page, wanted: string) => page.evaluate((name) => (window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter((one) => one.name === name).map(({ values }) => values), wanted);

test('what is found shows where it was found and goes there, in the dark', async () => {
  const page = await open(true);
  await page.keyboard.type('weights');
  await expect(dialog(page).getByRole('option')).toHaveCount(2);
  await expect(dialog(page).locator('mark')).toHaveText(['weights', 'weights', 'weights']);
  await expect(dialog(page).getByRole('status')).toHaveText('The first 2 of 1204 annotations in 31 documents');
  await picture(page, 'found');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.locator('.comment-card[data-id]')).toContainText('Here');
  expect(await asked(page, 'openAnnotation')).toEqual([]);
  await page.keyboard.press('Control+Shift+F');
  await expect(dialog(page).getByRole('combobox')).toHaveValue('weights');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => asked(page, 'openAnnotation')).toEqual([['00000000-0000-4000-8000-00000000000d', '00000000-0000-4000-8000-00000000000a']]);
});

test('what is not found is said', async () => {
  const page = await open(false);
  await page.keyboard.type('zzz');
  await expect(dialog(page).getByRole('status')).toHaveText('No annotation holds this.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('document', { name: 'notes.txt, text' })).toBeFocused();
});
