import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { picture } from '../renderer/picture';
import { freshProfile, launchManicule, test } from './launch';
import { cards, clickOn, dragOver, fixtureCopy, painted, saved, textShown } from './screen';

/** Marks three passages: one to stay, one to be edited, one to be deleted. */
async function markThree(window: Page): Promise<void> {
  await dragOver(window, 'a promise about metal, kept in public');
  await window.keyboard.press('1');
  await dragOver(window, 'reads the seals itself');
  await window.keyboard.press('2');
  await dragOver(window, 'A coin may differ from its standard by so much and no more');
  await window.keyboard.press('c');
  await window.keyboard.insertText('How much?');
  await window.keyboard.press('Enter');
  await saved(window);
}

/** A file with three marked passages, and the profile that knows them. */
async function markedAndClosed(): Promise<{ file: string; profile: string }> {
  const file = await fixtureCopy('trial.md');
  const profile = await freshProfile();
  const first = await launchManicule({ args: [file], profile });
  await textShown(first.window, 'trial.md');
  await markThree(first.window);
  await first.close();
  return { file, profile };
}

/** Another program's edit: a paragraph before everything, one passage changed, one taken out. */
async function edit(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const edited = `A new first paragraph that pushes everything down. 👩‍👩‍👧\n\n${text}`
    .replace('reads the seals itself', 'reads each of the seals for itself')
    .replace('A coin may differ from its standard by so much and no more. ', '');
  await writeFile(`${file}.new`, edited);
  await rename(`${file}.new`, file);
}

test('a file that was renamed and edited by another program keeps its annotations, and what is not certain is reviewed', async () => {
  test.setTimeout(180_000);
  const { file, profile } = await markedAndClosed();

  const renamed = path.join(path.dirname(file), 'renamed.md');
  await rename(file, renamed);
  const second = await launchManicule({ args: [renamed], profile });
  await textShown(second.window, 'renamed.md');
  await expect.poll(async () => Object.values(await painted(second.window)).flat().length).toBe(3);
  await second.close();

  await edit(renamed);
  const third = await launchManicule({ args: [renamed], profile });
  const { window } = third;
  await textShown(window, 'renamed.md');
  await expect.poll(async () => (await painted(window))['highlight yellow']).toEqual(['a promise about metal, kept in public']);
  await expect.poll(async () => (await painted(window))['highlight green']).toEqual(['reads each of the seals for itself']);
  await expect(window.getByText('1 of 3 annotations are in place; 2 to review.')).toBeVisible();
  await window.getByRole('button', { name: 'Review' }).click();
  const changed = window.getByRole('article', { name: 'The text of this passage has changed.' });
  await expect(changed.locator('ins')).toHaveText(['each of ', 'for ']);
  await changed.getByRole('button', { name: 'Accept' }).click();
  await expect(changed).toHaveCount(0);
  const orphan = window.getByRole('article', { name: 'This passage is not in the text any more.' });
  await expect(orphan).toContainText('A coin may differ from its standard');
  await expect(orphan).toContainText('How much?');
  await orphan.getByRole('button', { name: 'Show where it was' }).click();
  await dragOver(window, 'weight, fineness and diameter');
  await orphan.getByRole('button', { name: 'Place at the selection' }).click();
  await expect(orphan).toHaveCount(0);
  await expect(cards(window)).toContainText('How much?');
  await expect.poll(async () => (await painted(window))['highlight green']).toHaveLength(2);
  await window.getByRole('document', { name: 'renamed.md, text' }).focus();
  await window.keyboard.press('Control+z');
  await expect(orphan).toHaveCount(1);
  await orphan.getByRole('button', { name: 'Keep without a place' }).click();
  await expect(window.locator('.list-empty')).toHaveText('Nothing to review.');
  await expect(window.getByText('2 of 3 annotations are in place; 0 to review.')).toBeVisible();
  await saved(window);
  await third.close();

  const fourth = await launchManicule({ args: [renamed], profile });
  await textShown(fourth.window, 'renamed.md');
  await expect.poll(async () => Object.values(await painted(fourth.window)).flat().sort()).toEqual(['a promise about metal, kept in public', 'reads each of the seals for itself']);
  await fourth.window.keyboard.press('F9');
  await expect(fourth.window.getByRole('list', { name: 'Annotations' }).getByText('How much?')).toBeVisible();
});

test('a file that is edited while it is open is shown as it is now, with its annotations in place', async () => {
  test.setTimeout(120_000);
  const file = await fixtureCopy('trial.md');
  const { window } = await launchManicule({ args: [file] });
  await textShown(window, 'trial.md');
  await markThree(window);
  await edit(file);
  await expect(window.getByText('A new first paragraph')).toBeAttached({ timeout: 20_000 });
  await textShown(window, 'trial.md');
  await expect(window.getByText('1 of 3 annotations are in place; 2 to review.')).toBeVisible();
  await expect.poll(() => painted(window)).toMatchObject({ 'highlight yellow': ['a promise about metal, kept in public'] });
});

test('what was deleted before another program edited the file is taken back after it, and stands where its words are now', async () => {
  test.setTimeout(120_000);
  const file = await fixtureCopy('trial.md');
  const profile = await freshProfile();
  const { window, close } = await launchManicule({ args: [file], profile });
  await textShown(window, 'trial.md');
  await markThree(window);
  await clickOn(window, 'a promise about metal');
  await window.keyboard.press('Delete');
  await saved(window);
  await edit(file);
  await expect(window.getByText('A new first paragraph')).toBeAttached({ timeout: 20_000 });
  await textShown(window, 'trial.md');
  await expect.poll(async () => (await painted(window))['highlight yellow']).toBeUndefined();
  await window.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await painted(window))['highlight yellow']).toEqual(['a promise about metal, kept in public']);
  await saved(window);
  await close();
  const again = await launchManicule({ args: [file], profile });
  await textShown(again.window, 'trial.md');
  await expect.poll(async () => (await painted(again.window))['highlight yellow']).toEqual(['a promise about metal, kept in public']);
});

test('a file that was renamed and edited at once has its annotations, and the window says where they came from', async () => {
  test.setTimeout(120_000);
  const { file, profile } = await markedAndClosed();
  const renamed = path.join(path.dirname(file), 'the trial 😀.md');
  await rename(file, renamed);
  await edit(renamed);
  const { window } = await launchManicule({ args: [renamed], profile });
  await textShown(window, 'the trial 😀.md');
  await expect.poll(async () => (await painted(window))['highlight yellow']).toEqual(['a promise about metal, kept in public']);
  await expect(window.getByText('1 of 3 annotations are in place; 2 to review.')).toBeVisible();
  await expect(window.getByText(/“trial\.md”/)).toBeVisible();
  await expect(window.getByRole('button', { name: 'Remove the copies' })).toBeVisible();
  await picture(window, 'renamed-and-edited');
});
