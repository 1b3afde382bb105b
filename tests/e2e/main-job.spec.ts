import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { picture } from '../renderer/picture';
import { answerSaveDialog, freshProfile, launchManicule, test } from './launch';
import { cards, clickOn, dragOver, fixtureCopy, markBar, painted, saved, textShown, traces } from './screen';

test('mark a text with the mouse, comment, close, come back, export, open the copy', async () => {
  test.setTimeout(180_000);
  const file = await fixtureCopy('trial.md');
  const untouched = await traces(file);
  const profile = await freshProfile();
  const copy = path.join(path.dirname(file), 'copy.html');
  const marks = {
    'highlight yellow': ['a promise about metal, kept in public'],
    'highlight blue': ['metal, kept in public, by people'],
    'underline yellow': ['weighs with weights that somebody else keeps'],
    'highlight green': ['a check nobody performs is not a check'],
  };

  const first = await launchManicule({ args: [file], profile });
  await textShown(first.window, 'trial.md');
  await dragOver(first.window, 'a promise about metal, kept in public');
  await markBar(first.window).getByRole('button', { name: 'Highlight in Yellow' }).click();
  await dragOver(first.window, 'metal, kept in public, by people');
  await first.window.keyboard.press('3');
  await dragOver(first.window, 'weighs with weights that somebody else keeps');
  await first.window.keyboard.press('1');
  await clickOn(first.window, 'weights that somebody');
  await markBar(first.window).getByRole('button', { name: 'Underline' }).click();
  await first.window.keyboard.press('Escape');
  await dragOver(first.window, 'a check nobody performs is not a check');
  await markBar(first.window).getByRole('button', { name: 'Highlight in Green' }).click();
  await clickOn(first.window, 'nobody performs');
  await markBar(first.window).getByRole('button', { name: 'Comment' }).click();
  await first.window.keyboard.type('Compare **audits** that nobody reads.');
  await first.window.keyboard.press('Shift+Enter');
  await first.window.keyboard.type('- and seals 👩‍⚖️');
  await picture(first.window, 'writing a comment');
  await first.window.keyboard.press('Enter');
  await saved(first.window);
  await expect.poll(() => painted(first.window)).toEqual(marks);
  await expect(cards(first.window)).toHaveCount(1);
  await expect(cards(first.window).locator('strong')).toHaveText('audits');
  await first.close();

  const second = await launchManicule({ args: [file], profile });
  await textShown(second.window, 'trial.md');
  await expect.poll(() => painted(second.window)).toEqual(marks);
  await expect(cards(second.window)).toContainText('Compare audits that nobody reads.');
  await picture(second.window, 'after coming back');
  await answerSaveDialog(second.app, copy);
  await second.window.getByRole('button', { name: 'Export' }).click();
  await second.window.getByRole('menuitem', { name: 'Web page (HTML)…' }).click();
  await expect(second.window.locator('.toast')).toContainText('copy.html');
  await second.close();
  expect(await traces(file)).toEqual(untouched);

  const third = await launchManicule({ args: [copy] });
  await textShown(third.window, 'copy.html');
  await expect.poll(() => painted(third.window)).toEqual(marks);
  await expect(cards(third.window)).toContainText('Compare audits that nobody reads.');
  expect(await third.window.locator('.cm-content').innerText()).toContain('Goldsmiths');
  await picture(third.window, 'the copy, opened');
});

test('overlapping highlights stay apart, and a click reaches each of them', async () => {
  const file = await fixtureCopy('trial.md');
  const { window } = await launchManicule({ args: [file] });
  await textShown(window, 'trial.md');
  await dragOver(window, 'goldsmiths counts, weighs and melts');
  await window.keyboard.press('1');
  await dragOver(window, 'counts, weighs');
  await window.keyboard.press('4');
  await dragOver(window, 'weighs and melts');
  await window.keyboard.press('2');
  const seen = new Set<string>();
  for (let click = 0; click < 3; click += 1) {
    await clickOn(window, 'weighs');
    // Until the bar is there for another one than before.
    const label = () => markBar(window).locator('button[aria-pressed="true"]').first().getAttribute('aria-label');
    await expect.poll(async () => seen.has((await label()) ?? '')).toBe(false);
    seen.add((await label()) ?? '');
  }
  expect([...seen].sort()).toEqual(['Change colour to Green', 'Change colour to Pink', 'Change colour to Yellow']);
  await expect.poll(() => painted(window)).toEqual({
    'highlight yellow': ['goldsmiths counts, weighs and melts'],
    'highlight pink': ['counts, weighs'],
    'highlight green': ['weighs and melts'],
  });
});

