import { copyFile, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { adding } from '../../../core/session/change';
import { beforeCall } from './meanwhile';
import { annotationWith, commentsOf, openIn, saveComments, temporaryFolder, valueOf } from './store-sample';

let cleanup: (() => Promise<void>)[] = [];
test.beforeEach(() => { cleanup = []; });
test.afterEach(async () => { for (const end of cleanup) await end(); });

const path = '/texts/Brief 👍.txt';
const low = '00000000-0000-4000-8000-000000000001';
const high = 'ffffffff-ffff-4fff-8fff-ffffffffffff';

/** A library whose one document has this id and this comment; answers with its file's path. */
async function madeElsewhere(id: string, comment: string): Promise<string> {
  const one = await openIn(await temporaryFolder(cleanup), cleanup, { newId: () => id });
  valueOf(await one.library.create(path));
  await saveComments(one.library, id, comment);
  await one.library.close();
  return join(one.folder, 'documents', `${id}.json`);
}

/** A document, and versions of it that other machines made, each with one more comment. */
async function versionsOf(folder: string): Promise<{ documentId: string; first: Buffer; second: Buffer; third: Buffer }> {
  const here = await openIn(folder, cleanup);
  const { documentId } = valueOf(await here.library.create(path));
  await saveComments(here.library, documentId, 'here e\u0301');
  await here.library.close();
  const name = join('documents', `${documentId}.json`);
  const version = async (comment: string): Promise<Buffer> => {
    const there = await temporaryFolder(cleanup);
    await (await openIn(there, cleanup)).library.close();
    await copyFile(join(folder, name), join(there, name));
    const { library } = await openIn(there, cleanup);
    await saveComments(library, documentId, comment);
    return readFile(join(there, name));
  };
  return { documentId, first: await version('there 1'), second: await version('there 2'), third: await version('there 3') };
}

test('what is saved to one of two records of a path while they are made one is kept', async () => {
  const folder = await temporaryFolder(cleanup);
  await (await openIn(folder, cleanup)).library.close();
  for (const id of [low, high]) await copyFile(await madeElsewhere(id, `in ${id.slice(0, 2)}`), join(folder, 'documents', `${id}.json`));
  const other = await openIn(folder, cleanup);
  valueOf(await other.library.load(high));
  let saved: ReturnType<typeof other.library.saveChange> | null = null;
  const end = beforeCall(['link', 'rename'], (from, to) => from.endsWith(`${high}.json`) && to!.includes('set-aside'), () => {
    saved = other.library.saveChange(high, adding(annotationWith('saved, it said 🙂')));
    // Whoever has to wait for the lock is not waited for.
    return Promise.race([saved, wait(500)]);
  });
  const { library } = await openIn(folder, cleanup);
  const found = await library.find(path).finally(end);
  expect(commentsOf(found)).toEqual(['in 00', 'in ff']);
  expect(saved).not.toBeNull();
  valueOf(await saved!);
  const again = await openIn(folder, cleanup);
  expect(commentsOf(await again.library.find(path))).toEqual(['in 00', 'in ff', 'saved, it said 🙂']);
});

for (const often of ['once', 'twice'] as const) {
  test(`a version kept apart that is replaced ${often} while it is taken in loses nothing`, async () => {
    const folder = await temporaryFolder(cleanup);
    const { documentId, first, second, third } = await versionsOf(folder);
    const copy = join(folder, 'documents', `${documentId} (conflicted copy).json`);
    await writeFile(copy, first);
    const replaceBy = async (version: Buffer): Promise<void> => {
      await writeFile(join(folder, 'other'), version);
      await rename(join(folder, 'other'), copy);
    };
    const ends = [beforeCall(['link', 'rename'], (from, to) => from === copy && to!.includes('set-aside'), () => replaceBy(second))];
    // The one that came between the look and the move goes back; there the next one is already.
    if (often === 'twice') ends.unshift(beforeCall(['link'], (from, to) => from!.includes('set-aside') && to === copy, () => replaceBy(third)));
    const { library } = await openIn(folder, cleanup);
    await library.documentIds().finally(() => { for (const end of ends) end(); });
    await library.close();
    const again = await openIn(folder, cleanup);
    await again.library.documentIds();
    expect(commentsOf(await again.library.find(path))).toEqual(['here e\u0301', 'there 1', 'there 2', ...(often === 'twice' ? ['there 3'] : [])]);
    expect((await readdir(join(folder, 'documents'))).sort()).toEqual([`${documentId}.json`, `${documentId}.json.bak`]);
    expect(again.problems).toEqual([]);
  });
}

test('a version kept apart is taken in when its document comes in the moment in which it would take its place', async () => {
  const folder = await temporaryFolder(cleanup);
  const { documentId, first, second } = await versionsOf(await temporaryFolder(cleanup));
  await (await openIn(folder, cleanup)).library.close();
  const file = join(folder, 'documents', `${documentId}.json`);
  await writeFile(file.replace('.json', ' 2.json'), second);
  const end = beforeCall(['link'], (_from, to) => to === file, () => writeFile(file, first));
  const { library, problems } = await openIn(folder, cleanup);
  await library.documentIds().finally(end);
  expect(commentsOf(await library.find(path))).toEqual(['here e\u0301', 'there 1', 'there 2']);
  expect((await readdir(join(folder, 'documents'))).sort()).toEqual([`${documentId}.json`, `${documentId}.json.bak`]);
  expect(problems).toEqual([]);
});
