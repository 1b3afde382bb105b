// A comment that is being written: what another program does meanwhile, and what is on the disk of it.
import { spawn } from 'node:child_process';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { developmentCommand, freshProfile, launchManicule, test } from './launch';
import { cards, clickOn, dragOver, freshFolder, saved, textShown } from './screen';

const text = 'It was a bright cold day in the harbour, and each clock told another hour.\n\nThe ferryman 😀 nodded, with a cafe\u0301 in hand.\n';

async function textFile(): Promise<string> {
  const file = path.join(await freshFolder(), 'a.txt');
  await writeFile(file, text);
  return file;
}

/** Has a command of another start import a comment on one and the same annotation. */
async function importComment(profile: string, file: string, comment: string): Promise<void> {
  const annotations = path.join(path.dirname(file), 'from-elsewhere.jsonld');
  await writeFile(annotations, JSON.stringify({
    '@context': 'http://www.w3.org/ns/anno.jsonld', id: 'urn:uuid:5a8a1c51-63ee-4a1f-9d3a-1c3b7d0a7f11', type: 'Annotation', motivation: 'commenting',
    body: { type: 'TextualBody', value: comment, purpose: 'commenting' },
    target: { source: 'a.txt', selector: { type: 'TextQuoteSelector', exact: 'ferryman 😀', prefix: 'The ', suffix: ' nodded' } },
  }));
  const [executable, ...before] = await developmentCommand(profile);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DISPLAY|WAYLAND_DISPLAY|ELECTRON_.*|NODE_OPTIONS)$/.test(name)));
  const child = spawn(executable, [...before, 'import', file, annotations, '--prefer', 'theirs'], { env, stdio: 'ignore' });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
}

async function stored(profile: string): Promise<string[]> {
  const folder = path.join(profile, 'library', 'documents');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const records = await Promise.all(files.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as { data: { annotations: { comment: string }[] } }));
  return records.flatMap(({ data }) => data.annotations.map(({ comment }) => comment));
}

test('what another program writes stays, though the comment is open in a field, and the words that are typed go on from it', async () => {
  const profile = await freshProfile();
  const file = await textFile();
  await importComment(profile, file, 'old words');
  const { window, close } = await launchManicule({ args: [file], profile });
  await textShown(window, 'a.txt');
  await expect(cards(window)).toContainText('old words');
  await clickOn(window, 'ferryman');
  await window.keyboard.press('c');
  const field = window.locator('.comment-field');
  await expect(field).toHaveValue('old words');
  await importComment(profile, file, 'much better words');
  await expect(field).toHaveValue('much better words');
  await window.keyboard.press('Escape');
  await expect(cards(window)).toContainText('much better words');
  await saved(window);
  expect(await stored(profile)).toEqual(['much better words']);
  await clickOn(window, 'ferryman');
  await window.keyboard.press('c');
  await window.keyboard.type(', and mine');
  await window.keyboard.press('Enter');
  await expect.poll(() => stored(profile)).toEqual(['much better words, and mine']);
  await close();
});

test('what is typed while another program writes is kept, and so is what the other program wrote', async () => {
  const profile = await freshProfile();
  const file = await textFile();
  await importComment(profile, file, 'old words');
  const { app, window, close } = await launchManicule({ args: [file], profile });
  await textShown(window, 'a.txt');
  await expect(cards(window)).toContainText('old words');
  await clickOn(window, 'ferryman');
  await window.keyboard.press('c');
  // What the window wants saved waits until the other program has written.
  await app.evaluate(({ ipcMain }) => {
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (...words: unknown[]) => unknown> })._invokeHandlers;
    const save = handlers.get('manicule:saveChange')!;
    const released = new Promise<void>((resolve) => { Object.assign(globalThis, { release: resolve }); });
    handlers.set('manicule:saveChange', async (...words) => {
      Object.assign(globalThis, { asked: true });
      await released;
      return save(...words);
    });
  });
  await window.keyboard.type(' and mine 😀');
  await expect.poll(() => app.evaluate(() => (globalThis as { asked?: boolean }).asked ?? false)).toBe(true);
  await importComment(profile, file, 'much better words');
  await window.keyboard.type('!');
  await app.evaluate(() => { (globalThis as unknown as { release(): void }).release(); });
  await window.keyboard.press('Enter');
  await expect.poll(async () => (await stored(profile)).sort()).toEqual(['much better words', 'old words and mine 😀!']);
  await expect(window.getByRole('button', { name: 'Annotations: 2' })).toBeVisible();
  await close();
});

test('a comment that is typed without a pause is on the disk but for its last words when the program is killed', async () => {
  const profile = await freshProfile();
  const { app, window } = await launchManicule({ args: [await textFile()], profile });
  await textShown(window, 'a.txt');
  await dragOver(window, 'The ferryman');
  await window.keyboard.press('c');
  await expect(window.locator('.comment-field')).toBeFocused();
  const steady = 'steady words ';
  for (let turn = 0; turn < 40 && !(await stored(profile))[0]?.includes(steady.repeat(2)); turn += 1) await window.keyboard.type(steady, { delay: 20 });
  app.process().kill('SIGKILL');
  expect((await stored(profile))[0]).toContain(steady.repeat(2));
});
