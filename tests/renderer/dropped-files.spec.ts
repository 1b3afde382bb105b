import { expect, test } from '@playwright/test';
import { openWindowPage, type WindowPage } from './window-page';

let opened: WindowPage | null = null;

test.afterEach(async () => {
  await opened?.browser.close();
  opened = null;
});

test('all files that are dropped together are opened, in their order', async () => {
  opened = await openWindowPage('The ferryman 😀 nodded.\n');
  const { page } = opened;
  await page.waitForSelector('.cm-line');
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    for (const name of ['é.txt', 'b.txt', 'c 👍.txt']) dataTransfer.items.add(new File(['x'], name));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  const dropped = () => page.evaluate(() => (window as unknown as { asked: { name: string; values: File[] }[] }).asked.filter(({ name }) => name === 'openDropped').map(({ values }) => values[0]!.name));
  await expect.poll(dropped).toEqual(['é.txt', 'b.txt', 'c 👍.txt']);
});
