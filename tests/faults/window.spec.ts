// Bad luck with real windows: the program is killed, a page crashes, the disk refuses, the file changes under someone's hands.
import { execFileSync, spawn } from 'node:child_process';
import { appendFile, chmod, mkdir, readdir, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import { answerOpenDialog, developmentCommand, freshProfile, launchManicule, test } from '../e2e/launch';
import { dragOver, freshFolder, markBar, saved, textShown } from '../e2e/screen';

const scale = Number(process.env['MANICULE_FAULTS_SCALE'] ?? '1');
const times = (count: number): number => Math.max(1, Math.round(count * scale));

/** What stands on the disk of all documents, by plain JSON: without any of the code under test. */
async function commentsOnDisk(profile: string): Promise<string[]> {
  const folder = path.join(profile, 'library', 'documents');
  const names = (await readdir(folder)).filter((name) => /^[^.].{35}\.json$/.test(name));
  const stores = await Promise.all(names.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as { data: { annotations: { comment: string }[] } }));
  return stores.flatMap(({ data }) => data.annotations.map(({ comment }) => comment));
}

async function textFile(name: string, content: string): Promise<string> {
  const file = path.join(await freshFolder(), name);
  await writeFile(file, content);
  return file;
}

/** Opens a file in a window of its own, from another one. */
async function openAnother(app: ElectronApplication, from: Page, file: string): Promise<Page> {
  const next = app.waitForEvent('window');
  await answerOpenDialog(app, [file]);
  await from.keyboard.press('Control+o');
  const window = await next;
  await textShown(window, path.basename(file));
  return window;
}

test('D2: the whole program, killed while notes are written', async () => {
  const cycles = times(50);
  const profile = await freshProfile();
  const file = await textFile('lines.txt', Array.from({ length: 400 }, (_, line) => `Line ${String(line)} 😀 of the text.\n`).join('\n'));
  const acknowledged = new Set<string>();
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const { app, window } = await launchManicule({ args: [file], profile });
    await textShown(window, 'lines.txt');
    await window.keyboard.press('Control+Home');
    for (let step = 0; step < (cycle * 4) % 300; step += 1) await window.keyboard.press('ArrowDown');
    for (let note = 0; note < 2; note += 1) {
      const comment = `note ${String(cycle)} ${String(note)}`;
      await window.keyboard.press('ArrowDown');
      await window.keyboard.press('ArrowDown');
      await window.keyboard.press('Home');
      await window.keyboard.press('Control+Shift+ArrowRight');
      await window.keyboard.press('c');
      await window.keyboard.type(comment);
      await window.keyboard.press('Enter');
      // The last one is caught at any moment of its way.
      if (note === 1) await window.waitForTimeout(Math.random() * 400);
      else await saved(window);
      if (note === 0) acknowledged.add(comment);
    }
    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    app.process().kill('SIGKILL');
    await ended;
    const there = await commentsOnDisk(profile);
    expect([...acknowledged].filter((comment) => !there.includes(comment)), 'reported saved, and lost').toEqual([]);
    expect(there.filter((comment, index) => there.indexOf(comment) !== index), 'doubled').toEqual([]);
  }
  process.stdout.write(`  D2: ${String(cycles)} kills, ${String(acknowledged.size)} notes reported saved\n`);
});

test('D6: a second start beside one that hangs takes its place, with all that was saved', async () => {
  const profile = await freshProfile();
  const file = await textFile('a.txt', 'The ferryman 😀 nodded, and each clock told another hour.\n');
  const { app, window } = await launchManicule({ args: [file], profile });
  await textShown(window, 'a.txt');
  await dragOver(window, 'each clock');
  await window.keyboard.press('c');
  await window.keyboard.type('Which one?');
  await window.keyboard.press('Enter');
  await saved(window);
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  app.process().kill('SIGSTOP');
  const started = Date.now();
  const [executable, ...before] = await developmentCommand(profile);
  const second = spawn(executable, [...before, file], { stdio: ['ignore', 'pipe', 'ignore'], timeout: 120_000 });
  let told = '';
  second.stdout.setEncoding('utf8').on('data', (piece: string) => { told += piece; });
  await expect.poll(() => told, { timeout: 100_000 }).toContain('window open');
  process.stdout.write(`  D6: in the place of one that hangs after ${String(Date.now() - started)} ms\n`);
  await ended;
  expect(await commentsOnDisk(profile)).toEqual(['Which one?']);
  const left = new Promise((resolve) => second.once('exit', resolve));
  second.kill('SIGTERM');
  expect(await left).toBe(0);
});

const refusals = [['ENOSPC', 'The disk is full.'], ['EROFS', /read-only/i], ['EACCES', /permission|access|allowed/i], ['EFBIG', /./], ['EMFILE', /./]] as const;

