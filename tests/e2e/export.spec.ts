import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type ElectronApplication } from '@playwright/test';
import { picture } from '../renderer/picture';
import { answerSaveDialog, launchManicule, test } from './launch';
import { dragOver, fixtureCopy, saved, textShown, traces } from './screen';

/** Stands in for the system's print dialog: keeps what would be printed, and answers for the person. */
async function answerPrintDialog(app: ElectronApplication, answer: { done: boolean; reason: string }): Promise<void> {
  await app.evaluate(({ app: running }, { done, reason }) => {
    const kept = globalThis as unknown as { printed: string[] };
    kept.printed = [];
    running.removeAllListeners('browser-window-created');
    running.once('browser-window-created', (_event, { webContents }) => {
      webContents.print = (_options, callback) => {
        // No script runs in the page that is printed, so its text is read from outside of it.
        void webContents.printToPDF({}).then(async (pdf) => {
          kept.printed.push(webContents.getURL(), webContents.getTitle(), String(pdf.length > 5_000));
          callback?.(done, reason);
        });
      };
    });
  }, answer);
}

test('choose what goes out, see it before, write it; copy it; print it', async () => {
  const file = await fixtureCopy('trial.md');
  const untouched = await traces(file);
  const { window, app } = await launchManicule({ args: [file] });
  await textShown(window, 'trial.md');
  await dragOver(window, 'a promise about metal');
  await window.keyboard.press('c');
  await window.keyboard.type('Whose promise? 😀');
  await window.keyboard.press('Enter');
  await dragOver(window, 'The verdict is read aloud');
  await window.keyboard.press('3');
  await saved(window);

  const copy = path.join(path.dirname(file), 'blue.md');
  await answerSaveDialog(app, copy);
  await window.keyboard.press('Control+e');
  const dialog = window.getByRole('dialog', { name: 'Export an annotated copy' });
  // As happens on a busy machine: the page is loaded, and nothing of it is drawn yet.
  await app.evaluate(({ app: running, nativeImage }) => {
    running.on('browser-window-created', (_event, { webContents }) => {
      const capture = webContents.capturePage.bind(webContents);
      let tries = 0;
      webContents.capturePage = async (...options: Parameters<typeof capture>) => ((tries += 1) > 1 ? capture(...options) : nativeImage.createEmpty());
    });
  });
  for (const [format, width] of [['PDF with notes in the margin', 816], ['Web page (HTML)', 1040]] as const) {
    await dialog.getByText(format, { exact: true }).click();
    await expect(dialog.getByRole('img', { name: format })).toHaveJSProperty('naturalWidth', width, { timeout: 40_000 });
  }
  await dialog.getByText('Notes (Markdown)').click();
  await expect(dialog.getByRole('region', { name: 'Beginning of the copy' })).toContainText('Whose promise? 😀');
  await dialog.getByRole('button', { name: 'Yellow' }).click();
  await expect(dialog.getByRole('region', { name: 'Beginning of the copy' })).not.toContainText('Whose promise?');
  await expect(dialog).toContainText('1 of 2 annotations goes out.');
  await expect(dialog).toContainText('1 annotation stays here.');
  await picture(window, 'export dialog');
  await dialog.getByRole('button', { name: 'Export…' }).click();
  await expect(window.locator('.toast')).toContainText('blue.md');
  await expect(window.getByRole('document', { name: 'trial.md, text' })).toBeFocused();
  const written = await readFile(copy, 'utf8');
  expect(written).toContain('The verdict is read aloud');
  expect(written).not.toContain('Whose promise?');
  expect((await readdir(path.dirname(file))).sort()).toEqual(['blue.md', 'trial.md']);

  await app.evaluate(({ Menu, BrowserWindow }) => {
    const find = (items: Electron.MenuItem[], label: string): Electron.MenuItem => items.find((item) => item.label.replaceAll('&', '') === label)!;
    const all = find(find(Menu.getApplicationMenu()!.items, 'Annotation').submenu!.items, 'Copy All As').submenu!.items;
    find(all, 'Quote with Its Line').click(undefined, BrowserWindow.getAllWindows()[0]);
  });
  await expect(window.locator('.toast')).toContainText('2 annotations copied');
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/“a promise about metal”\n\(trial\.md, line \d+\)\n\n“The verdict is read aloud”/);

  await answerPrintDialog(app, { done: true, reason: '' });
  await window.keyboard.press('Control+p');
  await expect(window.locator('.toast')).toContainText('Sent to the printer');
  expect(await app.evaluate(() => (globalThis as unknown as { printed: string[] }).printed)).toEqual([expect.stringMatching(/^app:\/\/print\/\d+$/), 'trial.md', 'true']);
  await answerPrintDialog(app, { done: false, reason: 'Invalid printer settings' });
  await window.keyboard.press('Control+p');
  await expect(window.getByRole('alert')).toContainText('Invalid printer settings');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(await traces(file)).toEqual(untouched);
});
