import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { withLock } from '../../../electron/storage/lock';
import { isRunning, ownIdentity } from '../../../electron/storage/process-identity';
import { StorageFailure } from '../../../electron/storage/system-error';

let folder = '';
let path = '';
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manicule-lock-'));
  path = join(folder, 'a.lock');
});
test.afterEach(async () => { await rm(folder, { recursive: true, force: true }); });

test('lets one in at a time', async () => {
  let inside = 0;
  let most = 0;
  const turns = Array.from({ length: 20 }, (_, turn) => withLock(path, async () => {
    inside += 1;
    most = Math.max(most, inside);
    await wait(2);
    inside -= 1;
    return turn;
  }));
  expect(await Promise.all(turns)).toEqual(turns.map((_, turn) => turn));
  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

test('goes to one who waits, however eager the one who has it', async () => {
  let [eager, patient] = [0, 0];
  const eagerly = async (): Promise<void> => {
    while (patient < 20) {
      await withLock(path, async () => {
        eager += 1;
        await wait(1);
      });
    }
  };
  const patiently = async (): Promise<void> => {
    for (; patient < 20; await wait(5)) await withLock(path, () => Promise.resolve(patient += 1));
  };
  await Promise.all([eagerly(), patiently()]);
  // Without manners: hundreds.
  expect(eager).toBeLessThan(20 * 6);
  expect(await readdir(folder)).toEqual([]);
});

test('is not kept from anyone by one who waited and died', async () => {
  await writeFile(`${path}.waiting`, '');
  for (let turn = 0; turn < 3; turn += 1) expect(await withLock(path, () => Promise.resolve(turn))).toBe(turn);
  expect(await readdir(folder)).toEqual([]);
});

test('is given back when the work fails', async () => {
  await expect(withLock(path, () => Promise.reject(new Error('work')))).rejects.toThrow('work');
  expect(await withLock(path, () => Promise.resolve('next'))).toBe('next');
});

test('gives up after the limit, and says so', async () => {
  await withLock(path, async () => {
    const refused = withLock(path, () => Promise.resolve('never'), 100);
    await expect(refused).rejects.toBeInstanceOf(StorageFailure);
    await expect(refused).rejects.toMatchObject({ problem: { kind: 'store-locked', path } });
  });
});

test('says what the system says when no lock can be made', async () => {
  await expect(withLock(join(folder, 'none', 'a.lock'), () => Promise.resolve())).rejects.toMatchObject({ code: 'ENOENT' });
});

const left: readonly { name: string; content(own: string): string }[] = [
  { name: 'a process that ended', content: (own) => own.replace(/"pid":\d+/, '"pid":4194000') },
  { name: 'a process whose number was used again', content: (own) => own.replace(/"start":"\d+"/, '"start":"1"') },
  { name: 'a process before the system was started again', content: (own) => own.replace(/"boot":"./, '"boot":"#') },
  { name: 'this process, which failed to remove it', content: (own) => own.replace(/"nonce":"./, '"nonce":"#') },
];
for (const { name, content } of left) {
  test(`is taken over from ${name}, by one of many`, async () => {
    const own = await withLock(path, () => readFile(path, 'utf8'));
    await writeFile(path, content(own));
    let inside = 0;
    await Promise.all(Array.from({ length: 40 }, () => withLock(path, async () => {
      inside += 1;
      expect(inside).toBe(1);
      await wait(Math.random() * 2);
      inside -= 1;
    })));
    expect(await readdir(folder)).toEqual([]);
  });
}

test('of another machine is left alone while it may be alive', async () => {
  const own = await withLock(path, () => readFile(path, 'utf8'));
  const foreign = own.replace(/"host":"[^"]*"/, '"host":"elsewhere"');
  await writeFile(path, foreign);
  await expect(withLock(path, () => Promise.resolve(), 300)).rejects.toMatchObject({ problem: { kind: 'store-locked' } });
  expect(await readFile(path, 'utf8')).toBe(foreign);
});

test('is left where it is by who had it, when someone else has it by now', async () => {
  const taken = '{"of":"another one"}';
  await withLock(path, async () => {
    await rm(path);
    await writeFile(path, taken);
  });
  expect(await readFile(path, 'utf8')).toBe(taken);
});

test('that was lost is taken again, and the work begins again', async () => {
  let begun = 0;
  const done = await withLock(path, async (lock) => {
    begun += 1;
    if (begun < 3) await rm(path);
    lock.check();
    return 'done';
  });
  expect([done, begun]).toEqual(['done', 3]);
  await expect(withLock(path, async (lock) => {
    await rm(path);
    lock.check();
  })).rejects.toMatchObject({ problem: { kind: 'store-locked', path } });
});

test('is not taken from one who cannot be asked, and lives', async () => {
  let inside = 0;
  let most = 0;
  const work = async (milliseconds: number): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await wait(milliseconds);
    inside -= 1;
  };
  const slow = withLock(path, async () => {
    const own = await readFile(path, 'utf8');
    await writeFile(path, own.replace(/"host":"[^"]*"/, '"host":"elsewhere"'));
    // Longer than it takes to be forgotten.
    await work(6_500);
  });
  await expect.poll(() => inside).toBe(1);
  await Promise.all([slow, withLock(path, () => work(10)), withLock(path, () => work(10))]);
  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

test('a process knows itself as running', async () => {
  const own = await ownIdentity();
  expect(own.pid).toBe(process.pid);
  if (process.platform === 'linux') expect(await isRunning(own)).toBe('running');
  expect(await isRunning({ ...own, pid: 4_194_000 })).toBe('gone');
  expect(await isRunning({ ...own, host: 'elsewhere' })).toBe('unknown');
  // Another machine of the same name.
  const boot = own.boot.replace(/^./, '#');
  for (const machine of ['', 'another']) expect(await isRunning({ ...own, machine, boot, pid: 4_194_000 })).toBe('unknown');
  if (own.boot !== '' && own.machine !== '') expect(await isRunning({ ...own, boot })).toBe('gone');
});
