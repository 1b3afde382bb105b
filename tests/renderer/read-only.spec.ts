import { expect, test, type Page } from '@playwright/test';
import { annotationOf } from '../core/annotation-sample';
import { cards, clickOn, dragOver, painted } from '../e2e/screen';
import { picture } from './picture';
import { openWindowPage } from './window-page';

const text = `The ferryman 😀 nodded.\n\n${'Each clock told another hour, and the café\u0301 was shut. '.repeat(30)}\n`;
const at = text.indexOf('Each clock');
const why = 'Nothing was changed: these annotations were saved by a newer Manicule and can only be read here.';

/** What a screen reader was told since the last question. */
async function said(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { said: string[] }).said.splice(0));
}

test('where annotations can only be read, each command that would change one says so, once', async () => {
  const annotations = [annotationOf(1, at, at + 10, { comment: 'Which clock?', target: { position: { start: at, end: at + 10 }, quote: { exact: 'Each clock', prefix: '', suffix: '' } } })];
  const { page, browser } = await openWindowPage(text, { annotations, readOnly: true });
  await page.waitForSelector('.status-save');
  await page.evaluate(() => {
    const words: string[] = [];
    Object.assign(window, { said: words });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element && node.matches('.visually-hidden[role="status"] > span')) words.push(node.textContent ?? '');
    }).observe(document.body, { childList: true, subtree: true });
  });
  const before = await painted(page);
  const refused = async (key: string) => {
    await said(page);
    await page.keyboard.press(key);
    await expect.poll(async () => (await said(page)).filter((words) => words === why).length, key).toBe(1);
  };
  await dragOver(page, 'The ferryman');
  for (const key of ['h', '3', 'c', 't', 'Shift+H']) await refused(key);
  await page.keyboard.press('Escape');
  await clickOn(page, 'Each clock');
  for (const key of ['2', 'u', 'Shift+ArrowRight', 'Delete']) await refused(key);
  await expect(page.locator('.resize-handle')).toHaveCount(0);
  await cards(page).first().focus();
  await refused('Enter');
  await page.keyboard.press('F9');
  await page.getByRole('list', { name: 'Annotations' }).getByRole('button').first().focus();
  for (const key of ['t', 'Delete']) await refused(key);
  await expect(page.locator('.toast')).toContainText(why);
  await picture(page, 'refused');
  expect(await painted(page)).toEqual(before);
  expect(await page.evaluate(() => (window as unknown as { asked: { name: string }[] }).asked.filter(({ name }) => name === 'saveChange'))).toEqual([]);
  await browser.close();
});
