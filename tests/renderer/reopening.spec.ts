import { expect, test, type Page } from '@playwright/test';
import { describe } from '../../core/anchor/describe';
import { withFields, type Annotation } from '../../core/model/annotation';
import type { Change } from '../../core/session/change';
import { annotationOf } from '../core/annotation-sample';
import { clickOn, dragOver, painted } from '../e2e/screen';
import { openWindowPage, type WindowPage } from './window-page';

const text = 'The ferryman 😀 nodded.\n\nA bright cold day in the harbour.\n';
const later = `An altogether new beginning.\n\n${text}`;
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

function markOn(content: string, exact: string, number: number, fields: Partial<Annotation> = {}): Annotation {
  const start = content.indexOf(exact);
  return annotationOf(number, start, start + exact.length, { target: describe(content, { start, end: start + exact.length }), ...fields });
}

const bright = markOn(text, 'bright', 7, { comment: 'how bright?' });
const ferry = markOn(text, 'ferryman', 8);
const formerText = 'd'.repeat(64);

async function open(...annotations: Annotation[]): Promise<Page> {
  opened = await openWindowPage(text, { annotations });
  await opened.page.waitForSelector('.status-save');
  await expect(opened.page.getByText('Placing the annotations…')).toHaveCount(0);
  return opened.page;
}

/** What the window asked of the main process under this name. */
async function asked(page: Page, name: string): Promise<unknown[][]> {
  return page.evaluate((wanted) => (window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter((request) => request.name === wanted).map(({ values }) => values), name);
}

interface Standing {
  answers: Record<string, (...values: never[]) => Promise<unknown>>;
  opened: Record<string, unknown>;
  tell(notice: unknown): void;
  release(): void;
}

/** From now on the file holds another text, with these annotations in place; each opening has an id of its own. `held`: the answer comes when it is released. */
async function change(page: Page, content: string, annotations: Annotation[], held = false): Promise<void> {
  await page.evaluate((given) => {
    const standing = window as unknown as Standing;
    const bytes = new TextEncoder().encode(given.content);
    let openings = 0;
    standing.answers['reopen'] = async () => {
      openings += 1;
      if (given.held) await new Promise<void>((resolve) => { standing.release = resolve; });
      const document = {
        ...standing.opened, documentId: `00000000-0000-4000-8000-00000000010${String(openings)}`, size: bytes.length, firstChunk: { bytes, last: true }, annotations: given.annotations, unchanged: false, formerText: given.formerText,
      };
      return { ok: true, value: document };
    };
    standing.answers['settle'] = () => Promise.resolve({ ok: true, value: { annotations: given.annotations, placements: {}, textChanged: true, unknownBeside: 0, problems: [] } });
  }, { content, annotations, held, formerText });
}

async function tellChanged(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { opened: { documentId }, tell } = window as unknown as Standing;
    tell({ kind: 'file-changed', documentId, gone: false });
  });
}

test('a file that changes several times while a comment is written is shown anew once, and then', async () => {
  const page = await open(bright);
  await change(page, later, [markOn(later, 'bright', 7, { comment: 'how bright?' })]);
  await clickOn(page, 'bright');
  await page.keyboard.press('c');
  const field = page.getByRole('textbox', { name: /comment/i });
  await field.pressSequentially(' Very');
  for (let times = 0; times < 4; times += 1) await tellChanged(page);
  await expect(field).toBeFocused();
  expect(await asked(page, 'reopen')).toHaveLength(0);
  await page.keyboard.press('Enter');
  await expect(page.locator('.cm-line', { hasText: 'An altogether new beginning' })).toBeVisible();
  await expect.poll(() => painted(page)).toEqual({ 'highlight yellow': ['bright'] });
  expect(await asked(page, 'reopen')).toHaveLength(1);
});

test('what is marked while the file is being shown anew is saved for the document that it was marked in', async () => {
  const page = await open();
  await change(page, later, [], true);
  await tellChanged(page);
  await expect.poll(() => asked(page, 'reopen')).toHaveLength(1);
  await dragOver(page, 'ferryman');
  await page.keyboard.press('h');
  await page.evaluate(() => { (window as unknown as Standing).release(); });
  await expect(page.locator('.cm-line', { hasText: 'An altogether new beginning' })).toBeVisible();
  const saved = await asked(page, 'saveChange');
  expect(saved.map(([documentId]) => documentId)).toEqual(['00000000-0000-4000-8000-000000000000']);
});

