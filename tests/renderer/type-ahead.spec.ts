import { expect, test, type Page } from '@playwright/test';
import { cards, dragOver, markBar } from '../e2e/screen';
import { openWindowPage, type WindowPage } from './window-page';

const text = Array.from({ length: 300 }, (_, at) => `Paragraph ${String(at + 1)} has oak, ash 🌳 and thorn.`).join('\n');
let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

async function open(): Promise<Page> {
  opened = await openWindowPage(text);
  await opened.page.waitForSelector('.status-save');
  await opened.page.locator('.cm-content').focus();
  return opened.page;
}

/** Presses keys faster than the window can draw anything in between. */
async function pressAtOnce(page: Page, ...keys: string[]): Promise<void> {
  await page.evaluate((pressed) => {
    for (const name of pressed) {
      const key = name.replace('Control+', '');
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: key !== name, bubbles: true, cancelable: true }));
    }
  }, keys);
}

test('a comment typed at once after its key is the comment, and the key after it is for the text', async () => {
  const page = await open();
  await dragOver(page, 'Paragraph 2 has oak');
  await pressAtOnce(page, 'c', ...'Huh?? chs', 'Backspace', 'Enter', '?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(cards(page)).toContainText('Huh?? ch');
  await expect(page.locator('.comment-field')).toHaveCount(0);
});

test('Escape at once after the key leaves no field behind', async () => {
  const page = await open();
  await dragOver(page, 'Paragraph 2 has oak');
  await pressAtOnce(page, 'c', 'Escape');
  await expect(page.locator('.comment-field')).toHaveCount(0);
  await expect(page.locator('.cm-content')).toBeFocused();
});

test('a command typed at once after the key of the palette is done', async () => {
  const page = await open();
  await pressAtOnce(page, 'Control+k', ...'zoom larg', 'Backspace', 'Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await pressAtOnce(page, 'Control+k', ...'keyboard sh', 'Enter', '?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await pressAtOnce(page, 'Control+K', ...'outline');
  await expect(page.getByRole('combobox')).toHaveValue('outline');
});

test('steps pressed before a changed search has its count are taken', async () => {
  const page = await open();
  await pressAtOnce(page, '/', ...'thorn', 'Enter', 'Enter');
  await expect(page.locator('.find-count')).toHaveText('3 of 300');
  await page.getByRole('search').getByRole('textbox').fill('oak');
  await page.getByRole('button', { name: 'Next match' }).click();
  await expect(page.locator('.find-count')).toHaveText('2 of 300');
});

test('what to find, where to go and tags can be typed at once', async () => {
  const page = await open();
  await pressAtOnce(page, '/', ...'thorn');
  await expect(page.getByRole('search').getByRole('textbox')).toHaveValue('thorn');
  await expect(page.locator('.find-count')).toHaveText('1 of 300');
  await page.keyboard.press('Escape');
  await pressAtOnce(page, 'Control+f', ...'ash');
  await expect(page.getByRole('search').getByRole('textbox')).toHaveValue('ash');
  await page.keyboard.press('Escape');
  await pressAtOnce(page, 'Control+g', ...'200', 'Enter');
  await expect(page.locator('.cm-line', { hasText: 'Paragraph 200 has' })).toBeInViewport();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await dragOver(page, 'Paragraph 201 has');
  await pressAtOnce(page, 't', ...'trees', 'Enter');
  await expect(page.getByRole('list', { name: 'Tags' })).toContainText('trees');
  await page.keyboard.press('Escape');
  await expect(markBar(page)).toBeVisible();
});

test('what is found after the bar was put away moves nothing by itself, and is there for the next step', async () => {
  const page = await open();
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('search').getByRole('textbox')).toBeFocused();
  // Faster than a search begins.
  await page.evaluate(() => {
    document.execCommand('insertText', false, 'ash');
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
  });
  await pressAtOnce(page, 'Control+g', ...'200', 'Enter');
  const there = page.locator('.cm-line', { hasText: 'Paragraph 200 has' });
  await expect(there).toBeInViewport();
  // Longer than the rest after which a search begins.
  await page.waitForTimeout(500);
  await expect(there).toBeInViewport();
  await page.keyboard.press('F3');
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('ash');
  await expect(there).toBeInViewport();
});

test('a letter typed ahead of the field stays when the next one comes before the window has drawn it', async () => {
  const page = await open();
  await dragOver(page, 'Paragraph 3 has');
  await page.keyboard.press('1');
  await expect(markBar(page)).toHaveCount(0);
  await page.evaluate(() => {
    new MutationObserver((_changes, observer) => {
      const field = document.querySelector<HTMLTextAreaElement>('.comment-field');
      if (!field || document.activeElement !== field) return;
      observer.disconnect();
      // After what was typed ahead, which comes in a microtask of its own.
      setTimeout(() => { document.execCommand('insertText', false, 'hich day?'); });
    }).observe(document.body, { childList: true, subtree: true });
  });
  await pressAtOnce(page, 'c', 'W');
  await expect(page.locator('.comment-field')).toHaveValue('Which day?');
});
