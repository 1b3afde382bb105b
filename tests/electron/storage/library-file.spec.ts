import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { removing, updating } from '../../../core/session/change';
import { exportLibrary, importLibrary } from '../../../electron/storage/library-file';
import { commentsOf, openIn, rewrite, saveComments, temporaryFolder, valueOf } from './store-sample';

let cleanup: (() => Promise<void>)[] = [];
test.beforeEach(() => { cleanup = []; });
test.afterEach(async () => { for (const end of cleanup) await end(); });

const now = '2026-03-01T00:00:00.000Z';

async function exportedLibrary() {
  const folder = await temporaryFolder(cleanup);
  const { library } = await openIn(join(folder, 'one'), cleanup);
  const documents = [];
  for (const name of ['é.txt', 'b 👍.txt', 'c.txt']) {
    const { documentId } = valueOf(await library.create(`/texts/${name}`));
    documents.push({ documentId, annotations: await saveComments(library, documentId, `${name} 1`, `${name} e\u0301 "\n,"sha256":"`) });
  }
  const path = join(folder, 'all.manicule');
  const exported = valueOf(await exportLibrary(library, path, now, false));
  return { folder, library, documents, path, exported };
}

test('everything goes into one file and comes back elsewhere; a second time adds nothing', async () => {
  const { folder, path, library, exported } = await exportedLibrary();
  expect(exported).toEqual({ documents: 3, annotations: 6, leftOut: 0 });
  const { library: other, problems } = await openIn(join(folder, 'two'), cleanup);
  expect(valueOf(await importLibrary(other, path))).toEqual({ documents: 3, added: 6, damaged: 0, cutOff: false });
  expect(valueOf(await importLibrary(other, path))).toEqual({ documents: 3, added: 0, damaged: 0, cutOff: false });
  for (const name of ['é.txt', 'b 👍.txt', 'c.txt']) expect(await other.find(`/texts/${name}`)).toEqual(await library.find(`/texts/${name}`));
  expect(await other.recent(9)).toHaveLength(3);
  expect(problems).toEqual([]);
});

test('what was changed or deleted since stays as it is here, and both sides of a conflict are kept', async () => {
  const { folder, path, library, documents } = await exportedLibrary();
  const { documentId, annotations: [first, second] } = documents[0]!;
  const { library: other } = await openIn(join(folder, 'two'), cleanup);
  valueOf(await importLibrary(other, path));
  valueOf(await other.saveChange(documentId, updating(first!, { ...first!, revision: 2, comment: 'there' })));
  const later = join(folder, 'later.manicule');
  valueOf(await exportLibrary(other, later, now, false));
  valueOf(await library.saveChange(documentId, updating(first!, { ...first!, revision: 2, comment: 'here' })));
  valueOf(await library.saveChange(documentId, removing(second!)));
  expect(valueOf(await importLibrary(library, path)).added).toBe(0);
  expect(commentsOf(valueOf(await library.load(documentId)))).toEqual(['here']);
  valueOf(await importLibrary(library, later));
  valueOf(await importLibrary(library, later));
  expect(commentsOf(valueOf(await library.load(documentId)))).toEqual(['here', 'there']);
});

test('a document of the same path made on its own is the same document', async () => {
  const { folder, path } = await exportedLibrary();
  const { library: other } = await openIn(join(folder, 'two'), cleanup);
  const { documentId } = valueOf(await other.create('/texts/c.txt'));
  await saveComments(other, documentId, 'own');
  expect(valueOf(await importLibrary(other, path)).added).toBe(6);
  expect(valueOf(await importLibrary(other, path)).added).toBe(0);
  expect((await other.find('/texts/c.txt'))?.documentId).toBe(documentId);
  expect((await other.find('/texts/c.txt'))?.annotations).toHaveLength(3);
  expect(await other.recent(9)).toHaveLength(3);
});

test('one damaged document does not take the others with it, and a file that was cut off says so', async () => {
  const { folder, path } = await exportedLibrary();
  await rewrite(path, (bytes) => bytes.toString('utf8').replace('b 👍.txt 1', 'b 👍.txt 2'));
  const { library: two } = await openIn(join(folder, 'two'), cleanup);
  expect(valueOf(await importLibrary(two, path))).toEqual({ documents: 2, added: 4, damaged: 1, cutOff: false });
});

test('a file that was cut off says so, and what came before is taken', async () => {
  const { folder, path } = await exportedLibrary();
  await truncate(path, (await readFile(path)).length - 300);
  const { library: three } = await openIn(join(folder, 'three'), cleanup);
  expect(valueOf(await importLibrary(three, path))).toMatchObject({ documents: 2, added: 4, cutOff: true });
});

for (const [name, content, kind] of [
  ['a text', 'Chapter 1\nThe ferry', 'not-a-library'],
  ['nothing', '', 'not-a-library'],
  ['bytes', Buffer.from([0, 255, 254, 10, 13]), 'not-a-library'],
  ['a library of the future', '{"format":"manicule-library","version":99}\n', 'store-newer'],
] as const) {
  test(`refuses ${name}, and does not write over it`, async () => {
    const folder = await temporaryFolder(cleanup);
    const { library } = await openIn(join(folder, 'one'), cleanup);
    const path = join(folder, 'file');
    await writeFile(path, content);
    expect(await importLibrary(library, path)).toMatchObject({ ok: false, problem: { kind } });
    expect(await importLibrary(library, folder)).toMatchObject({ ok: false, problem: { kind: 'not-a-library' } });
    if (kind !== 'not-a-library') return;
    expect(await exportLibrary(library, path, now, true)).toMatchObject({ ok: false, problem: { kind: 'file-exists' } });
    expect(await readFile(path)).toEqual(Buffer.from(content));
  });
}

test('an earlier library file is replaced when that is wished, and hostile lines in one do no harm', async () => {
  const { folder, path, library } = await exportedLibrary();
  expect(await exportLibrary(library, path, now, false)).toMatchObject({ ok: false, problem: { kind: 'file-exists' } });
  expect(valueOf(await exportLibrary(library, path, now, true)).documents).toBe(3);
  await writeFile(path, '{"format":"manicule-library","version":1}\n{"__proto__":{"x":1}}\n,"sha256":"00"}\n\n,"sha256":"\n{"documents":1e99}\n');
  const { library: two } = await openIn(join(folder, 'two'), cleanup);
  expect(valueOf(await importLibrary(two, path))).toMatchObject({ documents: 0, added: 0 });
});

test('a document that a newer Manicule saved here keeps none of the others out, and is told', async () => {
  const { folder, path, documents } = await exportedLibrary();
  const { library: other, folder: place, problems } = await openIn(join(folder, 'two'), cleanup);
  const newer = join(place, 'documents', `${documents[0]!.documentId}.json`);
  await writeFile(newer, '{"format":"manicule-document","version":9,"revision":1,"savedAt":"2026-01-01T00:00:00.000Z","data":{}}\n');
  const before = await readFile(newer, 'utf8');
  expect(valueOf(await importLibrary(other, path))).toMatchObject({ added: 4 });
  expect(problems).toContainEqual(expect.objectContaining({ kind: 'store-newer' }));
  for (const name of ['b 👍.txt', 'c.txt']) expect(commentsOf(await other.find(`/texts/${name}`))).toHaveLength(2);
  expect(await readFile(newer, 'utf8')).toBe(before);
});
