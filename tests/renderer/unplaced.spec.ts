import { expect, test } from '@playwright/test';
import { annotationOf } from '../core/annotation-sample';
import { describe } from '../../core/anchor/describe';
import { faults } from './page-faults';
import { picture } from './picture';
import { openWindowPage } from './window-page';

const text = 'The ferryman 😀 nodded.\n\nA bright cold day in the harbour.\n';
const start = text.indexOf('bright');
const bright = annotationOf(7, start, start + 6, { target: describe(text, { start, end: start + 6 }), comment: 'how bright?' });

test('annotations whose places cannot be found are said to be missing, with the reason, and are tried again', async () => {
  const { page, browser } = await openWindowPage(text, { annotations: [bright] });
  await expect(page.getByRole('toolbar').first()).toBeVisible();
  await page.evaluate(() => {
    const { answers, tell } = window as unknown as { answers: Record<string, () => Promise<{ value: { document: { value: Record<string, unknown> } } }>>; tell(notice: unknown): void };
    const settle = answers['settle']!;
    void (answers['start'] as unknown as () => Promise<{ document: { value: Record<string, unknown> } }>)().then(({ document }) => {
      const changed = { ok: true, value: { ...document.value, unchanged: false } };
      answers['settle'] = () => Promise.resolve({ ok: false, problem: { kind: 'changed-while-reading', path: '/home/someone/notes.txt' } }) as never;
      answers['reopen'] = () => {
        answers['settle'] = settle;
        return Promise.resolve(changed) as never;
      };
      tell({ kind: 'open', document: changed });
    });
  });
  const bar = page.getByRole('alert');
  await expect(bar).toContainText('The annotations are not shown');
  await expect(bar).toContainText('notes.txt');
  await expect(page.getByText('Annotations not placed')).toBeVisible();
  await expect(page.getByText('Placing the annotations…')).toHaveCount(0);
  await expect(page.locator('.comment-layer').getByText('how bright?')).toHaveCount(0);
  expect(await faults(page)).toEqual([]);
  await picture(page, 'unplaced');
  await bar.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(bar).toHaveCount(0);
  await expect(page.locator('.comment-layer').getByText('how bright?')).toBeVisible();
  await browser.close();
});
