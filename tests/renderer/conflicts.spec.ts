import { expect, test } from '@playwright/test';
import { annotationOf } from '../core/annotation-sample';
import { describe } from '../../core/anchor/describe';
import type { Annotation } from '../../core/model/annotation';
import { faults } from './page-faults';
import { picture } from './picture';
import { insertFirst, openWindowPage } from './window-page';

const text = 'The ferryman 😀 nodded, with a cafe\u0301 in hand.\n\nA bright cold day in the harbour.\n';

function on(exact: string, number: number, fields: Partial<Annotation>): Annotation {
  const start = text.indexOf(exact);
  return annotationOf(number, start, start + exact.length, { target: describe(text, { start, end: start + exact.length }), ...fields });
}

const mine = [on('ferryman 😀', 1, { comment: 'He knows more than he says.', revision: 2 }), on('😀 nodded', 2, { comment: '', color: 'blue', revision: 2 })];
const theirs = [{ ...mine[0]!, comment: 'He knows nothing at all.', color: 'green', creator: 'Ben' }, { ...mine[1]!, comment: 'A nod.', resolved: true }];
const added = on('bright cold day', 3, { comment: 'new' });

test('versions are compared and chosen by keyboard', async () => {
  const { page, browser } = await openWindowPage(text, { dark: true, annotations: mine });
  await page.evaluate((value) => {
    (window as unknown as { answers: Record<string, unknown> }).answers['importAnnotations'] = () => Promise.resolve({ ok: true, value });
  }, { change: { added: [added], updated: [], removed: [] }, placements: { [added.id]: { status: 'unsure', span: added.target.position, confidence: 0.4, formerly: 0 } }, alreadyThere: 0, conflicts: mine.map((version, index) => ({ mine: version, theirs: theirs[index] })) });
  const importing = () => page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'command', command: 'import' }); });
  const saved = () => page.evaluate(() => (window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter(({ name }) => name === 'saveChange').map(({ values }) => values[1]));
  await expect(page.getByRole('toolbar').first()).toBeVisible();
  await importing();
  const dialog = page.getByRole('dialog', { name: '2 annotations are other versions here' });
  await expect(dialog).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await saved()).toEqual([]);
  await importing();
  const first = dialog.getByRole('group', { name: '“ferryman 😀”' });
  await expect(first.getByRole('radio', { name: /^Mine/ })).toBeChecked();
  await first.getByRole('radio', { name: /^Mine/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(first.getByRole('radio', { name: /^Theirs/ })).toBeChecked();
  await dialog.getByRole('group', { name: '“😀 nodded”' }).getByRole('radio', { name: /^Both/ }).check();
  await dialog.getByRole('button', { name: 'Import' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(saved).toMatchObject([{ added: [{ id: added.id }, { comment: 'A nod.' }], updated: [{ after: { id: mine[0]!.id, comment: 'He knows nothing at all.', revision: 3 } }], removed: [] }]);
  await expect(page.locator('.toast').getByText('3 annotations imported. 1 could not be placed for certain, and waits under “To review”.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(saved).toHaveLength(2);
  await browser.close();
});

test('what was changed meanwhile is shown and asked about again, the other choices stay', async () => {
  const { page, browser } = await openWindowPage(text, { annotations: mine });
  await page.evaluate((value) => {
    (window as unknown as { answers: Record<string, unknown> }).answers['importAnnotations'] = () => Promise.resolve({ ok: true, value });
  }, { change: { added: [added], updated: [], removed: [] }, placements: {}, alreadyThere: 0, conflicts: mine.map((version, index) => ({ mine: version, theirs: theirs[index] })) });
  const tell = (notice: unknown) => page.evaluate((told) => { (window as unknown as { tell(notice: unknown): void }).tell(told); }, notice);
  const saved = () => page.evaluate(() => (window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter(({ name }) => name === 'saveChange').map(({ values }) => values[1]));
  await expect(page.getByRole('toolbar').first()).toBeVisible();
  await tell({ kind: 'command', command: 'import' });
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('group', { name: 'For all:' }).getByRole('button', { name: 'Theirs' }).click();
  const elsewhere = [{ ...mine[0]!, comment: 'Said elsewhere 😀.', revision: 3 }, mine[1]!];
  await tell({ kind: 'annotations-changed', documentId: '00000000-0000-4000-8000-000000000000', annotations: elsewhere });
  await dialog.getByRole('button', { name: 'Import' }).press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('One of them was changed here meanwhile. Look at it again.');
  expect(await saved()).toEqual([]);
  const first = dialog.getByRole('group', { name: '“ferryman 😀”' });
  await expect(first.getByRole('radio', { name: /Said elsewhere/ })).toBeChecked();
  await expect(dialog.getByRole('group', { name: '“😀 nodded”' }).getByRole('radio', { name: /^Theirs/ })).toBeChecked();
  expect(await faults(page)).toEqual([]);
  await picture(page, 'changed');
  await first.getByRole('radio', { name: /^Theirs/ }).check();
  await dialog.getByRole('button', { name: 'Import' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(saved).toMatchObject([{ added: [{ id: added.id }], updated: [{ after: { comment: 'He knows nothing at all.', revision: 4 } }, { after: { comment: 'A nod.' } }] }]);
  await browser.close();
});

test('what was read for a text is not imported into another one that takes its place', async () => {
  const { page, browser } = await openWindowPage(text, { annotations: mine });
  const answer = (late: boolean) => page.evaluate(([value, waits]) => {
    const page = window as unknown as { answers: Record<string, unknown>; chosen?: () => void };
    const chosen = new Promise<void>((resolve) => { page.chosen = resolve; });
    page.answers['importAnnotations'] = () => (waits ? chosen : Promise.resolve()).then(() => ({ ok: true, value }));
  }, [{ change: { added: [added], updated: [], removed: [] }, placements: {}, alreadyThere: 0, conflicts: late ? [] : [{ mine: mine[0], theirs: theirs[0] }] }, late] as const);
  const importing = () => page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'command', command: 'import' }); });
  const saved = () => page.evaluate(() => (window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter(({ name }) => name === 'saveChange').map(({ values }) => values[1]));
  await expect(page.getByRole('toolbar').first()).toBeVisible();
  await answer(false);
  await importing();
  await expect(page.getByRole('dialog')).toBeVisible();
  await insertFirst(page, text, []);
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('.toast')).toContainText('the text has become another one');
  await page.locator('.toast-close').click();
  // The same when the file is still being chosen meanwhile.
  await answer(true);
  await importing();
  await expect.poll(() => page.evaluate(() => (window as unknown as { asked: { name: string }[] }).asked.filter(({ name }) => name === 'importAnnotations').length)).toBe(2);
  await insertFirst(page, `again\n${text}`, []);
  await expect.poll(() => page.locator('.cm-line').allInnerTexts()).toContain('again');
  await page.evaluate(() => { (window as unknown as { chosen(): void }).chosen(); });
  await expect(page.locator('.toast')).toContainText('the text has become another one');
  expect(await saved()).toEqual([]);
  await browser.close();
});
