import { expect, test } from '@playwright/test';
import { annotationOf } from '../core/annotation-sample';
import { describe } from '../../core/anchor/describe';
import { faults } from './page-faults';
import { picture } from './picture';
import { openWindowPage } from './window-page';

const text = 'The ferryman 😀 nodded.\n\nA bright cold day in the harbour.\n';
const start = text.indexOf('bright');
const theirs = annotationOf(7, start, start + 6, { target: describe(text, { start, end: start + 6 }), comment: 'how bright?' });
const place = { beside: false, folder: '/home/someone/texts', besideName: 'notes.txt.manicule.json', storage: '/home/someone/.config/Manicule' };

test('where annotations are kept is shown and chosen from the keyboard, dark, narrow', async () => {
  const { page, browser } = await openWindowPage(text, { dark: true, width: 480 });
  await expect(page.getByRole('toolbar').first()).toBeVisible();
  await page.evaluate(({ found, added }) => {
    const { answers, tell } = window as unknown as { answers: Record<string, unknown>; tell(notice: unknown): void };
    answers['findPlace'] = () => Promise.resolve({ ok: true, value: found });
    answers['keepBeside'] = () => Promise.resolve({ ok: true, value: { documents: 2, annotations: 9, problems: [{ kind: 'beside-failed', path: '/home/someone/texts/b.txt.manicule.json', code: 'EROFS' }] } });
    answers['importBeside'] = () => Promise.resolve({ ok: true, value: { change: { added: [added], updated: [], removed: [] }, placements: {}, alreadyThere: 0, conflicts: [] } });
    answers['settle'] = () => Promise.resolve({ ok: true, value: { annotations: [], placements: {}, textChanged: false, unknownBeside: 1, problems: [] } });
    void (answers['start'] as () => Promise<{ document: unknown }>)().then(({ document }) => { tell({ kind: 'open', document }); });
  }, { found: place, added: theirs });
  const offer = page.getByRole('status').filter({ hasText: '1 annotation lies beside this file that you do not have.' });
  await expect(offer).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await picture(page, 'beside-offer-dark');
  await offer.getByRole('button', { name: 'Add' }).press('Enter');
  await expect(offer).toHaveCount(0);
  const asked = (name: string) => page.evaluate((wanted) => (window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter((one) => one.name === wanted).map(({ values }) => values), name);
  await expect.poll(() => asked('saveChange')).toMatchObject([[expect.anything(), { added: [{ id: theirs.id }] }]]);
  await page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'command', command: 'choose-place' }); });
  const dialog = page.getByRole('dialog', { name: 'Choose where annotations are kept' });
  const [own, beside] = [dialog.getByRole('radio').first(), dialog.getByRole('radio').last()];
  await expect(own).toBeChecked();
  await expect(dialog.getByText('/home/someone/texts', { exact: false })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Move' })).toBeDisabled();
  await own.focus();
  await page.keyboard.press('ArrowDown');
  await expect(beside).toBeChecked();
  expect(await faults(page)).toEqual([]);
  await picture(page, 'place-dark');
  await dialog.getByRole('button', { name: 'Move' }).press('Enter');
  await expect(dialog).toBeHidden();
  expect(await asked('keepBeside')).toEqual([[expect.anything(), true]]);
  await expect(page.locator('.toast').getByText('2 documents moved.')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('could not be written beside their file');
  await expect(page.locator('.cm-content')).toBeFocused();
  await page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'problem', problem: { kind: 'conflict-damaged', path: '/home/someone/texts/notes.txt.manicule 2.json' } }); });
  await expect(page.getByRole('alert').filter({ hasText: 'A second version of the annotations beside a text, “/home/someone/texts/notes.txt.manicule 2.json”, is damaged.' })).toBeVisible();
  await browser.close();
});

const sentences = [
  [{ edited: false, gone: false }, 'This file holds the same text as “ferry.txt” and has got a copy of its annotations.'],
  [{ edited: false, gone: true }, 'This file holds the text that “ferry.txt” held before, and has got a copy of its annotations.'],
  [{ edited: true, gone: true }, 'This file holds much of the text of “ferry.txt”, which is not where it was, and has got a copy of its annotations.'],
] as const;
test('where the copies came from is said as it is', async () => {
  const { page, browser } = await openWindowPage(text);
  await expect(page.getByRole('toolbar').first()).toBeVisible();
  for (const [how, sentence] of sentences) {
    await page.evaluate(({ copy, from }) => {
      const { answers, tell } = window as unknown as { answers: Record<string, unknown>; tell(notice: unknown): void };
      answers['settle'] = () => Promise.resolve({ ok: true, value: { annotations: [copy], placements: {}, textChanged: false, unknownBeside: 0, copiedFrom: { name: 'ferry.txt', ids: [copy.id], ...from }, problems: [] } });
      void (answers['start'] as () => Promise<{ document: unknown }>)().then(({ document }) => { tell({ kind: 'open', document }); });
    }, { copy: theirs, from: how });
    await expect(page.getByRole('status').filter({ hasText: sentence })).toBeVisible();
    await picture(page, `copy-${how.edited ? 'edited' : 'same'}${how.gone ? '-gone' : ''}`);
  }
  await browser.close();
});

test('copies of another document’s annotations are said, and taken away again and back', async () => {
  const { page, browser } = await openWindowPage(text);
  await expect(page.getByRole('toolbar').first()).toBeVisible();
  await page.evaluate((copy) => {
    const { answers, tell } = window as unknown as { answers: Record<string, unknown>; tell(notice: unknown): void };
    const copiedFrom = { name: 'ferry.txt', edited: true, gone: false, ids: [(copy as { id: string }).id] };
    answers['settle'] = () => Promise.resolve({ ok: true, value: { annotations: [copy], placements: {}, textChanged: false, unknownBeside: 0, copiedFrom, problems: [] } });
    void (answers['start'] as () => Promise<{ document: unknown }>)().then(({ document }) => { tell({ kind: 'open', document }); });
  }, theirs);
  const notice = page.getByRole('status').filter({ hasText: 'This file is an edited copy of “ferry.txt” and has got a copy of its annotations.' });
  await expect(notice).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await picture(page, 'edited-copy');
  await notice.getByRole('button', { name: 'Remove the copies' }).press('Enter');
  await expect(notice).toHaveCount(0);
  const changes = () => page.evaluate(() => (window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter((one) => one.name === 'saveChange').map(({ values }) => values[1]));
  await expect.poll(changes).toMatchObject([{ removed: [{ id: theirs.id }] }]);
  await expect(page.locator('.cm-content')).toBeFocused();
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(changes).toMatchObject([{ removed: [{ id: theirs.id }] }, { added: [{ id: theirs.id }] }]);
  await browser.close();
});
