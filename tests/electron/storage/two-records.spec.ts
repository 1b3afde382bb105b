import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { beforeCall, refuseToOpen } from './meanwhile';
import { commentsOf, openIn, saveComments, temporaryFolder, valueOf } from './store-sample';

let cleanup: (() => Promise<void>)[] = [];
test.beforeEach(() => { cleanup = []; });
test.afterEach(async () => { for (const end of cleanup) await end(); });

const path = '/texts/Brief 👍.txt';
const low = '00000000-0000-4000-8000-000000000001';
const high = 'ffffffff-ffff-4fff-8fff-ffffffffffff';

/** Puts a record of the path, made on another machine, into a library's folder; answers with its file's path. */
async function putRecord(folder: string, id: string, comment: string): Promise<string> {
  const { library, folder: there } = await openIn(await temporaryFolder(cleanup), cleanup, { newId: () => id });
  valueOf(await library.create(path));
  await saveComments(library, id, comment);
  const file = join(folder, 'documents', `${id}.json`);
  await copyFile(join(there, 'documents', `${id}.json`), file);
  return file;
}

for (const [usable, other] of [[low, high], [high, low]] as const) {
  const place = usable === low ? 'second' : 'first';

  test(`of two records of a path the one that can be written goes on, when the ${place} is a newer Manicule's`, async () => {
    const folder = await temporaryFolder(cleanup);
    await (await openIn(folder, cleanup)).library.close();
    await putRecord(folder, usable, 'mine e\u0301');
    const file = await putRecord(folder, other, 'newer');
    const newer = (await readFile(file, 'utf8')).replace('"version":1', '"version":7');
    await writeFile(file, newer);
    const { library, problems } = await openIn(folder, cleanup);
    const record = valueOf(await library.create(path));
    expect([record.documentId, commentsOf(record)]).toEqual([usable, ['mine e\u0301']]);
    await saveComments(library, usable, 'more 🙂');
    expect(commentsOf(await library.find(path))).toEqual(['mine e\u0301', 'more 🙂']);
    expect(problems).toEqual([{ kind: 'store-newer', path: file, version: 7 }]);
    expect(await readFile(file, 'utf8')).toBe(newer);
  });

  test(`of two records of a path the one that can be read goes on, when the ${place} cannot be`, async () => {
    const folder = await temporaryFolder(cleanup);
    await (await openIn(folder, cleanup)).library.close();
    await putRecord(folder, usable, 'mine e\u0301');
    const file = await putRecord(folder, other, 'unreadable for a while');
    const first = await openIn(folder, cleanup);
    await first.library.documentIds();
    await first.library.close();
    const end = refuseToOpen(file, 'EACCES');
    const { library, problems } = await openIn(folder, cleanup);
    try {
      expect(commentsOf(valueOf(await library.create(path)))).toEqual(['mine e\u0301']);
      await saveComments(library, usable, 'more 🙂');
    } finally {
      end();
    }
    expect(problems).toEqual([{ kind: 'no-permission', path: file }]);
    expect(commentsOf(await library.find(path))).toEqual(['mine e\u0301', 'more 🙂', 'unreadable for a while']);
  });
}

test('of two records of a path the first one goes on when the other one cannot be taken away', async () => {
  const folder = await temporaryFolder(cleanup);
  await (await openIn(folder, cleanup)).library.close();
  await putRecord(folder, low, 'mine e\u0301');
  const file = await putRecord(folder, high, 'stays there');
  const { library, problems } = await openIn(folder, cleanup);
  const end = beforeCall(['rename'], (from) => from === file, () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })));
  expect(commentsOf(await library.find(path).finally(end))).toEqual(['mine e\u0301', 'stays there']);
  expect(problems).toEqual([{ kind: 'save-failed', path: file, code: 'EIO' }]);
  expect(valueOf(await library.create(path)).documentId).toBe(low);
});
