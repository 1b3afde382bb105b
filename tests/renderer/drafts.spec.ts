import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { annotationOf } from '../core/annotation-sample';
import { describe } from '../../core/anchor/describe';
import type { Annotation } from '../../core/model/annotation';
import type { Change } from '../../core/session/change';
import { cards, clickOn, dragOver, painted } from '../e2e/screen';
import { picture } from './picture';
import { openWindowPage, type WindowPage } from './window-page';

// What is being written, and what becomes of it when others change the annotation, when the field is drawn elsewhere, and when the text moves on.

const trial = await readFile(new URL('../fixtures/texts/trial.md', import.meta.url), 'utf8');
const long = `${trial}\n${Array.from({ length: 300 }, (_, line) => `Line ${String(line)} of the rest 👩‍⚖️.\n`).join('\n')}`;
const passage = 'a promise about metal';
const narrow = { width: 800 };
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

async function open(annotations: readonly Annotation[] = [], options: Parameters<typeof openWindowPage>[1] = {}): Promise<Page> {
  opened = await openWindowPage(long, { ...options, annotations: [...annotations] });
  await opened.page.waitForSelector('.status-save');
  return opened.page;
}

function on(exact: string, number: number, fields: Partial<Annotation> = {}): Annotation {
  const start = long.indexOf(exact);
  const span = { start, end: start + exact.length };
  return annotationOf(number, span.start, span.end, { target: describe(long, span), ...fields });
}

/** What others made of the annotations reaches the window. */
function othersChanged(page: Page, annotations: readonly Annotation[]): Promise<void> {
  return page.evaluate((present) => {
    const { tell, opened: { documentId } } = window as unknown as { tell(notice: unknown): void; opened: { documentId: string } };
    tell({ kind: 'annotations-changed', documentId, annotations: present });
  }, annotations);
}

const asked = <Values,>(page: Page, wanted: string) => page.evaluate((request) => (
  (window as unknown as { asked: { name: string; values: unknown }[] }).asked.filter(({ name }) => name === request).map(({ values }) => values)
), wanted) as Promise<Values[]>;
const changes = async (page: Page) => (await asked<[string, Change]>(page, 'saveChange')).map(([, change]) => change);
/** The comments that were saved, each with the one that it was made from. */
const written = async (page: Page) => (await changes(page)).flatMap(({ updated }) => updated.map(({ before, after }) => [before.comment, after.comment]));
const field = (page: Page) => page.locator('.comment-field');

async function begin(page: Page): Promise<void> {
  await page.keyboard.press('c');
  await expect(field(page)).toBeFocused();
}

/** Another program wrote to the file: the window asks for it anew, now or when nothing is written any more. */
const fileChanged = (page: Page) => page.evaluate(() => {
  const { tell, opened: { documentId } } = window as unknown as { tell(notice: unknown): void; opened: { documentId: string } };
  tell({ kind: 'file-changed', documentId, gone: false });
});

async function followsFile(page: Page): Promise<void> {
  await fileChanged(page);
  await expect.poll(async () => (await asked(page, 'reopen')).length).toBe(1);
}

async function scrollAway(page: Page): Promise<void> {
  await page.mouse.move(300, 500);
  for (let turn = 0; turn < 30; turn += 1) {
    await page.mouse.wheel(0, 200);
    await page.waitForTimeout(20);
  }
  await expect.poll(() => page.locator('.cm-scroller').evaluate((scroller) => scroller.scrollTop)).toBeGreaterThan(3_000);
}

test('a field in which nothing was typed follows what others write, and writes nothing', async () => {
  const mine = on(passage, 1, { comment: 'old words' });
  const page = await open([mine]);
  await clickOn(page, passage);
  await begin(page);
  await othersChanged(page, [{ ...mine, comment: 'much better words 👍🏽', revision: 2 }]);
  await expect(field(page)).toHaveValue('much better words 👍🏽');
  await page.keyboard.press('Escape');
  await expect(cards(page)).toContainText('much better words');
  await page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'closing' }); });
  await expect.poll(async () => (await asked(page, 'readyToClose')).length).toBe(1);
  expect(await changes(page)).toEqual([]);
});

test('closing the window with a field in which nothing was typed leaves the words of others', async () => {
  const mine = on(passage, 1, { comment: 'old words' });
  const page = await open([mine]);
  await clickOn(page, passage);
  await begin(page);
  await othersChanged(page, [{ ...mine, comment: '', revision: 2 }]);
  await page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'closing' }); });
  await expect.poll(() => asked(page, 'readyToClose')).toEqual([[0]]);
  expect(await changes(page)).toEqual([]);
});