test('what was deleted is brought back after the file changed, and finds its place in the text as it is now', async () => {
  const page = await open(bright, ferry);
  await clickOn(page, 'ferryman');
  await page.keyboard.press('Delete');
  const undo = page.locator('.toast').getByRole('button', { name: 'Undo' });
  await expect(undo).toBeVisible();
  await change(page, later, [markOn(later, 'bright', 7)]);
  await tellChanged(page);
  await expect(page.locator('.cm-line', { hasText: 'An altogether new beginning' })).toBeVisible();
  await expect.poll(() => painted(page)).toEqual({ 'highlight yellow': ['bright'] });
  await page.evaluate((annotations) => {
    const { answers } = window as unknown as Standing;
    answers['settle'] = () => Promise.resolve({ ok: true, value: { annotations, placements: {}, textChanged: true, unknownBeside: 0, problems: [] } });
  }, [markOn(later, 'bright', 7), withFields(markOn(later, 'ferryman', 8), {}, ferry.modified)]);
  await undo.click();
  // The main process is told which text the place counts in, and asked for the one in this text once all is saved.
  await expect.poll(() => painted(page)).toEqual({ 'highlight yellow': ['ferryman', 'bright'] });
  const [, taken] = (await asked(page, 'saveChange')).at(-1) as [string, Change];
  expect(taken.added.map(({ id, target }) => [id, target])).toEqual([[ferry.id, { ...ferry.target, textDigest: formerText }]]);
  expect((await asked(page, 'settle')).at(-1)?.[1]).toBe(true);
  // And taken away again.
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => painted(page)).toEqual({ 'highlight yellow': ['bright'] });
});

test('a passage that was resized before the file changed is brought back to what it was, and that is looked for in the text as it is now', async () => {
  const page = await open(ferry);
  await clickOn(page, 'ferryman');
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await expect.poll(async () => Object.values(await painted(page)).flat()).not.toEqual(['ferryman']);
  const resized = ((await asked(page, 'saveChange')).at(-1)?.[1] as Change).updated[0]!.after;
  await change(page, later, [{ ...markOn(later, resized.target.quote.exact, 8), revision: 5 }]);
  await tellChanged(page);
  await expect(page.locator('.cm-line', { hasText: 'An altogether new beginning' })).toBeVisible();
  await expect.poll(async () => Object.values(await painted(page)).flat()).toEqual([resized.target.quote.exact]);
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+z');
  const last = async () => ((await asked(page, 'saveChange')).at(-1)?.[1] as Change).updated.map(({ after }) => after.target);
  await expect.poll(last).toEqual([{ ...ferry.target, textDigest: formerText }]);
  await expect.poll(async () => (await asked(page, 'settle')).at(-1)?.[1]).toBe(true);
});

test('what was deleted while the annotations were being placed on a changed text comes back as of the text that it was made on', async () => {
  const page = await open(ferry);
  const placed = [markOn(text, 'ferryman', 8)];
  await page.evaluate(({ annotations }) => {
    const standing = window as unknown as Standing;
    standing.answers['settle'] = async () => {
      await new Promise<void>((resolve) => { standing.release = resolve; });
      return { ok: true, value: { annotations: [], placements: {}, textChanged: false, formerText: 'unknown', unknownBeside: 0, problems: [] } };
    };
    standing.tell({ kind: 'open', document: { ok: true, value: { ...standing.opened, documentId: '00000000-0000-4000-8000-000000000300', annotations, unchanged: false } } });
  }, { annotations: [bright] });
  await expect(page.getByText('Placing the annotations…')).toBeVisible();
  await page.keyboard.press('F9');
  await page.getByRole('list', { name: 'Annotations' }).getByText('how bright?').click();
  await page.keyboard.press('Delete');
  await page.evaluate((annotations) => {
    const standing = window as unknown as Standing;
    standing.answers['settle'] = () => Promise.resolve({ ok: true, value: { annotations, placements: {}, textChanged: false, unknownBeside: 0, problems: [] } });
    standing.release();
  }, placed);
  await expect(page.getByText('Placing the annotations…')).toHaveCount(0);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => ((await asked(page, 'saveChange')).at(-1)?.[1] as Change).added.map(({ id, target }) => [id, target])).toEqual([[bright.id, { ...bright.target, textDigest: 'unknown' }]]);
  await expect.poll(async () => (await asked(page, 'settle')).at(-1)).toEqual(['00000000-0000-4000-8000-000000000300', true]);
});

test('what was done in a document is not taken back in the one whose file has its name now', async () => {
  const page = await open(bright);
  await clickOn(page, 'bright');
  await page.keyboard.press('Delete');
  await expect.poll(() => painted(page)).toEqual({});
  await change(page, later, [bright]);
  const other = markOn(later, 'beginning', 9);
  await page.evaluate((annotations) => {
    const standing = window as unknown as Standing;
    standing.answers['settle'] = () => Promise.resolve({ ok: true, value: { annotations, placements: {}, textChanged: false, formerText: 'unknown', anotherDocument: true, unknownBeside: 0, problems: [] } });
  }, [other]);
  await tellChanged(page);
  await expect.poll(() => painted(page)).toEqual({ 'highlight yellow': ['beginning'] });
  const saved = (await asked(page, 'saveChange')).length;
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+z');
  await clickOn(page, 'beginning');
  await page.keyboard.press('2');
  await expect.poll(() => painted(page)).toEqual({ 'highlight green': ['beginning'] });
  expect(await asked(page, 'saveChange')).toHaveLength(saved + 1);
});

