// Windows come, go and come back: one for each document, nothing lost on closing.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type ElectronApplication } from '@playwright/test';
import { answerOpenDialog, freshProfile, launchManicule, test } from './launch';
import { dragOver, freshFolder, markBar, saved, textShown } from './screen';

const text = 'The harbour, a chapter\n\nWritten down from memory.\n\nThe ferryman 😀 nodded, and each clock told another hour.\n';

async function textFile(name: string): Promise<string> {
  const file = path.join(await freshFolder(), name);
  await writeFile(file, text);
  return file;
}

function titles(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()).sort());
}

/** Chooses a menu item by the name of its menu and its own, as a person reads them. */
async function choose(app: ElectronApplication, menu: string, item: string): Promise<void> {
  await app.evaluate(({ Menu, BrowserWindow }, [menuName, itemName]) => {
    const plain = (label: string): string => label.replaceAll('&', '').replace('…', '');
    const items = Menu.getApplicationMenu()!.items.find(({ label }) => plain(label) === menuName)!.submenu!.items;
    items.find(({ label }) => plain(label) === itemName)!.click(undefined, BrowserWindow.getAllWindows()[0], undefined);
  }, [menu, item] as const);
}

/** Makes message boxes answer with a button, and keeps what they said. */
async function answerBoxes(app: ElectronApplication, response: number): Promise<() => Promise<string[]>> {
  await app.evaluate(({ dialog }, button) => {
    const told = ((globalThis as { told?: string[] }).told ??= []);
    dialog.showMessageBox = ((_window: unknown, { message }: { message: string }) => {
      told.push(message);
      return Promise.resolve({ response: button, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  }, response);
  return () => app.evaluate(() => (globalThis as { told?: string[] }).told ?? []);
}

test('the first start shows the sample; a file takes its window, the next file gets one of its own', async () => {
  const { app, window } = await launchManicule();
  await textShown(window, 'welcome.md');
  const first = await textFile('first.txt');
  await answerOpenDialog(app, [first]);
  await choose(app, 'File', 'Open');
  await textShown(window, 'first.txt');
  expect(await titles(app)).toEqual(['first.txt']);
  const next = app.waitForEvent('window');
  await answerOpenDialog(app, [await textFile('second 😀.txt')]);
  await choose(app, 'File', 'Open');
  await textShown(await next, 'second 😀.txt');
  expect(await titles(app)).toEqual(['first.txt', 'second 😀.txt']);
  await app.evaluate(({ BrowserWindow }) => {
    const shown = BrowserWindow.getAllWindows().find((open) => open.getTitle() === 'first.txt')!;
    const focus = shown.focus.bind(shown);
    shown.focus = () => {
      Object.assign(globalThis, { broughtToFront: true });
      focus();
    };
  });
  await answerOpenDialog(app, [first]);
  await choose(app, 'File', 'Open');
  await expect.poll(() => app.evaluate(() => (globalThis as { broughtToFront?: boolean }).broughtToFront)).toBe(true);
  expect(await titles(app)).toEqual(['first.txt', 'second 😀.txt']);
  await expect.poll(() => app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items[0]!.submenu!.items[1]!.submenu!.items.map(({ label }) => label))).toEqual(expect.arrayContaining(['first.txt', 'second 😀.txt', 'welcome.md']));
});

test('a window with changes that could not be saved asks before it closes', async () => {
  const { app, window } = await launchManicule({ args: [await textFile('a.txt')] });
  await textShown(window, 'a.txt');
  const told = await answerBoxes(app, 0);
  await app.evaluate(({ ipcMain }) => {
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (event: unknown, unsaved: number) => unknown> })._invokeHandlers;
    const readyToClose = handlers.get('manicule:readyToClose')!;
    handlers.set('manicule:readyToClose', (event) => readyToClose(event, 2));
  });
  await app.evaluate(({ app: running }) => { running.quit(); });
  await expect.poll(told).toEqual(['2 changes could not be saved.']);
  expect(await titles(app)).toEqual(['a.txt']);
  await answerBoxes(app, 1);
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  await app.evaluate(({ app: running }) => { running.quit(); });
  expect(await ended).toBe(0);
});

test('a file that is opened in the moment in which its own window closes is shown in a new one', async () => {
  const file = await textFile('a 😀.txt');
  const { app, window } = await launchManicule({ args: [file] });
  await textShown(window, 'a 😀.txt');
  // The page takes a while to say that all is saved: long enough for the file to come in between.
  const handed = Buffer.from(JSON.stringify([file])).toString('base64');
  await app.evaluate(({ app: running, ipcMain }, files) => {
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (event: unknown, unsaved: number) => unknown> })._invokeHandlers;
    const readyToClose = handlers.get('manicule:readyToClose')!;
    handlers.set('manicule:readyToClose', (event, unsaved) => {
      running.emit('second-instance', {}, [], '', { files });
      setTimeout(() => readyToClose(event, unsaved), 300);
    });
  }, handed);
  const gone = window.waitForEvent('close');
  const next = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]!.close(); });
  await gone;
  await textShown(await next, 'a 😀.txt');
  expect(await titles(app)).toEqual(['a 😀.txt']);
});

