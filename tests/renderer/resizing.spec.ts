import { expect, test, type Page } from '@playwright/test';
import type { Annotation } from '../../core/model/annotation';
import { annotationOn } from '../electron/workshop';
import { cards, clickOn, dragOver, painted, placeOf } from '../e2e/screen';
import { faults } from './page-faults';
import { picture } from './picture';
import { insertedFirst, insertFirst, openWindowPage, type WindowPage } from './window-page';

const hebrew = 'שלום עולם טוב מאוד';
const text = `${Array.from({ length: 60 }, (_, at) => `Paragraph ${String(at)}: oak, ash 🌳 and thorn stand by the old road to the mill.`).join('\n')}\n${hebrew}\nThe café is open, and the 👩‍⚖️ judge came in late.`;
const long = annotationOn(text, 'ash 🌳 and thorn', 1, { comment: 'Trees', tags: ['wood'], color: 'green' });
const overlap = annotationOn(text, 'thorn stand', 2, { style: 'underline', color: 'pink' });
const backwards = annotationOn(text, 'עולם', 3, { color: 'blue' });
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

async function open(dark = false): Promise<Page> {
  opened = await openWindowPage(text, { dark, annotations: [long, overlap, backwards] });
  await opened.page.waitForSelector('.comment-card');
  return opened.page;
}

const handle = (page: Page, edge: 'start' | 'end') => page.locator(`.resize-handle[data-edge="${edge}"]`);

/** What was sent to be saved last of an annotation. */
const saved = (page: Page, id: string) => page.evaluate((wanted) => {
  const { asked } = window as unknown as { asked: { name: string; values: [string, { updated: { after: Annotation }[] }] }[] };
  return asked.filter(({ name }) => name === 'saveChange').flatMap(({ values }) => values[1].updated.map(({ after }) => after)).findLast(({ id: each }) => each === wanted);
}, id);

/** Drags a handle by its knob to a place on the screen. */
async function dragHandle(page: Page, edge: 'start' | 'end', to: { x: number; y: number }, release = true): Promise<void> {
  const box = (await handle(page, edge).boundingBox())!;
  const from = { x: box.x + 1, y: edge === 'start' ? box.y - 4 : box.y + box.height + 4 };
  const middle = box.y + box.height / 2;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y + from.y - middle, { steps: 4 });
  if (release) await page.mouse.up();
}

test('an annotation is resized with the mouse at both ends and keeps what it is, in the dark', async () => {
  const page = await open(true);
  await expect(handle(page, 'end')).toHaveCount(0);
  await clickOn(page, 'ash 🌳');
  await expect(handle(page, 'start')).toBeVisible();
  await picture(page, 'handles dark');
  expect(await faults(page)).toEqual([]);
  await dragHandle(page, 'end', (await placeOf(page, 'by the old')).end, false);
  expect((await painted(page))['highlight green']).toEqual(['ash 🌳 and thorn stand by the old']);
  await picture(page, 'dragging dark');
  await page.mouse.up();
  await dragHandle(page, 'start', (await placeOf(page, 'oak')).start);
  expect((await painted(page))['highlight green']).toEqual(['oak, ash 🌳 and thorn stand by the old']);
  expect(await saved(page, long.id)).toMatchObject({ id: long.id, comment: 'Trees', tags: ['wood'], created: long.created, target: { quote: { exact: 'oak, ash 🌳 and thorn stand by the old' } } });
  await expect(page.locator('.visually-hidden[aria-live]')).toHaveText('Begins now with “oak, ash 🌳 and thorn stand by the old”');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect((await painted(page))['highlight green']).toEqual(['ash 🌳 and thorn']);
  // Over the other end it stops; Escape gives it up.
  await dragHandle(page, 'end', (await placeOf(page, 'Paragraph')).start);
  expect((await painted(page))['highlight green']).toEqual(['a']);
  await page.keyboard.press('Control+z');
  await dragHandle(page, 'end', (await placeOf(page, 'to the mill')).end, false);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect((await painted(page))['highlight green']).toEqual(['ash 🌳 and thorn']);
  await expect(handle(page, 'end')).toBeVisible();
  await expect(cards(page)).toContainText('Trees');
});

test('a handle stands at a line\'s wrap and in a line from right to left, and is dragged there', async () => {
  const page = await open();
  await page.setViewportSize({ width: 420, height: 860 });
  await clickOn(page, 'thorn stand');
  const road = await placeOf(page, 'the mill.');
  await dragHandle(page, 'end', road.end);
  expect((await painted(page))['underline pink']).toEqual(['thorn stand by the old road to the mill.']);
  await picture(page, 'wrap');
  const [start, end] = await Promise.all([handle(page, 'start').boundingBox(), handle(page, 'end').boundingBox()]);
  expect(end!.y).toBeGreaterThan(start!.y + 20);
  await page.keyboard.press('Control+End');
  await clickOn(page, 'עולם');
  await picture(page, 'right to left');
  const [first, last] = await Promise.all([handle(page, 'start').boundingBox(), handle(page, 'end').boundingBox()]);
  expect(first!.x).toBeGreaterThan(last!.x);
  const good = await placeOf(page, 'טוב');
  await dragHandle(page, 'end', { x: Math.min(good.start.x, good.end.x) - 40, y: good.start.y });
  expect((await saved(page, backwards.id))?.target.quote.exact).toMatch(/^עולם טוב/u);
});