test('a comment that is typed on after the file changed is taken back without its place', async () => {
  const page = await open(bright);
  const type = async (words: string) => {
    await clickOn(page, 'bright');
    await page.keyboard.press('c');
    await page.getByRole('textbox', { name: /comment/i }).pressSequentially(words);
    await page.keyboard.press('Enter');
  };
  await type(' One.');
  const now = markOn(later, 'bright', 7, { comment: 'how bright? One.', revision: 9 });
  await change(page, later, [now]);
  await tellChanged(page);
  await expect.poll(() => painted(page)).toEqual({ 'highlight yellow': ['bright'] });
  await expect(page.locator('.cm-line', { hasText: 'An altogether new beginning' })).toBeVisible();
  await type(' Two.');
  const comments = async () => ((await asked(page, 'saveChange')).at(-1)?.[1] as Change).updated.map(({ after }) => [after.comment, after.target.position.start]);
  await expect.poll(comments).toEqual([['how bright? One. Two.', now.target.position.start]]);
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(comments).toEqual([['how bright? One.', now.target.position.start]]);
  await page.keyboard.press('Control+z');
  await expect.poll(comments).toEqual([['how bright?', now.target.position.start]]);
});

test('an annotation that does not stand where it is said to stand is asked about, once', async () => {
  const wrong = { ...bright, target: { ...bright.target, position: { start: bright.target.position.start - 2, end: bright.target.position.end - 2 } } };
  const page = await open(ferry, wrong);
  await expect.poll(() => asked(page, 'settle')).toEqual([['00000000-0000-4000-8000-000000000000'], ['00000000-0000-4000-8000-000000000000', true]]);
  await clickOn(page, 'ferryman');
  await page.keyboard.press('2');
  await expect.poll(async () => (await painted(page))['highlight green']).toEqual(['ferryman']);
  expect(await asked(page, 'settle')).toHaveLength(2);
});

test('an annotation that names another text and comes without a place is asked about, once; one that is kept without a place is not', async () => {
  const waiting = { ...bright, target: { ...bright.target, textDigest: formerText } };
  const kept = { ...ferry, target: { ...ferry.target, textDigest: formerText, kept: true as const } };
  const first = await open(kept);
  await first.waitForTimeout(500);
  expect(await asked(first, 'settle')).toHaveLength(1);
  await opened?.browser.close();
  const page = await open(kept, waiting);
  await expect.poll(() => asked(page, 'settle')).toEqual([['00000000-0000-4000-8000-000000000000'], ['00000000-0000-4000-8000-000000000000', true]]);
  await page.waitForTimeout(500);
  expect(await asked(page, 'settle')).toHaveLength(2);
});

test('what is kept without a place is not painted where it was thought to be, and is again when that is taken back', async () => {
  const waiting = { ...bright, target: { ...bright.target, textDigest: formerText } };
  const page = await open(ferry);
  const span = ferry.target.position;
  await page.evaluate(({ annotations, placements }) => {
    const standing = window as unknown as Standing;
    standing.answers['settle'] = () => Promise.resolve({ ok: true, value: { annotations, placements, textChanged: true, unknownBeside: 0, problems: [] } });
    standing.tell({ kind: 'open', document: { ok: true, value: { ...standing.opened, annotations, unchanged: false } } });
  }, { annotations: [waiting], placements: { [bright.id]: { status: 'changed', span, confidence: 0.9, formerly: span.start } } });
  await expect.poll(() => painted(page)).toEqual({ 'highlight yellow': ['ferryman'] });
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Keep without a place' }).click();
  await expect.poll(() => painted(page)).toEqual({});
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => painted(page)).toEqual({ 'highlight yellow': ['ferryman'] });
});

test('a document that comes with a look of its own wears it', async () => {
  const page = await open(ferry);
  await page.evaluate(() => {
    const standing = window as unknown as Standing & { manicule: { start(): Promise<{ settings: { look: object } }> } };
    void standing.manicule.start().then(({ settings: { look } }) => {
      standing.tell({ kind: 'open', document: { ok: true, value: { ...standing.opened, documentId: '00000000-0000-4000-8000-000000000200', look: { ...look, theme: 'sepia' } } } });
    });
  });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia');
});