test('one file that is handed over twice at once gets one window', async () => {
  const { app, window } = await launchManicule({ args: [await textFile('first.txt')] });
  await textShown(window, 'first.txt');
  const file = path.join(await freshFolder(), 'twice 😀.txt');
  await writeFile(file, 'The ferryman nodded.\n');
  const files = Buffer.from(JSON.stringify([file, file])).toString('base64');
  await app.evaluate(({ app: running }, given) => { running.emit('second-instance', {}, [], '', { files: given }); }, files);
  await expect.poll(() => app.windows().length).toBe(2);
  const other = app.windows().find((one) => one !== window)!;
  await textShown(other, 'twice 😀.txt');
  await other.waitForTimeout(1_000);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.getTitle()).sort())).toEqual(['first.txt', 'twice 😀.txt']);
});

test('of two files that are asked for in one free window at once, each gets a window', async () => {
  const { app, window } = await launchManicule();
  await textShown(window, 'welcome.md');
  const files = [await textFile('one 😀.txt'), await textFile('two.txt')];
  const next = app.waitForEvent('window');
  // As the page asks for files that are dropped on it.
  const answers = await app.evaluate(({ ipcMain, BrowserWindow }, paths) => {
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (event: unknown, path: string) => Promise<{ value: { name: string } | null }>> })._invokeHandlers;
    const sender = BrowserWindow.getAllWindows()[0]!.webContents;
    return Promise.all(paths.map(async (path) => (await handlers.get('manicule:openDropped')!({ sender, senderFrame: sender.mainFrame }, path)).value?.name ?? null));
  }, files);
  // One is the answer, and the other one is shown elsewhere.
  const [here, ...others] = answers.filter((name) => name !== null);
  const elsewhere = ['one 😀.txt', 'two.txt'].find((name) => name !== here)!;
  expect(others).toEqual([]);
  await textShown(await next, elsewhere);
  expect(await titles(app)).toEqual([here, elsewhere].toSorted());
});

test('a bug in the main process is told once, and saving goes on', async () => {
  const profile = await freshProfile();
  const file = await textFile('a.txt');
  const { app, window, close } = await launchManicule({ args: [file], profile });
  await textShown(window, 'a.txt');
  const told = await answerBoxes(app, 0);
  await app.evaluate(() => {
    for (const name of ['one', 'two', 'three']) setTimeout(() => { throw new Error(name); }, 0);
    void Promise.reject(new Error('four'));
  });
  await expect.poll(told).toEqual(['Something went wrong inside Manicule.']);
  await dragOver(window, 'each clock told');
  await markBar(window).getByRole('button', { name: 'Highlight in Green' }).click();
  await saved(window);
  expect(await told()).toHaveLength(1);
  await close();
  const again = await launchManicule({ args: [file], profile });
  await textShown(again.window, 'a.txt');
  await expect.poll(() => again.window.evaluate(() => CSS.highlights.size)).toBeGreaterThan(0);
});

test('a terminated application has saved, and the window comes back in its size', async () => {
  const profile = await freshProfile();
  const file = await textFile('a.txt');
  const first = await launchManicule({ args: [file], profile });
  await textShown(first.window, 'a.txt');
  await first.app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]!.setContentSize(900, 600); });
  await expect.poll(() => first.window.evaluate(() => innerWidth)).toBe(900);
  const ended = new Promise((resolve) => first.app.process().once('exit', resolve));
  first.app.process().kill('SIGTERM');
  expect(await ended).toBe(0);
  const second = await launchManicule({ args: [file], profile });
  await textShown(second.window, 'a.txt');
  expect(await second.window.evaluate(() => innerWidth)).toBe(900);
});