/** Lets the system refuse every new file of the store, as it says it itself; null ends that. */
async function refuse(app: ElectronApplication, code: string | null): Promise<void> {
  await app.evaluate((_electron, refusal) => {
    const fs = process.getBuiltinModule('node:fs/promises');
    const held = globalThis as { realOpen?: typeof fs.open };
    const real = (held.realOpen ??= fs.open);
    fs.open = refusal === null ? real : ((file: string, flags?: string | number, mode?: number) => (flags === 'wx' && file.includes('library')
      ? Promise.reject(Object.assign(new Error(`${refusal}: refused`), { code: refusal }))
      : real(file, flags, mode))) as typeof fs.open;
    process.getBuiltinModule('node:module').syncBuiltinESMExports();
  }, code);
}

test('D7: the disk refuses what is being written, for five reasons', async () => {
  const profile = await freshProfile();
  const passages = ['ferryman', 'each clock', 'another hour', 'Nobody', 'listened'];
  const { app, window } = await launchManicule({ args: [await textFile('a.txt', 'The ferryman 😀 nodded, and each clock told another hour. Nobody listened.\n')], profile });
  await textShown(window, 'a.txt');
  const written: string[] = [];
  for (const [index, [code, cause]] of refusals.entries()) await test.step(code, async () => {
    const comment = `Which hour, ${code}? 😀`;
    await refuse(app, code);
    await dragOver(window, passages[index]!);
    await window.keyboard.press('c');
    await window.keyboard.type(comment);
    await expect(window.getByRole('alert')).toContainText(cause);
    await expect(window.getByRole('alert')).toContainText('could not be saved');
    await expect(window.getByRole('textbox', { name: /comment/i })).toHaveValue(comment);
    await window.keyboard.press('Enter');
    await expect(window.getByRole('button', { name: 'Copy unsaved changes' })).toBeVisible();
    await expect(window.locator('.status-save')).toHaveText('Not saved');
    expect(await commentsOnDisk(profile)).toEqual(written);
    await refuse(app, null);
    // Tried again by itself.
    await expect(window.getByRole('alert')).toHaveCount(0, { timeout: 20_000 });
    await saved(window);
    written.push(comment);
    expect((await commentsOnDisk(profile)).sort()).toEqual([...written].sort());
    await window.keyboard.press('Escape');
  });
});

const beginning = 'A new beginning. 👩‍👩‍👧\n\n';

/** A text of its own for each file: annotations follow a text that is known under another name. */
function textOf(index: number): string {
  return `First of all, number ${String(index)} 😀.\n\nThe ferryman nodded, and each clock told another hour.\n\nLast of all.\n`;
}

interface FileChange {
  readonly name: string;
  /** What the file holds then; null: it is gone. */
  holds(text: string): string | null;
  make(file: string, holds: string, text: string): Promise<unknown>;
}

const same = (text: string): string => text;
const edited = (text: string): string => `${beginning}${text}`;
const gone = (): null => null;

/** Ways in which a file is changed by others. */
const changes: readonly FileChange[] = [
  { name: 'written over', holds: edited, make: (file, holds) => writeFile(file, holds) },
  { name: 'appended to', holds: (text) => `${text}More.\n`, make: (file) => appendFile(file, 'More.\n') },
  { name: 'cut short', holds: (text) => text.slice(0, 50), make: (file, holds) => writeFile(file, holds) },
  { name: 'replaced', holds: edited, make: async (file, holds) => { await writeFile(`${file}.new`, holds); await rename(`${file}.new`, file); } },
  { name: 'moved aside and written anew', holds: edited, make: async (file, holds) => { await rename(file, `${file}~`); await writeFile(file, holds); } },
  { name: 'written in pieces', holds: edited, make: async (file, holds) => { await writeFile(file, ''); for (let at = 0; at < holds.length; at += 40) await appendFile(file, holds.slice(at, at + 40)); } },
  { name: 'changed twice', holds: edited, make: async (file, holds) => { await writeFile(file, 'Between.\n'); await writeFile(file, holds); } },
  { name: 'saved with other line ends', holds: (text) => text.replaceAll('\n', '\r\n'), make: (file, holds) => writeFile(file, holds) },
  {
    name: 'changed with the same size and time', holds: (text) => text.replace('another', 'ANOTHER'),
    make: async (file, holds) => { const { atime, mtime } = await stat(file); await writeFile(file, holds); await utimes(file, atime, mtime); },
  },
  { name: 'written over with the same', holds: same, make: (file, holds) => writeFile(file, holds) },
  { name: 'touched', holds: same, make: (file) => utimes(file, 1, 1) },
  { name: 'given other permissions', holds: same, make: (file) => chmod(file, 0o600) },
  { name: 'deleted', holds: gone, make: (file) => unlink(file) },
  { name: 'moved away', holds: gone, make: (file) => rename(file, `${file}.elsewhere`) },
  { name: 'replaced by a folder', holds: gone, make: async (file) => { await unlink(file); await mkdir(file); } },
  { name: 'replaced by a pipe', holds: gone, make: async (file) => { await unlink(file); execFileSync('mkfifo', [file]); } },
];

