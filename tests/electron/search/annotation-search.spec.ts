import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { rm, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { retire } from '../../../electron/bring-annotations';
import { AnnotationSearch } from '../../../electron/search/annotation-search';
import { annotationWith, openIn, saveComments, temporaryFolder, valueOf } from '../storage/store-sample';

const cleanup: (() => Promise<void>)[] = [];

test.afterEach(async () => {
  for (const clean of cleanup.splice(0)) await clean();
});

test('annotations of documents that are not open are found, also what was saved, changed or removed since', async () => {
  const { folder, library } = await openIn(await temporaryFolder(cleanup), cleanup);
  const search = new AnnotationSearch(join(folder, 'documents'));
  expect(await search.find('')).toEqual({ hits: [], total: 0, documents: 0 });
  const one = valueOf(await library.create('/texts/one 👍🏽.txt'));
  const two = valueOf(await library.create('/texts/two.txt'));
  await saveComments(library, one.documentId, 'the first needle', 'hay');
  const [second] = await saveComments(library, two.documentId, 'the second needle');
  expect(await search.find('NEEDLE the')).toMatchObject({ total: 2, documents: 2 });
  expect((await search.find('first')).hits).toMatchObject([{ documentId: one.documentId, name: 'one 👍🏽.txt', quote: 'cafe\u0301 👍🏽', comment: 'the first needle' }]);
  expect(await search.find('#é')).toMatchObject({ total: 3 });
  valueOf(await library.saveChange(two.documentId, { added: [], updated: [], removed: [second!] }));
  expect(await search.find('needle')).toMatchObject({ total: 1, documents: 1 });
  await rm(join(folder, 'documents', `${one.documentId}.json`));
  expect(await search.find('needle')).toMatchObject({ total: 0 });
});

test('a document whose annotations another one has got for good is not found a second time; one that was taken off the recent list is', async () => {
  const { folder, library } = await openIn(await temporaryFolder(cleanup), cleanup);
  const search = new AnnotationSearch(join(folder, 'documents'));
  const file = { size: 1, modifiedMs: 1, sha256: 'a'.repeat(64) };
  for (const name of ['one', 'two']) {
    const { documentId } = valueOf(await library.create(`/texts/${name}.txt`));
    await saveComments(library, documentId, 'needle 👍');
    valueOf(await library.update(documentId, { file, text: { digest: 'b'.repeat(64), length: 1 } }));
    valueOf(await library.forgetRecent(documentId));
  }
  expect(await search.find('needle')).toMatchObject({ total: 2, documents: 2 });
  valueOf(await retire(library, (await library.find('/texts/one.txt'))!.documentId));
  expect(await search.find('needle')).toMatchObject({ total: 1, documents: 1, hits: [{ name: 'two.txt' }] });
});

test('a damaged file takes nothing away from the others, and what was known of it is still found', async () => {
  const { folder, library } = await openIn(await temporaryFolder(cleanup), cleanup);
  const search = new AnnotationSearch(join(folder, 'documents'));
  const one = valueOf(await library.create('/texts/one.txt'));
  await saveComments(library, one.documentId, 'needle');
  await writeFile(join(folder, 'documents', '00000000-0000-4000-8000-000000000000.json'), 'no store');
  expect(await search.find('needle')).toMatchObject({ total: 1 });
  await writeFile(join(folder, 'documents', `${one.documentId}.json`), '{"format":"manicule');
  await writeFile(join(folder, 'documents', 'other.json'), '');
  expect(await search.find('needle')).toMatchObject({ total: 1 });
});

test('a hundred thousand annotations are searched', async () => {
  const { folder, library } = await openIn(await temporaryFolder(cleanup), cleanup);
  for (let document = 0; document < 20; document += 1) {
    const { documentId } = valueOf(await library.create(`/texts/${String(document)}.txt`));
    const added = Array.from({ length: 5_000 }, (_, at) => annotationWith(at === 7 ? `a rare 不思 word ${String(document)}` : `what ${String(at)} says about the ferryman and the clocks on the quay`));
    valueOf(await library.saveChange(documentId, { added, updated: [], removed: [] }));
  }
  const search = new AnnotationSearch(join(folder, 'documents'));
  const times: string[] = [];
  for (const [typed, total] of [['', 100_000], ['r', 100_000], ['rare', 20], ['rare 不思', 20], ['#é ferryman', 99_980], ['nowhere', 0]] as const) {
    const started = performance.now();
    expect(await search.find(typed)).toMatchObject({ total });
    times.push(`“${typed}” ${(performance.now() - started).toFixed(0)} ms`);
  }
  test.info().annotations.push({ type: 'measured', description: times.join(', ') });
});
