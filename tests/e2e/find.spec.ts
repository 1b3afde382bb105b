import { expect } from '@playwright/test';
import { launchManicule, test } from './launch';
import { fixtureCopy, markBar, painted, saved, textShown, traces } from './screen';

test('find with keys and mouse, mark what was found, go back', async () => {
  const file = await fixtureCopy('trial.md');
  const untouched = await traces(file);
  const { app, window } = await launchManicule({ args: [file] });
  await textShown(window, 'trial.md');
  const bar = window.getByRole('search', { name: 'Find in the document' });
  await window.keyboard.press('/');
  await window.keyboard.type('the');
  await expect(bar.locator('.find-count')).toHaveText(/^1 of \d+$/);
  const all = await bar.locator('.find-count').innerText();
  await bar.getByRole('button', { name: 'Whole words' }).click();
  await bar.getByRole('button', { name: 'Match case' }).click();
  expect(all).not.toBe('1 of 7');
  await expect(bar.locator('.find-count')).toHaveText('1 of 7');
  await bar.getByRole('button', { name: 'Next match' }).click();
  await expect(bar.locator('.find-count')).toHaveText(/^2 of/);
  await bar.getByRole('button', { name: 'Regular expression' }).click();
  await bar.getByRole('textbox').fill('verdict\\s+is\\s+\\w+');
  await expect(bar.locator('.find-count')).toHaveText('1 of 1');
  // A field has the menu of fields.
  await app.evaluate(({ Menu }) => {
    Menu.prototype.popup = function popup(this: Electron.Menu) { Object.assign(globalThis, { offered: this.items.map(({ label }) => label.replaceAll('&', '')) }); };
  });
  await bar.getByRole('textbox').click({ button: 'right' });
  await expect.poll(() => app.evaluate(() => (globalThis as { offered?: string[] }).offered)).toEqual(['Cut', 'Copy', 'Paste', '', 'Select All']);
  await bar.getByRole('textbox').press('Escape');
  await expect(markBar(window)).toBeVisible();
  await window.keyboard.press('2');
  await expect.poll(() => painted(window)).toEqual({ 'highlight green': ['verdict is read'] });
  await saved(window);
  await window.keyboard.press('Control+g');
  await window.keyboard.type('100%');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await window.keyboard.press('Alt+ArrowLeft');
  await expect(window.locator('.cm-line', { hasText: 'verdict is read' })).toBeInViewport();
  expect(await traces(file)).toEqual(untouched);
});
