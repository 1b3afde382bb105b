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

/** Tells the window of a changed list; its parts come when `handOver` is called. */
async function tellChanged(page: Page, list: number, annotations: readonly Annotation[]): Promise<() => Promise<void>> {
  await page.evaluate(([number, all]) => {
    const { answers, tell } = window as unknown as { answers: Record<string, unknown>; tell(notice: unknown): void };
    const waiting: (() => void)[] = [];
    const before = answers['readAnnotations'] as (...values: unknown[]) => unknown;
    answers['readAnnotations'] = async (id: string, asked: number, from: number) => {
      if (asked !== number) return before(id, asked, from);
      if (from === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      const next = from + 500 < all.length ? from + 500 : null;
      return { ok: true, value: { json: JSON.stringify({ annotations: all.slice(from, from + 500), placements: {} }), next } };
    };
    Object.assign(window, { [`handOver${String(number)}`]: () => { for (const resolve of waiting) resolve(); } });
    tell({ kind: 'annotations-changed', documentId: '00000000-0000-4000-8000-000000000000', annotations: [], long: { list: number, count: all.length } });
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
  await browser.close();
});