test('change the colour, edit, delete, undo and redo each of them', async () => {
  const file = await fixtureCopy('trial.md');
  const { window } = await launchManicule({ args: [file] });
  await textShown(window, 'trial.md');
  await dragOver(window, 'The verdict is read aloud');
  await window.keyboard.press('c');
  await window.keyboard.type('When?');
  await window.keyboard.press('Enter');
  await clickOn(window, 'verdict is read');
  await markBar(window).getByRole('button', { name: 'Change colour to Purple' }).click();
  await expect.poll(() => painted(window)).toEqual({ 'highlight purple': ['The verdict is read aloud'] });
  await cards(window).getByRole('button', { name: 'Edit comment' }).click();
  await window.keyboard.type(' By whom?');
  await window.keyboard.press('Enter');
  await expect(cards(window)).toContainText('When? By whom?');
  await cards(window).hover();
  await cards(window).getByRole('button', { name: 'Delete annotation' }).click();
  await expect(cards(window)).toHaveCount(0);
  await expect(window.locator('.toast')).toContainText('deleted');
  await window.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(cards(window)).toContainText('When? By whom?');
  await window.keyboard.press('Control+z');
  await expect(cards(window)).toContainText('When?');
  await expect(cards(window)).not.toContainText('By whom?');
  await window.keyboard.press('Control+z');
  await expect.poll(() => painted(window)).toEqual({ 'highlight yellow': ['The verdict is read aloud'] });
  await window.keyboard.press('Control+z');
  await expect(cards(window)).toHaveCount(0);
  await window.keyboard.press('Control+z');
  await expect.poll(() => painted(window)).toEqual({});
  for (let press = 0; press < 4; press += 1) await window.keyboard.press('Control+Shift+z');
  await expect.poll(() => painted(window)).toEqual({ 'highlight purple': ['The verdict is read aloud'] });
  await expect(cards(window)).toContainText('When? By whom?');
  await saved(window);
});

test('the whole job without a mouse', async () => {
  const file = await fixtureCopy('trial.md');
  const { window, app } = await launchManicule({ args: [file] });
  await textShown(window, 'trial.md');
  const press = async (key: string, times = 1) => {
    for (let time = 0; time < times; time += 1) await window.keyboard.press(key);
  };
  await press('ArrowDown', 2);
  await press('Home');
  await press('Shift+Control+ArrowRight', 3);
  await press('h');
  await expect.poll(() => painted(window)).toEqual({ 'highlight yellow': ['Once a year'] });
  await press('ArrowLeft', 2);
  await press('Enter');
  await expect(markBar(window)).toBeVisible();
  await press('5');
  await expect.poll(() => painted(window)).toEqual({ 'highlight orange': ['Once a year'] });
  await press('c');
  await window.keyboard.type('Which day?');
  await press('Enter');
  await expect(cards(window)).toContainText('Which day?');
  await press('F9');
  await expect(window.getByRole('list', { name: 'Annotations' }).getByRole('button')).toHaveCount(1);
  await press('Control+Alt+PageDown');
  await press('Delete');
  await expect(cards(window)).toHaveCount(0);
  await press('Control+z');
  await expect(cards(window)).toContainText('Which day?');
  const copy = `${file}.html`;
  await answerSaveDialog(app, copy);
  await press('Control+e');
  await expect(window.getByRole('radio', { name: 'Web page (HTML)' })).toBeFocused();
  await press('Enter');
  await expect(window.locator('.toast')).toContainText('.html');
  expect(await readFile(copy, 'utf8')).toContain('Which day?');
});

test('a selection that cuts an emoji is widened to whole characters', async () => {
  const file = await fixtureCopy('trial.md');
  const { window } = await launchManicule({ args: [file] });
  await textShown(window, 'trial.md');
  await dragOver(window, '👩‍⚖️ The jury');
  await window.keyboard.press('h');
  await expect.poll(() => painted(window)).toEqual({ 'highlight yellow': ['👩‍⚖️ The jury'] });
});
