import { expect } from '@playwright/test';
import { launchManicule, test } from './launch';
import { cards, clickOn, dragOver, fixtureCopy, markBar, painted, placeOf, saved, textShown, traces } from './screen';

test('a text is marked: styles and colours, resizing, everywhere, discussion, tags, the list, keys of one’s own', async () => {
  test.setTimeout(180_000);
  const file = await fixtureCopy('trial.md');
  const untouched = await traces(file);
  const { app, window } = await launchManicule({ args: [file] });
  await textShown(window, 'trial.md');

  // Each of the six colours, each of the three styles.
  const passages = ['Once a year', 'a jury of goldsmiths', 'a promise about metal', 'set aside', 'reads the seals', 'the boxes itself'];
  for (const [at, passage] of passages.entries()) {
    await dragOver(window, passage);
    await window.keyboard.press(String(at + 1));
  }
  await dragOver(window, 'hanged for a lie');
  await window.keyboard.press('u');
  await dragOver(window, 'its own remedy');
  await window.keyboard.press('s');
  expect(await painted(window)).toEqual({
    ...Object.fromEntries(['yellow', 'green', 'blue', 'pink', 'orange', 'purple'].map((color, at) => [`highlight ${color}`, [passages[at]]])),
    'underline purple': ['hanged for a lie'], 'strikethrough purple': ['its own remedy'],
  });

  // Longer by its handle and by keys; the comment stays with it.
  await clickOn(window, 'a promise about metal');
  await window.keyboard.press('c');
  await window.keyboard.type('Is it *kept*?');
  await window.keyboard.press('Enter');
  await clickOn(window, 'promise about metal');
  const knob = (await window.locator('.resize-handle[data-edge="end"]').boundingBox())!;
  const { end } = await placeOf(window, 'kept in public');
  await window.mouse.move(knob.x + 1, knob.y + knob.height + 4);
  await window.mouse.down();
  await window.mouse.move(end.x, end.y + knob.height / 2 + 4, { steps: 6 });
  await window.mouse.up();
  await expect.poll(async () => (await painted(window))['highlight blue']).toEqual(['a promise about metal, kept in public']);
  await window.keyboard.press('Control+Shift+ArrowLeft');
  await expect.poll(async () => (await painted(window))['highlight blue']).toEqual(['a promise about metal, kept in']);
  await expect(cards(window).locator('em')).toHaveText('kept');

  // Everywhere at once, taken back at once. The bar of the annotation lies over the words: away with it first.
  await window.keyboard.press('Escape');
  await dragOver(window, 'weighs');
  await window.keyboard.press('2');
  await dragOver(window, 'jury');
  await window.keyboard.press('Shift+H');
  await expect(window.locator('.toast')).toContainText('occurrences marked');
  await window.keyboard.press('Control+z');
  expect((await painted(window))['highlight green']).toEqual(['a jury of goldsmiths', 'weighs']);

  // Answered, resolved, hidden, reopened.
  await cards(window).click();
  await window.getByRole('button', { name: 'Reply' }).click();
  await window.keyboard.type('It was, for long.');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('list', { name: 'Replies' })).toContainText('It was, for long.');
  await cards(window).click();
  await cards(window).getByRole('button', { name: 'Resolve' }).click();
  await expect(cards(window)).toContainText('Resolved');
  await window.keyboard.press('F9');
  await window.getByRole('button', { name: 'Hide resolved' }).click();
  await clickOn(window, 'Three things');
  await expect(cards(window)).toHaveCount(0);
  await window.getByRole('button', { name: 'Hide resolved' }).click();
  await cards(window).click();
  await cards(window).getByRole('button', { name: 'Reopen' }).click();
  await expect(cards(window)).not.toContainText('Resolved');

  // Tags: given, completed, renamed.
  // From the card's button to the text, and away with the bar.
  await window.keyboard.press('Escape');
  await expect(window.getByRole('document', { name: 'trial.md, text' })).toBeFocused();
  await expect(markBar(window)).toHaveCount(0);
  const tag = async (passage: string, typed: string, completed?: string) => {
    await clickOn(window, passage);
    await window.keyboard.press('t');
    const dialog = window.getByRole('dialog', { name: 'Tags', exact: true });
    await expect(dialog.getByRole('combobox')).toBeFocused();
    await window.keyboard.type(typed);
    if (completed) await window.getByRole('option', { name: completed }).click();
    else await window.keyboard.press('Enter');
    await expect(dialog.getByRole('listitem')).toHaveText([completed ?? typed]);
    await window.keyboard.press('Escape');
    await expect(window.getByRole('document', { name: 'trial.md, text' })).toBeFocused();
    await window.keyboard.press('Escape');
    await expect(markBar(window)).toHaveCount(0);
  };
  await tag('a jury of', 'people');
  await tag('set aside', 'peo', 'people');
  await tag('Once a year', 'law');
  await window.keyboard.press('Control+Shift+t');
  const tags = window.getByRole('dialog', { name: 'Tags and what colours mean' });
  await tags.getByRole('button', { name: 'Rename people' }).click();
  await window.keyboard.type('Persons');
  await window.keyboard.press('Enter');
  // Given the name of another tag, the two become one; taken back in one step.
  await tags.getByRole('button', { name: 'Rename law' }).click();
  await window.keyboard.type('persons');
  await expect(tags.getByRole('status')).toContainText('the two become one');
  await window.keyboard.press('Enter');
  await window.keyboard.press('Escape');
  await expect(cards(window).filter({ hasText: 'Persons' })).toHaveCount(3);
  await expect(window.getByRole('document', { name: 'trial.md, text' })).toBeFocused();
  await window.keyboard.press('Control+z');
  await expect(cards(window).filter({ hasText: 'law' })).toHaveCount(1);
  await window.keyboard.press('Control+Shift+t');
  await tags.getByLabel('What Pink means').fill('money');
  await window.keyboard.press('Escape');
  await expect(cards(window).filter({ hasText: 'Persons' })).toHaveCount(2);

  // The list: found, sorted, filtered, changed together, deleted together and taken back.
  const entries = window.getByRole('list', { name: 'Annotations' }).getByRole('button');
  await expect(entries).toHaveCount(9);
  await window.getByRole('searchbox', { name: 'Search annotations' }).fill('persons');
  await expect(entries).toHaveCount(2);
  await window.getByRole('searchbox', { name: 'Search annotations' }).fill('');
  await window.getByRole('button', { name: 'Sort' }).click();
  await window.getByRole('menuitemradio', { name: 'Newest first' }).click();
  await expect(entries.first()).toContainText('weighs');
  await window.getByRole('button', { name: 'Filter' }).click();
  await window.getByRole('menuitemcheckbox', { name: 'Purple' }).click();
  await window.keyboard.press('Escape');
  await expect(entries).toHaveCount(3);
  await entries.first().click();
  await window.keyboard.press('Control+a');
  await window.keyboard.press('5');
  await expect.poll(async () => (await painted(window))['underline orange']).toEqual(['hanged for a lie']);
  await window.keyboard.press('Control+z');
  await expect.poll(async () => (await painted(window))['underline purple']).toEqual(['hanged for a lie']);
  await entries.first().click();
  await window.keyboard.press('Control+a');
  await window.keyboard.press('Delete');
  await expect(window.locator('.toast')).toContainText('3 annotations deleted');
  await window.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await painted(window))['strikethrough purple']).toEqual(['its own remedy']);

  // Menus of the right button and of the system, the palette, keys of one's own.
  await window.keyboard.press('F9');
  await clickOn(window, 'reads the seals');
  const { start } = await placeOf(window, 'reads the seals');
  await window.mouse.click(start.x + 8, start.y, { button: 'right' });
  await window.getByRole('menuitem', { name: 'Style' }).hover();
  await window.getByRole('menuitemradio', { name: 'Strike through' }).click();
  await expect.poll(async () => (await painted(window))['strikethrough orange']).toEqual(['reads the seals']);
  await window.keyboard.press('Control+k');
  await window.keyboard.type('change keyb');
  await window.keyboard.press('Enter');
  const keys = window.getByRole('dialog', { name: 'Change keyboard shortcuts' });
  await keys.getByRole('searchbox').fill('list of');
  await keys.getByRole('listitem').getByRole('button').first().click();
  await window.keyboard.press('Control+j');
  await expect(keys.getByRole('listitem').first()).toContainText('Ctrl+J');
  await window.keyboard.press('Escape');
  await window.keyboard.press('Control+j');
  await expect(window.locator('.sidebar')).toBeVisible();
  await window.keyboard.press('Control+j');

  // A narrow window has signs for the comments, several for one line, each of which opens its card.
  await window.keyboard.press('Escape');
  await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.setContentSize(520, 700); });
  for (const quote of ['Once a year', 'a jury of goldsmiths']) {
    await window.getByRole('button', { name: `Show comment on “${quote}”` }).click();
    await expect(window.getByRole('article', { name: quote })).toBeVisible();
    await window.keyboard.press('Escape');
  }
  await saved(window);
  expect(await traces(file)).toEqual(untouched);
});
