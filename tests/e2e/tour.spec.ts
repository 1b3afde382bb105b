import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { launchManicule, test } from './launch';
import { faults } from '../renderer/page-faults';
import { cards, clickOn, dragOver, painted, placeOf, saved, textShown } from './screen';

test('the tour is begun by its name, marked in, kept as a copy, and leaves nothing else behind', async () => {
  const { window, app, profile } = await launchManicule({});
  await window.waitForSelector('.status-save');
  await window.keyboard.press('Control+k');
  await window.keyboard.type('take the tour');
  await window.keyboard.press('Enter');
  await textShown(window, 'A short tour.md');
  await expect(window.getByText('When it is closed, it is gone.')).toBeVisible();
  await expect(window.getByText('The text has changed')).toHaveCount(0);
  await expect(cards(window).first()).toContainText('This is a highlight, with a note.');
  await clickOn(window, 'a mark can grow');
  await expect(window.locator('.resize-handle')).toHaveCount(2);
  expect(await faults(window)).toEqual([]);
  // It says that it can be dragged, and by keys: both are done.
  const knob = (await window.locator('.resize-handle[data-edge="end"]').boundingBox())!;
  const { end } = await placeOf(window, 'for you to');
  await window.mouse.move(knob.x + 1, knob.y + knob.height + 4);
  await window.mouse.down();
  await window.mouse.move(end.x, end.y + knob.height / 2 + 4, { steps: 8 });
  await window.mouse.up();
  await window.keyboard.press('Control+Shift+ArrowRight');
  await expect(window.locator('.visually-hidden[aria-live]')).toContainText('This sentence is for you to mark”');
  await window.keyboard.press('Control+z');
  await window.keyboard.press('Control+z');
  await expect.poll(async () => (await painted(window))['highlight blue']).toEqual(['a mark can grow and shrink.']);
  await window.keyboard.press('Escape');
  await dragOver(window, 'This sentence is for you');
  await window.keyboard.press('6');
  await expect.poll(async () => (await painted(window))['highlight purple']).toEqual(['This sentence is for you']);
  await saved(window);
  const documents = path.join(profile, 'library', 'documents');
  const records = async () => (await readdir(documents).catch(() => [])).filter((name) => name.endsWith('.json'));
  const before = await records();
  // Closed with marks in it, it asks first; whoever thinks better of it has lost nothing.
  await app.evaluate(({ dialog, BrowserWindow }) => {
    dialog.showMessageBox = ((_window: unknown, { message }: { message: string }) => {
      Object.assign(globalThis, { asked: message });
      return Promise.resolve({ response: 2, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
    BrowserWindow.getAllWindows()[0]!.close();
  });
  await expect.poll(() => app.evaluate(() => (globalThis as { asked?: string }).asked)).toBe('Keep a copy of the tour, with what you marked in it?');
  await expect.poll(async () => (await painted(window))['highlight purple']).toEqual(['This sentence is for you']);
  const kept = path.join(profile, 'my tour 😀.md');
  await app.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath }); }, kept);
  await window.getByRole('button', { name: 'Keep a copy…' }).click();
  await textShown(window, 'my tour 😀.md');
  await expect(window.getByText('When it is closed, it is gone.')).toHaveCount(0);
  await expect.poll(async () => (await painted(window))['highlight purple']).toEqual(['This sentence is for you']);
  expect((await records()).length).toBe(before.length + 1);
});

test('closed in spite of a mark that could not be saved, the tour still asks about those that were', async () => {
  const { window, app } = await launchManicule({});
  await window.waitForSelector('.status-save');
  await window.keyboard.press('Control+k');
  await window.keyboard.type('take the tour');
  await window.keyboard.press('Enter');
  await textShown(window, 'A short tour.md');
  await dragOver(window, 'This sentence is for you');
  await window.keyboard.press('6');
  await saved(window);
  await app.evaluate(({ ipcMain, dialog, BrowserWindow }) => {
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers;
    handlers.set('manicule:saveChange', () => ({ ok: false, problem: { kind: 'save-failed', path: '/full', code: 'ENOSPC' } }));
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = ((_window: unknown, { message }: { message: string }) => {
      asked.push(message);
      return Promise.resolve({ response: asked.length === 1 ? 1 : 2, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
    Object.assign(globalThis, { closeWindow: () => { BrowserWindow.getAllWindows()[0]!.close(); } });
  });
  await clickOn(window, 'a mark can grow');
  await window.keyboard.press('2');
  await expect(window.locator('.status-save')).toContainText('Not saved');
  await app.evaluate(() => { (globalThis as unknown as { closeWindow(): void }).closeWindow(); });
  await expect.poll(() => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual([
    'One change could not be saved.', 'Keep a copy of the tour, with what you marked in it?',
  ]);
  await expect.poll(async () => (await painted(window))['highlight purple']).toEqual(['This sentence is for you']);
});
