import { rm } from 'node:fs/promises';
import { expect } from '@playwright/test';
import type { ElectronApplication } from '@playwright/test';
import { languageNames } from '../../core/languages';
import { freshProfile, launchManicule, test } from './launch';

const menus = (app: ElectronApplication) => app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label.replaceAll('&', '')).join(' '));

test('menus and window speak the system’s language, or the one that was chosen, from the first paint', async () => {
  const profile = await freshProfile();
  const first = await launchManicule({ profile, env: { LANGUAGE: 'de_AT:en' } });
  await first.window.waitForSelector('.toolbar');
  expect(await first.window.evaluate(() => document.documentElement.lang)).toBe('de');
  expect(await menus(first.app)).toContain('Bearbeiten');
  await first.window.locator('.cm-content').focus();
  await first.window.keyboard.press('Control+,');
  await first.window.getByRole('dialog', { name: 'Einstellungen' }).getByRole('radio', { name: languageNames.ar }).check();
  await expect.poll(() => menus(first.app)).toContain('تحرير');
  expect(await first.window.evaluate(() => document.documentElement.dir)).toBe('rtl');
  await first.close();

  const second = await launchManicule({ profile });
  await second.window.waitForSelector('.cm-line');
  expect(await second.window.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(['ar', 'rtl']);
  expect(await menus(second.app)).toContain('تحرير');
  await second.close();
  await rm(profile, { recursive: true });
});
