// All annotations of all documents, out of one profile and into another.
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type ElectronApplication } from '@playwright/test';
import { answerMessageBox, answerOpenDialog, answerSaveDialog, freshProfile, launchManicule, test } from './launch';
import { freshFolder, markBar, painted, saved, textShown } from './screen';

async function chooseInLibrary(app: ElectronApplication, index: number): Promise<void> {
  await app.evaluate(({ Menu, BrowserWindow }, position) => {
    const item = Menu.getApplicationMenu()!.items[0]!.submenu!.items.find(({ label }) => label.replaceAll('&', '') === 'Library')!.submenu!.items[position]!;
    item.click(undefined, BrowserWindow.getAllWindows()[0], undefined);
  }, index);
}

test('what was marked in one profile is there in another, while the document is open in it', async () => {
  const folder = await freshFolder();
  const file = path.join(folder, 'ferry é.txt');
  const library = path.join(folder, 'all.manicule');
  await writeFile(file, 'The ferryman 😀 nodded.\n');
  const first = await launchManicule({ args: [file] });
  await textShown(first.window, 'ferry é.txt');
  await first.window.keyboard.press('Control+Home');
  await first.window.keyboard.press('Control+Shift+ArrowRight');
  await expect(markBar(first.window)).toBeVisible();
  await first.window.keyboard.press('2');
  await saved(first.window);
  await answerSaveDialog(first.app, library);
  await answerMessageBox(first.app, 0);
  await chooseInLibrary(first.app, 0);
  await expect.poll(() => readFile(library, 'utf8').catch(() => '')).toContain('{"documents":');
  await first.close();
  const second = await launchManicule({ args: [file] });
  await textShown(second.window, 'ferry é.txt');
  await second.window.keyboard.press('F9');
  await answerOpenDialog(second.app, [library]);
  await answerMessageBox(second.app, 0);
  await chooseInLibrary(second.app, 1);
  await expect(second.window.locator('.list-entry')).toHaveCount(1);
  await second.close();
});

test('a deleted annotation is restored from an earlier state, with the menu and real keys', async () => {
  const folder = await freshFolder();
  const file = path.join(folder, 'ferry.txt');
  await writeFile(file, 'The ferryman nodded.\n');
  const { app, window, close } = await launchManicule({ args: [file] });
  await textShown(window, 'ferry.txt');
  await window.keyboard.press('F9');
  await window.keyboard.press('Control+Home');
  await window.keyboard.press('Control+Shift+ArrowRight');
  await expect(markBar(window)).toBeVisible();
  await window.keyboard.press('2');
  await saved(window);
  await window.keyboard.press('Control+a');
  await window.keyboard.press('Control+Home');
  await window.keyboard.press('Enter');
  await window.keyboard.press('Delete');
  await expect(window.locator('.list-entry')).toHaveCount(0);
  await saved(window);
  await app.evaluate(({ Menu, BrowserWindow }) => {
    Menu.getApplicationMenu()!.items[0]!.submenu!.items.find(({ label }) => label.includes('estore'))!.click(undefined, BrowserWindow.getAllWindows()[0], undefined);
  });
  const dialog = window.getByRole('dialog', { name: 'Restore annotations of an earlier state' });
  await dialog.getByRole('radio').first().click();
  await expect(dialog.getByText('1 annotation of then is gone now.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(window.locator('.list-entry')).toHaveCount(1);
  await saved(window);
  await close();
});

test('a document that was moved and edited is located from the start page, with its annotation in place', async () => {
  const folder = await freshFolder();
  const profile = await freshProfile();
  const [file, moved] = [path.join(folder, 'ferry.txt'), path.join(folder, 'moved é.txt')];
  await writeFile(file, 'The ferryman nodded.\n');
  const first = await launchManicule({ args: [file], profile });
  await textShown(first.window, 'ferry.txt');
  await first.window.keyboard.press('Control+Home');
  await first.window.keyboard.press('Control+Shift+ArrowRight');
  await expect(markBar(first.window)).toBeVisible();
  await first.window.keyboard.press('2');
  await saved(first.window);
  await first.close();
  await rename(file, moved);
  await writeFile(moved, 'Once, the old story goes. The ferryman nodded.\n');
  const { app, window, close } = await launchManicule({ profile });
  await answerOpenDialog(app, [moved]);
  await window.getByRole('button', { name: /ferry\.txt.*not found/ }).click();
  await textShown(window, 'moved é.txt');
  await expect.poll(() => painted(window)).toEqual({ 'highlight green': [expect.stringMatching(/^The\s?$/)] });
  await close();
});