/** In a short run every other one is left out, or more. */
const stride = Math.min(5, Math.round(1 / scale));

for (const doing of ['nothing', 'selecting', 'writing a note'] as const) {
  test(`F3: the file is changed by others while the person is ${doing === 'nothing' ? 'idle' : doing}`, async () => {
    const { app, window: first, profile } = await launchManicule({ args: [await textFile('other.txt', 'Another one.\n')] });
    await textShown(first, 'other.txt');
    for (const [index, { name, make, holds: held }] of changes.entries()) if (index % stride === 0) await test.step(name, async () => {
      const text = textOf(index);
      const holds = held(text);
      const file = await textFile(`changing ${String(index)}.txt`, text);
      const window = await openAnother(app, first, file);
      await dragOver(window, 'each clock told');
      await window.keyboard.press('c');
      await window.keyboard.type(`note ${String(index)}`);
      await window.keyboard.press('Enter');
      await saved(window);
      const field = window.getByRole('textbox', { name: /comment/i });
      if (doing === 'selecting') await dragOver(window, 'ferryman');
      if (doing === 'writing a note') {
        await dragOver(window, 'ferryman');
        await window.keyboard.press('c');
        await window.keyboard.type(`being written ${String(index)}`);
      }
      await make(file, holds ?? '', text);
      if (doing === 'writing a note') {
        await window.waitForTimeout(1_500);
        await expect(field).toHaveValue(`being written ${String(index)}`);
        await expect(field).toBeFocused();
        await window.keyboard.press('Enter');
      }
      if (holds === null) await expect(window.getByRole('alert').first()).toBeVisible();
      else {
        await expect.poll(() => window.locator('.cm-content').evaluate((content) => [...content.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'))).toBe(holds.replaceAll('\r\n', '\n'));
        await textShown(window, path.basename(file));
        // Never shifted: painted where it was made, or not at all.
        const shown = () => window.evaluate(() => [...CSS.highlights].filter(([key]) => key.startsWith('highlight')).flatMap(([, highlight]) => [...highlight].map((range) => (range as Range).startContainer.textContent?.slice((range as Range).startOffset, (range as Range).endOffset))));
        await expect.poll(shown).toEqual(expect.arrayContaining(holds.includes('each clock told') ? ['each clock told'] : []));
        expect((await shown()).filter((passage) => passage !== 'each clock told' && passage !== 'ferryman')).toEqual([]);
        expect(await readFile(file, 'utf8')).toBe(holds);
      }
      await saved(window);
      const comments = await commentsOnDisk(profile);
      expect(comments.filter((comment) => comment === `note ${String(index)}`)).toHaveLength(1);
      expect(comments.filter((comment) => comment === `being written ${String(index)}`)).toHaveLength(doing === 'writing a note' ? 1 : 0);
      await window.close();
    });
  });
}

test('C1: the page crashes three times, while a note is written', async () => {
  const profile = await freshProfile();
  const file = await textFile('long.txt', Array.from({ length: 300 }, (_, line) => `Line ${String(line)} 😀 of the text.\n`).join('\n'));
  const { app, window } = await launchManicule({ args: [file], profile });
  await textShown(window, 'long.txt');
  await window.keyboard.press('Control+Home');
  await dragOver(window, 'Line 2 ');
  await markBar(window).getByRole('button', { name: 'Highlight in Green' }).click();
  await saved(window);
  await dragOver(window, 'Line 60 ');
  await window.keyboard.press('c');
  await window.keyboard.type('A thought, not finished');
  await expect.poll(() => commentsOnDisk(profile)).toContain('A thought, not finished');
  const inPage = (script: string): Promise<string> => app.evaluate(async ({ BrowserWindow }, code) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    if (webContents.isCrashed() || webContents.isLoading()) return '';
    // A page that goes away meanwhile never answers.
    return Promise.race([webContents.executeJavaScript(code).then(String), new Promise<string>((settle) => { setTimeout(settle, 300, ''); })]);
  }, script);
  for (let crash = 0; crash < 3; crash += 1) {
    const started = Date.now();
    await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(); });
    await expect.poll(() => inPage('document.querySelector(".cm-content")?.textContent ?? ""'), { timeout: 20_000, intervals: [50] }).toContain('Line 60 ');
    process.stdout.write(`  C1: back after ${String(Date.now() - started)} ms\n`);
    await expect.poll(() => inPage('document.body.textContent')).toContain('A thought, not finished');
    expect((await commentsOnDisk(profile)).sort()).toEqual(['', 'A thought, not finished']);
  }
});