test('a reply that its author deletes is not brought back by the field that it was open in', async () => {
  const [created, comment] = ['2026-01-03T03:04:05.678Z', 'old reply'];
  const reply = { id: '00000000-0000-4000-8000-0000000000a1', created, modified: created, creator: 'Ben', comment };
  const mine = on(passage, 1, { comment: 'c', replies: [reply] });
  const page = await open([mine]);
  await clickOn(page, passage);
  await page.getByRole('button', { name: 'Edit reply' }).click();
  await expect(field(page)).toHaveValue(comment);
  await othersChanged(page, [{ ...mine, revision: 2, replies: [] }]);
  await expect(field(page)).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'Replies' })).toHaveCount(0);
  expect(await changes(page)).toEqual([]);
});

test('what was typed while others wrote is told as made from the version that it was made from', async () => {
  const mine = on(passage, 1, { comment: 'old words' });
  const page = await open([mine]);
  await clickOn(page, passage);
  await begin(page);
  await page.keyboard.insertText(' and mine');
  await othersChanged(page, [{ ...mine, color: 'blue', comment: 'much better words', revision: 2 }]);
  await expect.poll(() => written(page)).toEqual([['old words', 'old words and mine']]);
  expect((await changes(page))[0]?.updated[0]?.before.revision).toBe(1);
});

for (const [from, to] of [[800, 1280], [1280, 800]] as const) {
  test(`no word is lost when the window's width becomes ${String(to)} right after typing`, async () => {
    const page = await open([], { width: from });
    await dragOver(page, passage);
    await begin(page);
    await page.keyboard.type('first words');
    await expect.poll(async () => (await written(page)).at(-1)?.[1]).toBe('first words');
    await page.keyboard.type(' last words');
    await page.setViewportSize({ width: to, height: 860 });
    await expect(page.getByRole('region', { name: 'Comments' })).toHaveAttribute('data-narrow', String(to < from));
    await expect(field(page)).toHaveValue('first words last words');
    await expect(field(page)).toBeFocused();
    await page.keyboard.type('!');
    await picture(page, `writing at ${String(to)} pixels`);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await written(page)).at(-1)?.[1]).toBe('first words last words!');
  });
}

test('what is typed without a pause is saved meanwhile', async () => {
  const page = await open();
  await dragOver(page, passage);
  await begin(page);
  for (let word = 0; word < 100 && (await written(page)).length === 0; word += 1) await page.keyboard.type('word ', { delay: 20 });
  expect((await written(page)).at(-1)?.[1]).toContain('word word');
});

for (const [kind, options] of [['wide', {}], ['narrow', narrow]] as const) {
  test(`the field stays in hand when the text is scrolled away from it, in a ${kind} window`, async () => {
    const other = on('Three things', 2, { comment: 'not this one' });
    const page = await open([other], options);
    await dragOver(page, passage);
    await begin(page);
    await page.keyboard.type('a long thougth');
    await scrollAway(page);
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('ht 2 u');
    await expect(field(page)).toBeInViewport();
    await picture(page, `written after scrolling away, ${kind}`);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await written(page)).at(-1)?.[1]).toBe('a long thought 2 u');
    expect((await changes(page)).flatMap(({ removed }) => removed)).toEqual([]);
    expect(Object.keys(await painted(page))).toEqual(['highlight yellow']);
  });
}

test('a click in the text that was scrolled to ends the writing and stays there', async () => {
  const page = await open();
  await dragOver(page, passage);
  await begin(page);
  await page.keyboard.type('words');
  await scrollAway(page);
  const before = await page.locator('.cm-scroller').evaluate((scroller) => scroller.scrollTop);
  await page.mouse.click(300, 500);
  await expect(field(page)).toHaveCount(0);
  await expect.poll(async () => (await written(page)).at(-1)?.[1]).toBe('words');
  expect(await page.locator('.cm-scroller').evaluate((scroller) => scroller.scrollTop)).toBe(before);
});

test('words that are typed while others delete the annotation are saved as an edit of it', async () => {
  const mine = on(passage, 1, { comment: '' });
  const page = await open([mine]);
  await clickOn(page, passage);
  await begin(page);
  await page.keyboard.insertText('typed meanwhile');
  await othersChanged(page, []);
  await expect(field(page)).toHaveValue('typed meanwhile');
  await page.keyboard.press('Enter');
  await expect.poll(() => written(page)).toEqual([['', 'typed meanwhile']]);
  await expect(cards(page)).toContainText('typed meanwhile');
  await followsFile(page);
});

test('an annotation that others delete while somebody writes comes back with the words, saved or not', async () => {
  const mine = on(passage, 1, { comment: '' });
  const page = await open([mine]);
  await clickOn(page, passage);
  await begin(page);
  await page.keyboard.insertText('saved already');
  await expect.poll(() => written(page)).toEqual([['', 'saved already']]);
  await expect(page.locator('.status-save')).toHaveAttribute('data-state', 'saved');
  await othersChanged(page, []);
  await expect(page.locator('.toast')).toContainText('deleted elsewhere while you wrote');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(', and more');
  await page.keyboard.press('Enter');
  await expect(cards(page)).toContainText('saved already, and more');
  await expect.poll(async () => (await changes(page)).flatMap(({ added }) => added.map(({ id, comment }) => [id, comment]))).toEqual([[mine.id, 'saved already']]);
  await followsFile(page);
});

