import { expect, test, type Page } from '@playwright/test';
import { clickOn } from '../e2e/screen';
import { openWindowPage, type WindowPage } from './window-page';
import { stateAnnotations, stateText, textStates } from './window-states';

let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

async function open(width = 1280): Promise<Page> {
  opened = await openWindowPage(stateText, { annotations: [...stateAnnotations], width });
  await opened.page.locator('.comment-card, .comment-marker').first().waitFor();
  return opened.page;
}

const tell = (page: Page, notice: unknown) => page.evaluate((told) => { (window as unknown as { tell(told: unknown): void }).tell(told); }, notice);
const command = (page: Page, name: string) => tell(page, { kind: 'command', command: name });
const text = (page: Page) => page.locator('.cm-content');
const entry = (page: Page, at: number) => page.locator('.list-entry').nth(at);
const holder = (page: Page) => page.evaluate(() => {
  const { activeElement } = document;
  return activeElement?.closest('[role="dialog"], [role="alertdialog"], .toolbar, .bars, .sidebar, .find-bar, .start-page, .cm-content, .comment-layer')?.className ?? 'nothing';
});
/** Two frames, after which a focus that was lost is back. */
const settled = (page: Page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))));

test('every dialog gives the focus back to what had it', async () => {
  const page = await open();
  await page.keyboard.press('F9');
  await entry(page, 2).focus();
  for (const opener of ['text', 'list']) {
    const had = opener === 'text' ? text(page) : entry(page, 2);
    for (const name of ['palette', 'settings', 'shortcuts', 'change-keys', 'search-library', 'manage-tags', 'restore', 'choose-place', 'export']) {
      await had.focus();
      await command(page, name);
      await expect(page.locator('[role="dialog"]'), name).toBeVisible();
      await expect.poll(() => holder(page), name).toMatch(/dialog|picker/u);
      // F6 leaves what is open alone.
      await page.keyboard.press('F6');
      expect(await holder(page), name).toMatch(/dialog|picker/u);
      await page.keyboard.press('Escape');
      await expect(page.locator('[role="dialog"]'), name).toHaveCount(0);
      await expect(had, `${name}, from the ${opener}`).toBeFocused();
    }
  }
});

test('what is deleted, hidden or dismissed leaves the focus to what stands in its place', async () => {
  const page = await open();
  await page.keyboard.press('F9');
  await entry(page, 1).focus();
  // The next one, which another press deletes, and not the first.
  await page.keyboard.press('Delete');
  await expect(page.locator('.list-entry')).toHaveCount(6);
  await expect(entry(page, 1)).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(page.locator('.list-entry')).toHaveCount(5);
  await expect(page.locator('.list-quote').first()).toHaveText('a jury of goldsmiths');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(page.locator('.list-entry')).toHaveCount(7);
  // Nor does a message stay that would take back one change more.
  await expect(page.locator('.toast')).toHaveCount(0);
  await expect(entry(page, 1)).toBeFocused();
  // The last one, and then all.
  await page.keyboard.press('End');
  await expect(entry(page, 6)).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(entry(page, 5)).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(page.locator('.list-entry')).toHaveCount(0);
  // Beside the list, and not in the field, which has an undo of its own.
  await expect(page.getByRole('button', { name: 'Filter' })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.locator('.list-entry')).toHaveCount(6);
  await entry(page, 0).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(page.locator('.list-entry')).toHaveCount(0);
  // The message goes, with the focus in it.
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(page.locator('.list-entry')).toHaveCount(6);
  await expect(text(page)).toBeFocused();
  await entry(page, 0).focus();
  await page.keyboard.press('Delete');
  await page.locator('.toast-close').press('Enter');
  await expect(text(page)).toBeFocused();
  // A tag of a card, a card, a bar.
  await page.keyboard.press('Control+z');
  await entry(page, 0).press('Enter');
  await page.locator('.comment-card').getByRole('button', { name: 'Remove tag law' }).first().press('Enter');
  await settled(page);
  expect(await holder(page)).toBe('comment-layer');
  await tell(page, { kind: 'file-changed', documentId: '00000000-0000-4000-8000-000000000000', gone: true });
  await page.locator('.bar').getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(text(page)).toBeFocused();
  await clickOn(page, 'a jury of goldsmiths');
  await page.keyboard.press('Delete');
  await expect(text(page)).toBeFocused();
});

