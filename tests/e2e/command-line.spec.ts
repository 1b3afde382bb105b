// The command line of the real executable: exit status, streams, no display, and beside a running window.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { commonSwitches, developmentCommand, freshProfile, inspectableExecutable, launchManicule, test } from './launch';
import { clickOn, dragOver, freshFolder, markBar, painted, saved, textShown } from './screen';

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly told: string;
}

/** Runs a command to its end, without a display. `build`: which executable. */
async function run(profile: string, words: readonly string[], options: { cwd?: string; build?: 'development' | 'packaged' } = {}): Promise<Ended> {
  const [executable, ...before] = options.build === 'packaged' ? [inspectableExecutable, ...commonSwitches, `--user-data-dir=${profile}`] as const : await developmentCommand(profile);
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DISPLAY|WAYLAND_DISPLAY|ELECTRON_.*|NODE_OPTIONS)$/.test(name)));
  const child = spawn(executable, [...before, ...words], { cwd: options.cwd ?? process.cwd(), env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => { out += piece; });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => { told += piece; });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, out, told: told.split('\n').filter((line) => !/bus\.cc|ERROR:|Debugger|inspector/.test(line)).join('\n') };
}

const text = 'It was a bright cold day in the harbour, and each clock told another hour.\n\nThe ferryman 😀 nodded, with a cafe\u0301 in hand.\n';

async function textFile(name = 'a.txt', content: string | Uint8Array = text): Promise<string> {
  const file = path.join(await freshFolder(), name);
  await writeFile(file, content);
  return file;
}

/** An annotation as another program would write it. */
function annotationOf(comment: string, exact: string, prefix: string, suffix: string): string {
  return JSON.stringify({
    '@context': 'http://www.w3.org/ns/anno.jsonld', id: 'urn:uuid:5a8a1c51-63ee-4a1f-9d3a-1c3b7d0a7f11', type: 'Annotation', motivation: 'commenting',
    body: { type: 'TextualBody', value: comment, purpose: 'commenting' },
    target: { source: 'a.txt', selector: { type: 'TextQuoteSelector', exact, prefix, suffix } },
  });
}