test('a field in which nothing was typed closes when others delete the annotation, and this is said', async () => {
  const mine = on(passage, 1, { comment: 'old words' });
  const page = await open([mine]);
  await clickOn(page, passage);
  await begin(page);
  await othersChanged(page, []);
  await expect(page.locator('.toast')).toContainText('has been deleted elsewhere');
  await expect(field(page)).toHaveCount(0);
  await expect(page.locator('.cm-content')).toBeFocused();
  expect(await changes(page)).toEqual([]);
  await followsFile(page);
});

test('a comment that is asked for while it is written takes every key', async () => {
  const page = await open();
  await dragOver(page, passage);
  await begin(page);
  await page.keyboard.type('before');
  await page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'command', command: 'comment' }); });
  await page.keyboard.type(', after');
  await expect(field(page)).toHaveValue('before, after');
});

test('an annotation deleted here while its comment is written comes back with all words by one undo', async () => {
  const page = await open();
  await dragOver(page, passage);
  await begin(page);
  await page.keyboard.insertText('all of these words');
  await page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'command', command: 'delete' }); });
  await expect(field(page)).toHaveCount(0);
  await expect(cards(page)).toHaveCount(0);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(cards(page)).toContainText('all of these words');
});

test('a reply to an annotation far away is written where the person sees it', async () => {
  const far = on('Line 250 of', 1, { comment: 'far away' });
  const page = await open([far]);
  await page.keyboard.press('F9');
  await page.locator('.list-entry').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Reply' }).click();
  await page.keyboard.type('my answer');
  await expect(field(page)).toHaveValue('my answer');
  await expect(field(page)).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await changes(page)).at(-1)?.updated[0]?.after.replies.map(({ comment }) => comment)).toEqual(['my answer']);
  await followsFile(page);
});

test('an annotation without a place says that nothing can be written beside it, and takes no keys', async () => {
  const target = { position: { start: 0, end: 5 }, quote: { exact: 'zebra', prefix: '', suffix: '' }, textDigest: 'other' };
  const page = await open([annotationOf(1, 0, 5, { comment: 'orphan words', target })]);
  await page.keyboard.press('F9');
  for (const item of ['Reply', 'Edit comment']) {
    await page.locator('.list-entry').first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page.locator('.toast')).toContainText('This passage has no place in the text');
    await page.locator('.toast-close').click();
  }
  await page.locator('.cm-content').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await followsFile(page);
});

for (const [kind, options] of [['wide', {}], ['narrow', narrow]] as const) {
  test(`going on to another annotation ends the writing in a ${kind} window`, async () => {
    const other = on('weighs with weights', 2, { comment: 'other' });
    const page = await open([other], options);
    await dragOver(page, passage);
    await begin(page);
    await page.keyboard.insertText('words');
    await page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'command', command: 'next-annotation' }); });
    await expect(field(page)).toHaveCount(0);
    await expect.poll(() => written(page)).toEqual([['', 'words']]);
    await followsFile(page);
  });
}

test('what would make a comment too long is refused as a whole, and nothing that is there is lost', async () => {
  const most = 1_000_000;
  const page = await open([on('Three things', 2, { comment: 'w'.repeat(most) })]);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await dragOver(page, passage);
  await begin(page);
  await page.keyboard.type('mine: ');
  const paste = async (length: number) => {
    await page.evaluate((count) => navigator.clipboard.writeText('x'.repeat(count)), length);
    await page.keyboard.press('ControlOrMeta+v');
  };
  await paste(most);
  await expect(page.locator('.toast')).toContainText('1,000,006 characters long, and 1,000,000 is the most');
  await expect(field(page)).toHaveValue('mine: ');
  await paste(most - 6);
  await page.keyboard.type('!');
  await expect.poll(() => field(page).evaluate((area) => (area as HTMLTextAreaElement).value.length)).toBe(most);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await written(page)).at(-1)?.[1]?.length).toBe(most);
});

test('closing counts the annotations of which something is not saved', async () => {
  const page = await open();
  await page.evaluate(() => {
    (window as unknown as { answers: Record<string, unknown> }).answers['saveChange'] = () => Promise.resolve({ ok: false, problem: { kind: 'save-failed', path: '/full', code: 'ENOSPC' } });
  });
  for (const words of ['Three things', passage, 'weighs with weights']) {
    await dragOver(page, words);
    await page.keyboard.press('2');
  }
  await page.evaluate(() => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'closing' }); });
  await expect.poll(() => asked(page, 'readyToClose')).toEqual([[3]]);
});
