import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { refuseToOpen } from './meanwhile';
import { commentsOf, openIn, saveComments, temporaryFolder, valueOf } from './store-sample';

let cleanup: (() => Promise<void>)[] = [];
test.beforeEach(() => { cleanup = []; });
test.afterEach(async () => { for (const end of cleanup) await end(); });

const path = '/texts/Brief 👍.txt';

/** A document with the comments a, b, whose copy beside it holds a; the index is lost, as a power cut may leave it. */
async function withoutIndex(folder: string): Promise<{ documentId: string; file: string }> {
  const { library } = await openIn(folder, cleanup);
  const { documentId } = valueOf(await library.create(path));
  await saveComments(library, documentId, 'a e\u0301', 'b');
  await library.close();
  await rm(join(folder, 'index.json'));
  return { documentId, file: join(folder, 'documents', `${documentId}.json`) };
}

for (const { name, content } of [{ name: 'empty', content: '' }, { name: 'full of zeros', content: Buffer.alloc(2_000) }]) {
  test(`a document whose file is ${name} is restored, although the index is lost, too`, async () => {
    const folder = await temporaryFolder(cleanup);
    const { documentId, file } = await withoutIndex(folder);
    await writeFile(file, content);
    const { library, problems } = await openIn(folder, cleanup);
    expect(commentsOf(await library.find(path))).toEqual(['a e\u0301']);
    expect(valueOf(await library.create(path)).documentId).toBe(documentId);
    expect(problems).toMatchObject([{ kind: 'store-damaged', recoveredFrom: expect.stringContaining('.bak') as unknown }]);
  });
}

for (const { code, kind } of [{ code: 'EACCES', kind: 'no-permission' }, { code: 'EIO', kind: 'read-failed' }]) {
  test(`no second record is made for a document whose file cannot be read (${code})`, async () => {
    const folder = await temporaryFolder(cleanup);
    const { documentId, file } = await withoutIndex(folder);
    const end = refuseToOpen(file, code);
    const { library } = await openIn(folder, cleanup);
    try {
      expect(await library.find(path)).toBeNull();
      expect(await library.create(path)).toMatchObject({ ok: false, problem: { kind } });
      expect(await library.recent(9)).toMatchObject([{ documentId, path, annotations: 1 }]);
    } finally {
      end();
    }
    expect(commentsOf(valueOf(await library.create(path)))).toEqual(['a e\u0301', 'b']);
    expect((await readdir(join(folder, 'documents'))).sort()).toEqual([`${documentId}.json`, `${documentId}.json.bak`]);
  });
}