for (const build of ['development', 'packaged'] as const) {
  test(`a whole round of commands, ${build}, without a display`, async () => {
    const profile = await freshProfile();
    const file = await textFile();
    const folder = path.dirname(file);
    const annotations = path.join(folder, 'from-elsewhere.jsonld');
    await writeFile(annotations, annotationOf('smiles', '😀 nodded', 'The ferryman ', ', with'));
    const options = { build };
    expect(await run(profile, ['import', file, annotations], options)).toMatchObject({ status: 0, out: '' });
    expect(await run(profile, ['import', file, annotations], options)).toMatchObject({ status: 0, told: expect.stringContaining('0 added') });
    const listed = await run(profile, ['list', file, '--json'], options);
    expect(listed.status).toBe(0);
    const collection = JSON.parse(listed.out) as { total: number; first: { items: { target: { selector: unknown[] } }[] } };
    expect(collection.total).toBe(1);
    // Code points, as the standard demands: the emoji counts once.
    const start = Array.from(text.slice(0, text.indexOf('😀'))).length;
    expect(JSON.stringify(collection.first.items[0]?.target.selector)).toContain(`"start":${String(start)},"end":${String(start + 8)}`);
    const exported = await run(profile, ['export', 'a.txt', '--to', 'html'], { ...options, cwd: folder });
    expect(exported).toEqual({ status: 0, out: `${path.join(folder, 'a.annotated.html')}\n`, told: expect.stringContaining('1 annotation exported.') });
    expect(await readFile(path.join(folder, 'a.annotated.html'), 'utf8')).toContain('smiles');
    expect(await run(profile, ['export', 'a.txt', '--to', 'html'], { ...options, cwd: folder })).toMatchObject({ status: 1, out: '' });
    const all = await run(profile, ['export', '.', '--to', 'docx,pdf', '--to=csv,tsv,org,markdown,review', '--out', 'copies', '--colour', 'yellow', '--json'], { ...options, cwd: folder });
    expect(all.out.trim().split('\n').map((line) => (JSON.parse(line) as { path: string }).path)).toEqual(['docx', 'pdf', 'csv', 'tsv', 'notes.org', 'notes.md', 'review.md'].map((ending) => path.join(folder, 'copies', `a.annotated.${ending}`)));
    expect(all.status).toBe(0);
    expect(all.told).not.toContain('Warning');
    expect(await run(profile, ['--version'], options)).toMatchObject({ status: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(await readFile(file, 'utf8')).toBe(text);
    await rm(profile, { recursive: true });
  });
}

test('wrong use ends with 2 and says so on stderr', async () => {
  const profile = await freshProfile();
  const wrong = [['list'], ['export', 'a.txt'], ['export', 'a.txt', '--to', 'html,papyrus'], ['export', 'a.txt', '--to', 'html', '--colour', 'beige'], ['list', 'a.txt', 'b.txt'], ['help', 'dance']];
  for (const words of wrong) {
    const { status, out, told } = await run(profile, words);
    expect({ words, status, out }).toEqual({ words, status: words[0] === 'help' ? status : 2, out: words[0] === 'help' ? out : '' });
    if (words[0] !== 'help') expect(told, words.join(' ')).toMatch(/^error: |\nerror: /);
  }
  await rm(profile, { recursive: true });
});

test('help goes to stdout and names every command', async () => {
  const profile = await freshProfile();
  const { status, out, told } = await run(profile, ['--help']);
  expect({ status, told }).toEqual({ status: 0, told: '' });
  for (const word of ['export', 'import', 'list', '--user-data-dir=DIR', 'Exit status']) expect(out).toContain(word);
  expect(await run(profile, ['export', '--help'])).toMatchObject({ status: 0, out: expect.stringContaining('--force') });
  await rm(profile, { recursive: true });
});

test('bad input ends with 1 and a sentence that says what, why and what to do', async () => {
  const profile = await freshProfile();
  const folder = await freshFolder();
  const at = (name: string): string => path.join(folder, name);
  await mkdir(at('folder'));
  await writeFile(at('picture.png'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  await symlink(at('loop'), at('loop'));
  const bad = [
    [at('nowhere.txt'), 'There is no file'], [at('folder'), 'is a folder'], ['/dev/zero', 'not an ordinary file'], [at('picture.png'), 'not a text file'], [at('loop'), 'loop'],
  ] as const;
  for (const [file, sentence] of bad) {
    const { status, out, told } = await run(profile, ['list', file, '--json']);
    expect({ file, status, out }).toEqual({ file, status: 1, out: '' });
    expect(told, file).toMatch(/^manicule: .+\. .+\./);
    expect(told, file).toContain(sentence);
  }
  await rm(profile, { recursive: true });
});

test('an empty file is a text', async () => {
  const profile = await freshProfile();
  expect(await run(profile, ['list', await textFile('empty.txt', '')])).toMatchObject({ status: 0, out: 'No annotations.\n' });
  await rm(profile, { recursive: true });
});

test('a damaged store is set aside and said so', async () => {
  const profile = await freshProfile();
  const file = await textFile();
  const annotations = await textFile('from-elsewhere.jsonld', annotationOf('the ferryman knows', 'The ferryman', '', ' 😀'));
  expect(await run(profile, ['import', file, annotations])).toMatchObject({ status: 0 });
  const documents = path.join(profile, 'library', 'documents');
  const [store] = (await readdir(documents)).filter((name) => name.endsWith('.json'));
  for (const name of await readdir(documents)) await writeFile(path.join(documents, name), '{"half a');
  await rm(path.join(profile, 'library', 'backups'), { recursive: true });
  const { told } = await run(profile, ['list', file]);
  expect(told).toMatch(/“.*”, was damaged\. It was set aside unchanged as “.*”/);
  const aside = await readdir(path.join(profile, 'library', 'set-aside'));
  expect(aside.some((name) => name.startsWith(store!.slice(0, 36)))).toBe(true);
  await rm(profile, { recursive: true });
});

test('a reader that goes away ends the command in peace', async () => {
  const profile = await freshProfile();
  const file = await textFile();
  const [executable, ...before] = await developmentCommand(profile);
  const child = spawn(executable, [...before, 'list', file, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => { told += piece; });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  expect(told).not.toMatch(/EPIPE|Error:/);
  expect([0, 1]).toContain(status);
  await rm(profile, { recursive: true });
});

test('a folder that may not be written to is named', async () => {
  const profile = await freshProfile();
  const file = await textFile();
  const target = path.join(path.dirname(file), 'closed', 'missing', 'copy.html');
  const { status, told } = await run(profile, ['export', file, '--to', 'html', '--out', target]);
  expect(status).toBe(1);
  expect(told).toContain('could not be written');
  await mkdir(path.join(path.dirname(file), 'closed'));
  await chmod(path.join(path.dirname(file), 'closed'), 0o500);
  expect((await run(profile, ['export', file, '--to', 'html', '--out', target])).status).toBe(1);
  await rm(profile, { recursive: true });
});

test('commands and a window on one profile lose no change', async () => {
  test.setTimeout(180_000);
  const profile = await freshProfile();
  const file = await textFile();
  await writeFile(file, `The harbour, a chapter\n\nWritten down from memory.\n\n${text}`);
  const other = await textFile('theirs.jsonld', annotationOf('from the command line', 'bright cold day', 'It was a ', ' in the harbour'));
  const { window, close } = await launchManicule({ args: [file], profile });
  await textShown(window, 'a.txt');
  await dragOver(window, 'each clock told');
  await markBar(window).getByRole('button', { name: 'Highlight in Green' }).click();
  await saved(window);
  expect(await run(profile, ['import', file, other])).toMatchObject({ status: 0, told: expect.stringContaining('1 added') });
  await expect(window.getByText('from the command line')).toBeVisible();
  await dragOver(window, 'another hour');
  await markBar(window).getByRole('button', { name: 'Highlight in Blue' }).click();
  await saved(window);
  await clickOn(window, 'ferryman');
  await expect.poll(async () => Object.values(await painted(window)).flat()).toHaveLength(3);
  const listed = await run(profile, ['list', file, '--json']);
  expect(JSON.parse(listed.out)).toMatchObject({ total: 3 });
  await close();
  expect((await run(profile, ['list', file])).out.match(/in place/g)).toHaveLength(3);
  await rm(profile, { recursive: true });
});

test('a second start hands its files over and ends at once, also while the first is being left', async () => {
  const profile = await freshProfile();
  const first = await textFile('first.txt');
  const second = await textFile('second 😀.txt');
  const { app, window, close } = await launchManicule({ args: [first], profile });
  await textShown(window, 'first.txt');
  const next = app.waitForEvent('window');
  const [executable, ...before] = await developmentCommand(profile);
  const startOnceMore = async (words: readonly string[], cwd = process.cwd()): Promise<number | string | null> => {
    const child = spawn(executable, [...before, ...words], { cwd, stdio: 'ignore', timeout: 30_000, killSignal: 'SIGKILL' });
    return new Promise((resolve) => child.once('close', (status, signal) => { resolve(signal ?? status); }));
  };
  expect(await startOnceMore([path.basename(second)], path.dirname(second))).toBe(0);
  await textShown(await next, 'second 😀.txt');
  expect(await startOnceMore([first])).toBe(0);
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((open) => open.getTitle()).sort())).toEqual(['first.txt', 'second 😀.txt']);
  // While it is being left: held up until the other start is there, whose file a start after it opens.
  const third = await textFile('third é.txt');
  await app.evaluate(({ app: running }) => {
    const fs = process.getBuiltinModule('node:fs/promises');
    const { rm: remove } = fs;
    const asked = new Promise((settle) => running.once('second-instance', settle));
    fs.rm = async (...words) => {
      if (String(words[0]).endsWith('tour')) await asked;
      await remove(...words);
    };
    process.getBuiltinModule('node:module').syncBuiltinESMExports();
  });
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  await app.evaluate(({ app: running }) => new Promise<void>((settle) => { running.once('will-quit', () => { settle(); }); running.quit(); }));
  expect(await startOnceMore([third])).toBe(0);
  expect(await ended).toBe(0);
  await expect.poll(() => readFile(path.join(profile, 'last-session.json'), 'utf8').catch(() => ''), { timeout: 60_000 }).toContain(path.basename(third));
  const started = Number((await readlink(path.join(profile, 'SingletonLock'))).split('-').at(-1));
  process.kill(started, 'SIGTERM');
  await expect.poll(() => existsSync(`/proc/${String(started)}`)).toBe(false);
  await close();
  await rm(profile, { recursive: true });
});

test('the window says on stdout that it is open, once', async () => {
  const file = await textFile();
  const { window, log } = await launchManicule({ args: [file] });
  await textShown(window, 'a.txt');
  await expect.poll(() => log().match(/Manicule \S+ \(Electron \S+\): window open\n/g)).toHaveLength(1);
});

test('imports at the start of the program, and while its window has changes that wait to be saved, lose nothing of either', async () => {
  const profile = await freshProfile();
  const lines = Array.from({ length: 120 }, (_, index) => `Line ${String(index)}, é 😀, of the harbour book.\n`);
  const file = await textFile('book.txt', lines.join(''));
  const folder = path.dirname(file);
  const from = async (name: string): Promise<string> => {
    const annotations = lines.map((line, index) => ({ ...JSON.parse(annotationOf(name, line.trim(), lines[index - 1] ?? '', lines[index + 1] ?? '')) as object, id: `urn:uuid:${randomUUID()}` }));
    await writeFile(path.join(folder, name), JSON.stringify(annotations));
    return path.join(folder, name);
  };
  const first = run(profile, ['import', file, await from('first')]);
  const { app, window, close } = await launchManicule({ args: [file], profile });
  await textShown(window, 'book.txt');
  expect(await first).toMatchObject({ status: 0 });
  await app.evaluate(({ ipcMain }) => {
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (...words: unknown[]) => unknown> })._invokeHandlers;
    const save = handlers.get('manicule:saveChange')!;
    handlers.set('manicule:saveChange', () => ({ ok: false, problem: { kind: 'save-failed', path: '/full', code: 'ENOSPC' } }));
    Object.assign(globalThis, { saveAgain: () => { handlers.set('manicule:saveChange', save); } });
  });
  await dragOver(window, 'Line 3, é');
  await markBar(window).getByRole('button', { name: 'Highlight in Green' }).click();
  await expect(window.locator('.status-save')).toHaveText('Not saved');
  expect(await run(profile, ['import', file, await from('second')])).toMatchObject({ status: 0 });
  await app.evaluate(() => { (globalThis as unknown as { saveAgain(): void }).saveAgain(); });
  await saved(window);
  await close();
  const documents = path.join(profile, 'library', 'documents');
  const stored = await Promise.all((await readdir(documents)).filter((name) => name.endsWith('.json')).map((name) => readFile(path.join(documents, name), 'utf8')));
  const counts = stored.map((content) => (JSON.parse(content) as { data: { annotations: unknown[] } }).data.annotations.length);
  expect(counts).toEqual([2 * lines.length + 1]);
  await rm(profile, { recursive: true });
});
