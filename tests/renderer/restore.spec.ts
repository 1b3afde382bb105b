import { expect, test } from '@playwright/test';
import { annotationOf } from '../core/annotation-sample';
import { describe } from '../../core/anchor/describe';
import { faults } from './page-faults';
import { picture } from './picture';
import { insertedFirst, insertFirst, openWindowPage } from './window-page';

const text = 'The ferryman 😀 nodded.\n\nA bright cold day in the harbour.\n';
const start = text.indexOf('bright');
const gone = annotationOf(7, start, start + 6, { target: describe(text, { start, end: start + 6 }), comment: 'how bright?' });
const states = [
  { name: 'r000000009-2026-03-01T10-00-00Z.json', date: '2026-03-01T10:00:00.000Z', annotations: 12 },
  { name: 'r000000002-2026-02-27T09-30-00Z.json', date: '2026-02-27T09:30:00.000Z', annotations: null },
];

test('an earlier state is compared and restored from the keyboard', async () => {
  const { page, browser } = await openWindowPage(text, { dark: true });
  await page.evaluate(({ listed, added }) => {
    const { answers } = window as unknown as { answers: Record<string, unknown> };
    answers['listEarlierStates'] = () => Promise.resolve({ ok: true, value: listed });
    answers['readEarlierState'] = (_id: string, name: string) => Promise.resolve({
      ok: true, value: { change: { added: name === listed[0]?.name ? [added] : [], updated: [], removed: [] }, placements: {}, alreadyThere: 0, conflicts: [] },
    });
  }, { listed: states, added: gone });
  await expect(page.getByRole('toolbar').first()).toBeVisible();
  await page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'command', command: 'restore' }); });
  const dialog = page.getByRole('dialog', { name: 'Restore annotations of an earlier state' });
  await expect(dialog.getByRole('radio')).toHaveCount(2);
  await expect(dialog.getByText('12 annotations')).toBeVisible();
  await expect(dialog.getByText('damaged')).toBeVisible();
  const restore = dialog.getByRole('button', { name: 'Restore' });
  await expect(restore).toBeDisabled();
  await dialog.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await expect(dialog.getByText('1 annotation of then is gone now.')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await picture(page, 'restore-dark');
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByText('All annotations of then are here.')).toBeVisible();
  await expect(restore).toBeDisabled();
  await page.keyboard.press('ArrowUp');
  await restore.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.locator('.toast').getByText('1 annotation restored.')).toBeVisible();
  const saved = () => page.evaluate(() => (window as unknown as { asked: { name: string; values: { added?: unknown[]; removed?: unknown[] }[] }[] }).asked.filter(({ name }) => name === 'saveChange').map(({ values }) => values[1]));
  await expect.poll(saved).toMatchObject([{ added: [{ id: gone.id }], removed: [] }]);
  await page.keyboard.press('Control+z');
  await expect.poll(saved).toMatchObject([{}, { removed: [{ id: gone.id }] }]);
  await browser.close();
});

test('an earlier state is compared anew with a text that takes the place of the one it was compared with', async () => {
  const { page, browser } = await openWindowPage(text);
  const answer = (added: unknown) => page.evaluate(({ listed, found }) => {
    const { answers } = window as unknown as { answers: Record<string, unknown> };
    answers['listEarlierStates'] = () => Promise.resolve({ ok: true, value: listed });
    answers['readEarlierState'] = () => Promise.resolve({ ok: true, value: { change: { added: [found], updated: [], removed: [] }, placements: {}, alreadyThere: 0, conflicts: [] } });
  }, { listed: states, found: added });
  await answer(gone);
  await expect(page.getByRole('toolbar').first()).toBeVisible();
  await page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'command', command: 'restore' }); });
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio').first().check();
  await expect(dialog.getByText('1 annotation of then is gone now.')).toBeVisible();
  const moved = { start: start + insertedFirst.length, end: start + insertedFirst.length + 6 };
  await answer({ ...gone, target: describe(insertedFirst + text, moved) });
  await insertFirst(page, text, []);
  await expect(dialog.getByText('1 annotation of then is gone now.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Restore' }).press('Enter');
  const saved = () => page.evaluate(() => (window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter(({ name }) => name === 'saveChange').map(({ values }) => values[1]));
  await expect.poll(saved).toMatchObject([{ added: [{ id: gone.id, target: { position: moved } }] }]);
  await browser.close();
});

test('a recent document whose file is gone says so, and asks where it is', async () => {
  const { page, browser } = await openWindowPage(text, { startPage: true, recent: [
    { documentId: '00000000-0000-4000-8000-000000000001', name: 'here.txt', path: '/home/someone/here.txt', annotations: 3, opened: '2026-01-01T00:00:00.000Z', missing: false },
    { documentId: '00000000-0000-4000-8000-000000000002', name: 'gone.txt', path: '/home/someone/gone.txt', annotations: 1, opened: '2026-01-01T00:00:00.000Z', missing: true },
  ] });
  const entry = page.getByRole('button', { name: /gone\.txt.*not found.*Locate…/ });
  await expect(entry).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await picture(page, 'recent');
  const asked = () => page.evaluate(() => (window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter(({ name }) => /^(locate|open)Recent$/.test(name)));
  await entry.click();
  await expect.poll(asked).toEqual([{ name: 'locateRecent', values: ['00000000-0000-4000-8000-000000000002'] }]);
  await page.getByRole('button', { name: /here\.txt/ }).first().click();
  await expect.poll(asked).toMatchObject([{}, { name: 'openRecent' }]);
  await browser.close();
});