test('an annotation is resized with keys by characters, words and lines, at both ends; a run of presses is one step to undo', async () => {
  const page = await open();
  await clickOn(page, 'ash 🌳');
  const green = async () => (await painted(page))['highlight green']?.[0];
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(green).toBe('ash 🌳 and thorn s');
  await page.keyboard.press('Control+Shift+ArrowRight');
  await expect.poll(green).toBe('ash 🌳 and thorn stand');
  await page.keyboard.press('Control+Shift+ArrowRight');
  await expect.poll(green).toBe('ash 🌳 and thorn stand by');
  await expect(page.locator('.visually-hidden[aria-live]')).toHaveText('Ends now with “ash 🌳 and thorn stand by”');
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  await expect.poll(green).toBe(', ash 🌳 and thorn stand by');
  await page.keyboard.press('Control+Alt+Shift+ArrowLeft');
  await expect.poll(green).toBe('oak, ash 🌳 and thorn stand by');
  await page.keyboard.press('Control+z');
  await expect.poll(green).toBe('ash 🌳 and thorn stand by');
  await page.keyboard.press('Control+z');
  await expect.poll(green).toBe('ash 🌳 and thorn');
  // Pressed in one run, though the window is busy in the midst of it for longer than a run may pause.
  await page.evaluate(() => { addEventListener('keyup', () => { for (const until = performance.now() + 2_500; performance.now() < until;); }, { once: true }); });
  await Promise.all(Array.from({ length: 11 }, () => page.keyboard.press('Shift+ArrowLeft')));
  await expect.poll(green).toBe('a');
  await page.keyboard.press('Control+z');
  await expect.poll(green).toBe('ash 🌳 and thorn');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(async () => (await saved(page, long.id))?.target.quote.exact).toBe('ash 🌳 and thorn stand by the old road to the mill.');
  await page.keyboard.press('Control+z');
  await expect.poll(green).toBe('ash 🌳 and thorn');
  // Where the caret is not in it, and where nothing has the attention, the keys select.
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('toolbar', { name: 'Mark the selection' })).toBeVisible();
  expect(await green()).toBe('ash 🌳 and thorn');
  await page.keyboard.press('Escape');
  await dragOver(page, 'Paragraph 2');
  await page.keyboard.press('h');
  await page.keyboard.press('Shift+ArrowRight');
  expect((await painted(page))['highlight yellow']).toEqual(['Paragraph 2']);
  await page.keyboard.press('Escape');
  // In a line from right to left the left key is the one that goes on.
  await clickOn(page, 'עולם');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(async () => (await painted(page))['highlight blue']).toEqual(['עולם ט']);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Move the end of the annotation that the caret is in');
});

test('an end is dragged while others move the other end: both are where they were put', async () => {
  const page = await open();
  await clickOn(page, 'ash 🌳');
  await dragHandle(page, 'end', (await placeOf(page, 'by the old')).end, false);
  await page.evaluate((present) => {
    const { tell, opened: { documentId } } = window as unknown as { tell(notice: unknown): void; opened: { documentId: string } };
    tell({ kind: 'annotations-changed', documentId, annotations: present });
  }, [annotationOn(text, 'oak, ash 🌳 and thorn', 1, { comment: 'Trees', tags: ['wood'], color: 'green', revision: 2 }), overlap, backwards]);
  await page.mouse.up();
  await expect.poll(async () => (await saved(page, long.id))?.target.quote.exact).toBe('oak, ash 🌳 and thorn stand by the old');
});

test('a drag ends with the text that it went over, and leaves nothing behind', async () => {
  const page = await open();
  await clickOn(page, 'ash 🌳');
  await dragHandle(page, 'end', (await placeOf(page, 'by the old')).end, false);
  const all = insertedFirst + text;
  await insertFirst(page, text, [annotationOn(all, 'ash 🌳 and thorn', 1, { comment: 'Trees', color: 'green', revision: 2 })]);
  await page.mouse.up();
  await expect(page.locator('html[data-resizing]')).toHaveCount(0);
  await clickOn(page, 'ash 🌳');
  const box = (await handle(page, 'end').boundingBox())!;
  for (const aside of [0, 30, 1]) await page.mouse.move(box.x + aside, box.y + box.height + 4, { steps: 3 });
  expect((await painted(page))['highlight green']).toEqual(['ash 🌳 and thorn']);
  expect(await saved(page, long.id)).toBeUndefined();
  await dragHandle(page, 'end', (await placeOf(page, 'by the old')).end);
  await expect.poll(async () => (await saved(page, long.id))?.target.quote.exact).toBe('ash 🌳 and thorn stand by the old');
});
