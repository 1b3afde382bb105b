// Annotations beside the files of a folder, chosen with real keys, and found there by someone else.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { launchManicule, test } from './launch';
import { freshFolder, markBar, saved, textShown } from './screen';

async function markWord(window: Page, key: string): Promise<void> {
  await window.keyboard.press('Control+Shift+ArrowRight');
  await expect(markBar(window)).toBeVisible();
  await window.keyboard.press(key);
  await saved(window);
}

/** Opens the dialog by the palette, chooses the other place and moves. */
async function moveTo(window: Page, arrow: 'ArrowUp' | 'ArrowDown'): Promise<void> {
  await window.keyboard.press('Control+k');
  await window.keyboard.type('where annotations');
  await window.keyboard.press('Enter');
  const dialog = window.getByRole('dialog', { name: 'Choose where annotations are kept' });
  await dialog.getByRole('radio', { checked: true }).focus();
  await window.keyboard.press(arrow);
  await dialog.getByRole('button', { name: 'Move' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(window.locator('.toast')).toContainText('1 document moved.');
}

test('a folder is moved beside its files, someone else takes the annotations from there, and it is moved back', async () => {
  const folder = await freshFolder();
  const file = path.join(folder, 'ferry é.txt');
  const beside = `${file}.manicule.json`;
  const text = 'The ferryman 😀 nodded.\n';
  await writeFile(file, text);
  const mine = await launchManicule({ args: [file] });
  await textShown(mine.window, 'ferry é.txt');
  await mine.window.keyboard.press('Control+Home');
  await markWord(mine.window, '2');
  await moveTo(mine.window, 'ArrowDown');
  const count = async (): Promise<number> => (JSON.parse(await readFile(beside, 'utf8')) as { data: { annotations: unknown[] } }).data.annotations.length;
  expect(await count()).toBe(1);
  await mine.window.keyboard.press('Control+End');
  await mine.window.keyboard.press('Control+ArrowLeft');
  await markWord(mine.window, '4');
  expect(await count()).toBe(2);
  const theirs = await launchManicule({ args: [file] });
  await textShown(theirs.window, 'ferry é.txt');
  await theirs.window.getByRole('button', { name: 'Add', exact: true }).click();
  await theirs.window.keyboard.press('F9');
  await expect(theirs.window.locator('.list-entry')).toHaveCount(2);
  await saved(theirs.window);
  await theirs.close();
  await moveTo(mine.window, 'ArrowUp');
  expect(await readdir(folder)).toEqual(['ferry é.txt']);
  await mine.window.keyboard.press('F9');
  await expect(mine.window.locator('.list-entry')).toHaveCount(2);
  await mine.close();
  expect(await readFile(file, 'utf8')).toBe(text);
});
