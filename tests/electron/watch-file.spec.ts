import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { appendFile, chmod, mkdir, mkdtemp, readFile, rename, rm, stat, symlink, unlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { fingerprintFile } from '../../electron/files';
import { watchFile, type FileEvent, type FileWatch } from '../../electron/watch-file';

const before = 'As it was. e\u0301 👩‍👩‍👧\n';
const after = 'As it is now. 😀\n';
const changed: FileEvent = { gone: false };
const gone: FileEvent = { gone: true };

/** Milliseconds that the system needs to tell of a change, amply: after it, a test believes that nothing more comes. */
const quietTime = 1_200;

/** A file in a folder of its own in a fresh folder. */
interface Place {
  readonly root: string;
  readonly path: string;
}

let place: Place;
let root: string;
let path: string;
let watching: FileWatch | null = null;

async function freshPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'manicule-watch-'));
  await mkdir(join(folder, 'folder'));
  const file = join(folder, 'folder', 'text é.txt');
  await writeFile(file, before);
  return { root: folder, path: file };
}

test.beforeEach(async () => {
  place = await freshPlace();
  ({ root, path } = place);
});

test.afterEach(async () => {
  watching?.close();
  await rm(root, { recursive: true });
});

/** Watches a file, and is past its first look. Each event is told with what the file held then. */
async function startAt({ path: file }: Place): Promise<{ events: FileEvent[]; contents: string[]; watch: FileWatch }> {
  const known = await fingerprintFile(file);
  if (!known.ok) throw new Error(known.problem.kind);
  const events: FileEvent[] = [];
  const contents: string[] = [];
  const watch = watchFile(file, known.value, (event) => {
    events.push(event);
    if (!event.gone) void readFile(file, 'utf8').then((content) => contents.push(content));
  });
  await wait(200);
  return { events, contents, watch };
}

async function start(): Promise<{ events: FileEvent[]; contents: string[] }> {
  const started = await startAt(place);
  watching = started.watch;
  return started;
}

async function replaceAt(file: string, content: string): Promise<void> {
  await writeFile(`${file}.new`, content);
  await rename(`${file}.new`, file);
}

const replace = (content: string) => replaceAt(path, content);

const cases: { name: string; change(at: Place): Promise<unknown>; events: FileEvent[] }[] = [
  { name: 'appended to', change: ({ path }) => appendFile(path, after), events: [changed] },
  { name: 'written over', change: ({ path }) => writeFile(path, after), events: [changed] },
  { name: 'emptied', change: ({ path }) => writeFile(path, ''), events: [changed] },
  { name: 'replaced, as many editors do', change: ({ path }) => replaceAt(path, after), events: [changed] },
  { name: 'moved aside and written anew, as others do', change: async ({ path }) => { await rename(path, `${path}~`); await writeFile(path, after); }, events: [changed] },
  { name: 'deleted', change: ({ path }) => unlink(path), events: [gone] },
  { name: 'moved away', change: ({ root, path }) => rename(path, join(root, 'elsewhere')), events: [gone] },
  { name: 'gone with its folder', change: ({ root }) => rm(join(root, 'folder'), { recursive: true }), events: [gone] },
  { name: 'replaced by a folder', change: async ({ path }) => { await unlink(path); await mkdir(path); }, events: [gone] },
  { name: 'replaced by a FIFO', change: async ({ path }) => { await unlink(path); execFileSync('mkfifo', [path]); }, events: [gone] },
  {
    name: 'changed with the same size and time',
    async change({ path }) {
      const { atime, mtime } = await stat(path);
      await writeFile(path, before.replace('was', 'WAS'));
      await utimes(path, atime, mtime);
    },
    events: [changed],
  },
  { name: 'written over with the same', change: ({ path }) => writeFile(path, before), events: [] },
  { name: 'replaced by the same', change: ({ path }) => replaceAt(path, before), events: [] },
  { name: 'touched', change: ({ path }) => utimes(path, 1, 1), events: [] },
  { name: 'given other permissions', change: ({ path }) => chmod(path, 0o600), events: [] },
  { name: 'deleted and at once back', change: async ({ path }) => { await unlink(path); await writeFile(path, before); }, events: [] },
  { name: 'left alone while others change', change: ({ root }) => writeFile(join(root, 'folder', 'other.txt'), after), events: [] },
];