test('what is reviewed, a reply that is deleted and a heading that is gone leave the focus to what stands in their place', async () => {
  const page = await open();
  await page.locator('.comment-card').first().click();
  await page.getByRole('button', { name: 'Delete reply' }).press('Enter');
  await expect(page.locator('.replies')).toHaveCount(0);
  await settled(page);
  expect(await page.evaluate(() => document.activeElement?.closest<HTMLElement>('.comment-card')?.dataset['id'])).toBe(stateAnnotations[0]!.id);
  await textStates.find(({ name }) => name === 'review')?.enter(page);
  const card = page.locator('.review-card');
  for (const [left, act] of ['Accept', 'Accept', 'Keep without a place'].entries()) {
    await expect(card).toHaveCount(3 - left);
    await card.getByRole('button', { name: act }).first().press('Enter');
    await expect(card).toHaveCount(2 - left);
    await settled(page);
    if (left < 2) await expect(card.locator(':focus')).toHaveCount(1);
    else expect(await holder(page)).toBe('sidebar');
  }
  await command(page, 'outline');
  const row = page.getByRole('treeitem');
  await row.nth(2).focus();
  await page.evaluate(() => {
    const { answers, opened } = window as unknown as { answers: Record<string, unknown>; opened: object };
    answers['reopen'] = () => Promise.resolve({ ok: true, value: { ...opened, firstChunk: { bytes: new TextEncoder().encode('# One heading\n\nNo more.\n'), last: true } } });
  });
  await tell(page, { kind: 'file-changed', documentId: '00000000-0000-4000-8000-000000000000', gone: false });
  await expect(row).toHaveCount(1);
  await settled(page);
  expect(await holder(page)).toBe('sidebar');
});

test('what a filter hides leaves the focus in the list', async () => {
  const page = await open();
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Green' }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('.list-entry')).toHaveCount(1);
  await entry(page, 0).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Colour' }).press('ArrowRight');
  await page.getByRole('menuitemradio', { name: 'Blue' }).press('Enter');
  await expect(page.locator('.list-entry')).toHaveCount(0);
  await settled(page);
  expect(await holder(page)).toBe('sidebar');
});

test('F6 goes round all parts of the window that are there, and back', async () => {
  const page = await open(640);
  await tell(page, { kind: 'file-changed', documentId: '00000000-0000-4000-8000-000000000000', gone: true });
  await page.keyboard.press('F9');
  await page.keyboard.press('/');
  await page.locator('.find-bar input').waitFor();
  const round = ['cm-content', 'comment-layer', 'toolbar', 'bars', 'sidebar', 'find-bar'];
  const seen: string[] = [];
  for (const step of round) {
    await page.keyboard.press('F6');
    seen.push((await holder(page)).split(' ').find((name) => name === step) ?? await holder(page));
  }
  expect(seen).toEqual(round);
  for (const step of [...round].reverse().slice(1)) {
    await page.keyboard.press('Shift+F6');
    expect(await holder(page)).toContain(step);
  }
});

test('a card over the text covers neither handle of its passage', async () => {
  const page = await open(640);
  for (const words of ['a jury of goldsmiths', 'weighs with weights', 'hanged for a lie']) {
    await clickOn(page, words);
    await page.locator('.card-popup').waitFor();
    await settled(page);
    const covered = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.resize-handle')].filter((handle) => {
      const { left, top, bottom } = handle.getBoundingClientRect();
      const y = handle.dataset['edge'] === 'start' ? top - 4 : bottom + 4;
      return document.elementFromPoint(left + 1, y) !== handle;
    }).map((handle) => handle.dataset['edge']));
    expect(covered, words).toEqual([]);
    await page.keyboard.press('Escape');
  }
});
