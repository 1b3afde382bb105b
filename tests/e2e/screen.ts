// What a person does and sees in the window, in a person's words.
import { copyFile, readFile, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { temporaryFolder } from './temporary-folder';

const fixtures = path.resolve(import.meta.dirname, '../fixtures/texts');

/** A fresh folder, which a test may leave. */
export function freshFolder(): Promise<string> {
  return temporaryFolder('manicule-e2e-');
}

/** A copy of a text of the fixtures in a fresh folder. */
export async function fixtureCopy(name: string): Promise<string> {
  const file = path.join(await freshFolder(), name);
  await copyFile(path.join(fixtures, name), file);
  return file;
}

/** What shows that a file was written to: its bytes and its time. */
export async function traces(file: string): Promise<{ sha256: string; modified: number }> {
  return { sha256: createHash('sha256').update(await readFile(file)).digest('hex'), modified: (await stat(file)).mtimeMs };
}

/** Waits until the text of a document stands on the screen and its annotations are settled. */
export async function textShown(window: Page, name: string): Promise<void> {
  await expect(window.getByRole('document', { name: `${name}, text` })).toBeVisible({ timeout: 20_000 });
  // The status line comes after the text; only from then on does it tell what is still under way.
  await expect(window.locator('.status-save')).toBeVisible({ timeout: 20_000 });
  await expect(window.locator('.status-loading')).toHaveCount(0, { timeout: 60_000 });
  await expect(window.getByText('Placing the annotations…')).toHaveCount(0, { timeout: 20_000 });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a passage begins and ends on the screen; scrolls with the wheel until it is there. `occurrence` counts from 0, in what is drawn of the text. */
export async function placeOf(window: Page, passage: string, occurrence = 0): Promise<{ start: Point; end: Point }> {
  const pane = await window.locator('.cm-scroller').boundingBox();
  if (!pane) throw new Error('No text is shown.');
  for (let turn = 0; turn < 40; turn += 1) {
    const place = await drawnPlaceOf(window, passage, occurrence);
    if (place && place.start.y > pane.y + 30 && place.end.y < pane.y + pane.height - 10) return place;
    await window.mouse.move(pane.x + pane.width / 2, pane.y + pane.height / 2);
    await window.mouse.wheel(0, place && place.start.y <= pane.y + 30 ? -120 : 160);
    await window.waitForTimeout(80);
  }
  throw new Error(`“${passage}” is not on the screen.`);
}

async function drawnPlaceOf(window: Page, passage: string, occurrence: number): Promise<{ start: Point; end: Point } | null> {
  return await window.evaluate(([wanted, count]) => {
    const root = document.querySelector('.cm-content');
    if (!root) return null;
    const nodes: Text[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
    let seen = 0;
    for (const node of nodes) {
      for (let at = node.data.indexOf(wanted); at >= 0; at = node.data.indexOf(wanted, at + 1)) {
        if (seen === count) {
          const range = document.createRange();
          const edge = (from: number, to: number, right: boolean) => {
            range.setStart(node, from);
            range.setEnd(node, to);
            const boxes = [...range.getClientRects()];
            const box = right ? boxes[boxes.length - 1] : boxes[0];
            return { x: box ? (right ? box.right : box.left) : 0, y: box ? (box.top + box.bottom) / 2 : 0 };
          };
          return { start: edge(at, at + wanted.length, false), end: edge(at, at + wanted.length, true) };
        }
        seen += 1;
      }
    }
    return null;
  }, [passage, occurrence] as const);
}

/** Selects a passage by dragging the mouse from its first to its last character. */
export async function dragOver(window: Page, passage: string, occurrence = 0): Promise<void> {
  const { start, end } = await placeOf(window, passage, occurrence);
  await window.mouse.move(start.x + 1, start.y);
  await window.mouse.down();
  await window.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await window.mouse.move(end.x - 1, end.y, { steps: 4 });
  await window.mouse.up();
  await expect(markBar(window)).toBeVisible();
}

/** Clicks on the first character of a passage. */
export async function clickOn(window: Page, passage: string, occurrence = 0): Promise<void> {
  const { start } = await placeOf(window, passage, occurrence);
  await window.mouse.click(start.x + 3, start.y);
}

/** The bar beside the selection or beside an annotation. */
export function markBar(window: Page) {
  return window.getByRole('toolbar', { name: /Mark the selection|Change the annotation/ });
}

/** The cards in the margin. */
export function cards(window: Page) {
  return window.getByRole('region', { name: 'Comments' }).getByRole('article');
}

/** What is painted over the text: for each colour and style, the passages, in order of place. Slots of one colour are put together. */
export async function painted(window: Page): Promise<Record<string, string[]>> {
  return window.evaluate(() => {
    const found: Record<string, { at: number; text: string }[]> = {};
    const content = document.querySelector('.cm-content');
    for (const [name, highlight] of CSS.highlights) {
      const match = /^(highlight|underline|strikethrough)-(\w+)-\d$/.exec(name);
      if (!match || !content) continue;
      for (const painted of highlight) {
        const range = document.createRange();
        range.setStart(content, 0);
        range.setEnd(painted.startContainer, painted.startOffset);
        const at = range.toString().length;
        range.setStart(painted.startContainer, painted.startOffset);
        range.setEnd(painted.endContainer, painted.endOffset);
        (found[`${match[1] ?? ''} ${match[2] ?? ''}`] ??= []).push({ at, text: range.toString() });
      }
    }
    return Object.fromEntries(Object.entries(found).map(([name, list]) => [name, list.sort((a, b) => a.at - b.at).map(({ text }) => text)]));
  });
}

/** Waits until all changes are on the disk. */
export async function saved(window: Page): Promise<void> {
  await expect(window.locator('.status-save')).toHaveAttribute('data-state', 'saved');
}