test('tells of each kind of change, and of none where the content is the same', async () => {
  // Side by side: each needs no more than time.
  await Promise.all(cases.map(async ({ name, change, events: expected }) => {
    const own = await freshPlace();
    const { events, watch } = await startAt(own);
    await change(own);
    await expect.poll(() => events.length, name).toBeGreaterThanOrEqual(expected.length);
    await wait(quietTime);
    expect(events, name).toEqual(expected);
    watch.close();
    await rm(own.root, { recursive: true });
  }));
});

test('a file that could not be read in one state is told once it has come to rest, whatever it holds then', async () => {
  const events: FileEvent[] = [];
  watching = watchFile(path, null, (event) => events.push(event));
  await expect.poll(() => events).toEqual([changed]);
  await wait(quietTime);
  await replace(before);
  await wait(quietTime);
  expect(events).toEqual([changed]);
  await replace(after);
  await expect.poll(() => events).toEqual([changed, changed]);
});

test('goes on after each replacement', async () => {
  const { events, contents } = await start();
  for (let round = 1; round <= 4; round += 1) {
    await replace(`${after}${round}`);
    await expect.poll(() => contents.length).toBe(round);
  }
  expect(contents).toEqual([1, 2, 3, 4].map((round) => `${after}${round}`));
  expect(events).toHaveLength(4);
});

test('tells that a file is back, and that it is as it was', async () => {
  const { events, contents } = await start();
  await unlink(path);
  await expect.poll(() => events).toEqual([gone]);
  await writeFile(path, before);
  await expect.poll(() => events).toEqual([gone, changed]);
  await writeFile(path, after);
  await expect.poll(() => contents).toEqual([before, after]);
  await writeFile(path, before);
  await expect.poll(() => contents).toEqual([before, after, before]);
});

test('does not tell of half a file', async () => {
  const { events, contents } = await start();
  const file = openSync(path, 'w');
  const pieces = Array.from({ length: 12 }, (_, index) => `piece ${index} 😀\n`);
  for (const piece of pieces) {
    // At once: however busy the machine is, a piece comes within each time in which the file has to stay the same.
    writeSync(file, piece);
    await wait(90);
  }
  closeSync(file);
  await expect.poll(() => contents).toEqual([pieces.join('')]);
  await wait(quietTime);
  expect(events).toEqual([changed]);
});

test('is not kept from looking by a busy folder', async () => {
  const { contents } = await start();
  let busy = true;
  const others = (async () => {
    while (busy) {
      await writeFile(join(root, 'folder', 'log'), 'x');
      await wait(20);
    }
  })();
  await writeFile(path, after);
  await expect.poll(() => contents).toEqual([after]);
  busy = false;
  await others;
});

test('follows a link to where it leads', async () => {
  await mkdir(join(root, 'target'));
  await writeFile(join(root, 'target', 'one'), before);
  await writeFile(join(root, 'target', 'two'), 'two');
  await unlink(path);
  await symlink('../target/one', path);
  const { contents } = await start();
  await writeFile(join(root, 'target', 'one'), after);
  await expect.poll(() => contents).toEqual([after]);
  await unlink(path);
  await symlink('../target/two', path);
  await expect.poll(() => contents).toEqual([after, 'two']);
  await writeFile(join(root, 'target', 'two'), 'three');
  await expect.poll(() => contents).toEqual([after, 'two', 'three']);
});

test('looks when asked to, where nothing could be seen', async () => {
  const { events } = await start();
  await rename(join(root, 'folder'), join(root, 'moved'));
  watching?.check();
  await expect.poll(() => events).toEqual([gone]);
  await mkdir(join(root, 'folder'));
  await writeFile(path, after);
  watching?.check();
  await expect.poll(() => events).toEqual([gone, changed]);
  await writeFile(path, before);
  await expect.poll(() => events).toEqual([gone, changed, changed]);
});

test('notices a change that came before it began', async () => {
  const known = await fingerprintFile(path);
  if (!known.ok) throw new Error(known.problem.kind);
  await writeFile(path, after);
  const events: FileEvent[] = [];
  watching = watchFile(path, known.value, (event) => { events.push(event); });
  await expect.poll(() => events).toEqual([changed]);
});

test('says nothing after it was closed', async () => {
  const { events } = await start();
  await writeFile(path, after);
  watching?.close();
  watching?.check();
  await wait(quietTime);
  expect(events).toEqual([]);
});
