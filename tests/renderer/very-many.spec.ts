import { expect, test, type Page } from '@playwright/test';
import { dragOver, painted } from '../e2e/screen';
import { annotationOf } from '../core/annotation-sample';
import type { Annotation } from '../../core/model/annotation';
import { openWindowPage } from './window-page';

const lines = Array.from({ length: 1_400 }, (_, at) => `Line ${String(at).padStart(4, '0')} of the ferry 🛶 log, and a gull.\n`);
const text = lines.join('');
const length = lines[0]!.length;

/** One annotation of the first words of each line. */
function log(fields: Partial<Annotation> = {}): Annotation[] {
  return lines.map((_, at) => annotationOf(at, at * length, at * length + 9, fields));
}

/** Tells the window of a changed list; its parts come when the answer is called. */
async function tellChanged(page: Page, list: number, annotations: readonly Annotation[]): Promise<() => Promise<void>> {
  const handOver = await haveList(page, list, annotations);
  await page.evaluate(([number, count]) => {
    const { tell } = window as unknown as { tell(notice: unknown): void };
    tell({ kind: 'annotations-changed', documentId: '00000000-0000-4000-8000-000000000000', annotations: [], long: { list: number, count } });
  }, [list, annotations.length] as const);
  return handOver;
}

/** Has a list at hand for when the window asks for it; its parts come when the answer was called. */
async function haveList(page: Page, list: number, annotations: readonly Annotation[]): Promise<() => Promise<void>> {
  await page.evaluate(([number, all]) => {
    const { answers } = window as unknown as { answers: Record<string, unknown> };
    let handOver = () => {};
    const handed = new Promise<void>((resolve) => { handOver = resolve; });
    const before = answers['readAnnotations'] as (...values: unknown[]) => unknown;
    answers['readAnnotations'] = async (id: string, asked: number, from: number) => {
      if (asked !== number) return before(id, asked, from);
      await handed;
      const next = from + 500 < all.length ? from + 500 : null;
      return { ok: true, value: { json: JSON.stringify({ annotations: all.slice(from, from + 500), placements: {} }), next } };
    };
    Object.assign(window, { [`handOver${String(number)}`]: handOver });
  }, [list, annotations] as const);
  return () => page.evaluate((name) => { (window as unknown as Record<string, () => void>)[name]?.(); }, `handOver${String(list)}`);
}

test('very many annotations come in parts; what is marked meanwhile stays, and an older list never takes the place of a newer one', async () => {
  const { page, browser } = await openWindowPage(text, { annotations: log() });
  await expect.poll(async () => (await painted(page))['highlight yellow']?.slice(0, 2)).toEqual(['Line 0000', 'Line 0001']);
  const second = await tellChanged(page, 2, log({ color: 'blue', revision: 2 }));
  await dragOver(page, 'gull');
  await page.keyboard.press('2');
  await expect.poll(async () => (await painted(page))['highlight green']).toEqual(['gull']);
  await second();
  await expect.poll(async () => (await painted(page))['highlight blue']?.[0]).toBe('Line 0000');
  const now = await painted(page);
  expect(now['highlight green']).toEqual(['gull']);
  expect(now['highlight yellow']).toBeUndefined();
  const third = await tellChanged(page, 3, log({ color: 'pink', revision: 3 }));
  const fourth = await tellChanged(page, 4, log({ color: 'orange', revision: 4 }));
  await fourth();
  await expect.poll(async () => (await painted(page))['highlight orange']?.[0]).toBe('Line 0000');
  await third();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await painted(page))['highlight green']).toBeUndefined();
  expect((await painted(page))['highlight pink']).toBeUndefined();
  // All of them changed, marked and taken back without a pause: each builds upon what was before it.
  await page.keyboard.press('F9');
  await page.locator('.list-entry').first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('3');
  await expect.poll(async () => (await painted(page))['highlight blue']?.[0]).toBe('Line 0000');
  await page.keyboard.press('Delete');
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await painted(page))['highlight orange']?.[0]).toBe('Line 0000');
  await expect(page.getByRole('tab', { name: 'Annotations: 1400' })).toBeVisible();
  await expect(page.locator('.status-save')).toHaveText('Saved');
  await browser.close();
});

test('very many annotations of a file that changed come once, in their places; without places where those cannot be found', async () => {
  const { page, browser } = await openWindowPage(text, { annotations: log() });
  await expect.poll(async () => (await painted(page))['highlight yellow']?.[0]).toBe('Line 0000');
  for (const list of [2, 4, 6]) await (await haveList(page, list, log({ color: list === 4 ? 'blue' : 'pink' })))();
  const showAnew = (list: number, settled: number | null) => page.evaluate(([first, second, all]) => {
    const { answers, opened, asked, tell } = window as unknown as { answers: Record<string, unknown>; opened: object; asked: unknown[]; tell(notice: unknown): void };
    const long = (number: number) => ({ annotations: [], long: { list: number, count: all } });
    answers['reopen'] = () => Promise.resolve({ ok: true, value: { ...opened, ...long(first), unchanged: false } });
    answers['settle'] = () => Promise.resolve(second === null
      ? { ok: false, problem: { kind: 'changed-while-reading', path: '/home/someone/notes.txt' } }
      : { ok: true, value: { ...long(second), placements: {}, textChanged: true, unknownBeside: 0, problems: [] } });
    asked.length = 0;
    tell({ kind: 'file-changed', documentId: '00000000-0000-4000-8000-000000000000', gone: false });
  }, [list, settled, lines.length] as const);
  const lists = () => page.evaluate(() => [...new Set((window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter(({ name }) => name === 'readAnnotations').map(({ values }) => values[1]))]);
  await showAnew(2, 4);
  await expect.poll(async () => (await painted(page))['highlight blue']?.[0]).toBe('Line 0000');
  expect(await lists()).toEqual([4]);
  await showAnew(6, null);
  await expect(page.getByRole('alert')).toContainText('The annotations are not shown');
  expect(await lists()).toEqual([6]);
  await browser.close();
});
