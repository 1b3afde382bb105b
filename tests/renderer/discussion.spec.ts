import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { cards, clickOn, dragOver, painted } from '../e2e/screen';
import { faults } from './page-faults';
import { picture } from './picture';
import { openWindowPage, type WindowPage } from './window-page';

const trial = await readFile(new URL('../fixtures/texts/trial.md', import.meta.url), 'utf8');
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

async function open(options: Parameters<typeof openWindowPage>[1] = {}): Promise<Page> {
  opened = await openWindowPage(trial, options);
  await opened.page.waitForSelector('.cm-line');
  return opened.page;
}

async function comment(page: Page, passage: string, text: string): Promise<void> {
  await dragOver(page, passage);
  await page.keyboard.press('c');
  await expect(page.locator('.comment-field')).toBeFocused();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
}

/** The changes that the main process was asked to save, last version of each annotation. */
async function kept(page: Page): Promise<{ comment: string; resolved: boolean; replies: { comment: string }[] }[]> {
  return page.evaluate(() => {
    const asked = (window as unknown as { asked: { name: string; values: [string, { added: { id: string }[]; updated: { after: { id: string } }[]; removed: { id: string }[] }] }[] }).asked;
    const all = new Map<string, unknown>();
    for (const { values: [, change] } of asked.filter(({ name }) => name === 'saveChange')) {
      for (const { id } of change.removed) all.delete(id);
      for (const annotation of [...change.added, ...change.updated.map(({ after }) => after)]) all.set(annotation.id, annotation);
    }
    return [...all.values()] as never;
  });
}

test('on a card, keys do what they do in the text: the annotation of the card changes, whatever is selected', async () => {
  const page = await open();
  await comment(page, 'a promise about metal', 'Is it?');
  await dragOver(page, 'jury of goldsmiths');
  await cards(page).focus();
  await page.keyboard.press('3');
  await page.keyboard.press('u');
  expect(await painted(page)).toEqual({ 'underline blue': ['a promise about metal'] });
  await page.keyboard.press('c');
  await expect(page.locator('.comment-field')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('It is.');
  await page.keyboard.press('Enter');
  await cards(page).focus();
  await page.keyboard.press('t');
  await page.keyboard.type('metal');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(cards(page)).toContainText('It is.');
  await expect(cards(page)).toContainText('metal');
  await cards(page).focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a comment is answered, the answer corrected and deleted, and all of it undone', async () => {
  const page = await open();
  await comment(page, 'a promise about metal', 'Is it? 👩‍⚖️');
  await cards(page).click();
  await page.getByRole('button', { name: 'Reply' }).click();
  await page.keyboard.type('It was.');
  // Saved while it is written, in the same field.
  await expect.poll(async () => (await kept(page))[0]?.replies.map((reply) => reply.comment)).toEqual(['It was.']);
  await page.keyboard.type(' For long.');
  await picture(page, 'writing a reply');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Replies' }).getByRole('listitem')).toContainText('It was. For long.');
  await expect(page.locator('.visually-hidden[aria-live]')).toHaveText('Reply saved');
  await cards(page).click();
  expect(await faults(page)).toEqual([]);
  await picture(page, 'a card with a reply');
  await page.getByRole('button', { name: 'Edit reply' }).click();
  await page.keyboard.type('!');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Replies' })).toContainText('For long.!');
  await cards(page).click();
  await page.getByRole('button', { name: 'Delete reply' }).click();
  await expect(page.getByRole('list', { name: 'Replies' })).toHaveCount(0);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('list', { name: 'Replies' })).toContainText('For long.!');
});

test('a comment is resolved, hidden, found again by its passage, and reopened', async () => {
  const page = await open();
  await comment(page, 'a promise about metal', 'Settled soon.');
  await comment(page, 'weighs with weights', 'Stays open.');
  await cards(page).first().click();
  await cards(page).first().getByRole('button', { name: 'Resolve' }).click();
  await expect(page.locator('.visually-hidden[aria-live]')).toHaveText('Resolved');
  await expect(cards(page).first()).toContainText('Resolved');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('F9');
  await picture(page, 'resolved');
  await page.getByRole('button', { name: 'Hide resolved' }).click();
  await clickOn(page, 'jury of goldsmiths');
  await expect(cards(page)).toHaveCount(1);
  await expect(page.getByRole('list', { name: 'Annotations' }).getByRole('listitem')).toHaveCount(1);
  expect((await painted(page))['highlight yellow']).toHaveLength(2);
  await clickOn(page, 'promise about');
  await expect(cards(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(page.getByRole('list', { name: 'Annotations' }).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Hide resolved' })).toHaveAttribute('aria-pressed', 'true');
  const asked = await page.evaluate(() => (window as unknown as { asked: { name: string; values: unknown[] }[] }).asked.filter(({ name }) => name === 'saveSettings').map(({ values }) => values[0]));
  expect(asked).toContainEqual({ hideResolved: true });
});

test('crowded cards fold, the one with the attention unfolds, and none lies over another', async () => {
  const page = await open();
  const passages = ['jury', 'goldsmiths', 'counts', 'weighs', 'melts', 'coins', 'mint', 'custom', 'older', 'banking', 'promise'];
  for (const passage of passages) await comment(page, passage, `About ${passage}: ${'several words '.repeat(14)}`);
  await clickOn(page, 'What they look');
  await expect(cards(page)).toHaveCount(passages.length);
  await expect(page.locator('[data-folded="true"]')).toHaveCount(passages.length);
  await picture(page, 'folded cards');
  const apart = async () => {
    await page.waitForTimeout(400);
    const boxes = (await cards(page).evaluateAll((all) => all.map((card) => ({ top: (card as HTMLElement).offsetTop, bottom: (card as HTMLElement).offsetTop + (card as HTMLElement).offsetHeight })))).sort((a, b) => a.top - b.top);
    expect(boxes[0]?.top).toBeGreaterThanOrEqual(0);
    for (const [at, box] of boxes.entries()) expect(box.bottom).toBeLessThanOrEqual(boxes[at + 1]?.top ?? Infinity);
  };
  await apart();
  await cards(page).filter({ hasText: 'About banking' }).click();
  await expect(page.locator('.comment-card[data-focused="true"]')).toHaveAttribute('data-folded', 'false');
  await apart();
  await picture(page, 'one card unfolded');
  expect(await faults(page)).toEqual([]);
});

test('a narrow window has markers and a card over the text', async () => {
  const page = await open({ width: 640 });
  await comment(page, 'Once a year', 'Narrow.');
  await expect(cards(page)).toHaveCount(0);
  await page.getByRole('button', { name: /^Show comment on “/ }).click();
  await expect(cards(page)).toContainText('Narrow.');
  expect(await faults(page)).toEqual([]);
  await picture(page, 'card over a narrow text');
  await page.getByRole('button', { name: 'Edit comment' }).click();
  await page.keyboard.type(' Yet readable.');
  await page.keyboard.press('Enter');
  await expect(cards(page)).toHaveCount(0);
  await clickOn(page, 'a year');
  await expect(cards(page)).toContainText('Narrow. Yet readable.');
  await page.getByRole('button', { name: 'Change colour to Blue' }).click();
  expect(Object.keys(await painted(page))).toEqual(['highlight blue']);
});
