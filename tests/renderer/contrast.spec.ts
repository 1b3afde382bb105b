import { expect, test } from '@playwright/test';
import { standardSettings, themes } from '../../core/settings';
import { contrastFaults } from './contrast';
import { openWindowPage } from './window-page';

test('in every theme words stand out on every colour, and so do lines, matches and the caret', async () => {
  const { page, browser } = await openWindowPage('Plain.\n');
  await page.locator('.status-save').waitFor();
  const found: string[] = [];
  for (const theme of themes) {
    for (const patterns of [false, true]) {
      await page.evaluate((settings) => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'settings-changed', settings }); }, { ...standardSettings, patterns, look: { ...standardSettings.look, theme } });
      await expect(page.locator('html')).toHaveAttribute('data-patterns', String(patterns));
      found.push(...(await contrastFaults(page)).map((fault) => `${theme}, ${fault}`));
    }
  }
  expect([...new Set(found)]).toEqual([]);
  await browser.close();
});
