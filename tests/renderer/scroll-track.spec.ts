import { expect, test } from '@playwright/test';
import { dragOver } from '../e2e/screen';
import { faults } from './page-faults';
import { picture } from './picture';
import { openWindowPage, type WindowPage } from './window-page';

const text = Array.from({ length: 1_000 }, (_, at) => `Paragraph ${String(at + 1)} has oak, ash 🌳 and ${at === 700 ? 'a yew' : 'thorn'}.`).join('\n');
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

/** An annotation from one offset to another, as the main process hands it over. */
function annotation(id: number, start: number, color: string): unknown {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`, revision: 1, created: at, modified: at, creator: '', style: 'highlight', color, comment: '', tags: [], resolved: false, replies: [],
    target: { position: { start, end: start + 9 }, quote: { exact: text.slice(start, start + 9), prefix: '', suffix: '' } },
  };
}

const places = [300, 400, 500, 600, 900].map((line) => text.indexOf(`Paragraph ${String(line)} `));

test('the track shows annotations and matches, a click goes to them, and words are counted, dark', async () => {
  opened = await openWindowPage(text, { dark: true, annotations: places.map((start, at) => annotation(at, start, ['yellow', 'green', 'blue', 'pink', 'purple'][at] ?? '')) });
  const { page } = opened;
  const track = page.locator('.scroll-track');
  await expect(track).toBeVisible();
  const height = (await track.boundingBox())?.height ?? 0;
  const inked = () => track.evaluate((canvas: HTMLCanvasElement) => {
    const { data, width, height: rows } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: rows }, (_, row) => row).filter((row) => (data[(row * width + width - 2) * 4 + 3] ?? 0) > 0).map((row) => Math.round((100 * row) / rows));
  });
  await expect.poll(async () => [...new Set(await inked())].length).toBeGreaterThanOrEqual(5);
  await expect(page.locator('.status-words')).toHaveText('7,001 words');
  await track.click({ position: { x: 4, y: height * 0.6 } });
  await expect(page.locator('.cm-line', { hasText: 'Paragraph 600 has' })).toBeInViewport();
  await expect(page.locator('.cm-content')).toBeFocused();
  await dragOver(page, 'Paragraph 600 has');
  await expect(page.locator('.status-selected')).toHaveText('3 words selected');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('yew');
  await expect(page.locator('.find-count')).toHaveText('1 of 1');
  await expect.poll(inked).toContain(70);
  expect(await faults(page)).toEqual([]);
  await picture(page, 'track-dark');
});
