import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { describe } from '../../core/anchor/describe';
import { newDocumentRecord } from '../../core/model/document-record';
import { adding } from '../../core/session/change';
import { serializeStore } from '../../core/store-file';
import { relocate } from '../../electron/locate-document';
import { sha256 } from '../../electron/storage/durable-file';
import { first, mark, put, recent, save, standing, visit } from './visits';
import { annotationOn, inWorkshop, openAndSettle, tick, valueOf } from './workshop';

test('what is still marked in a window whose record another one with the same bytes got everything of is listed, and found again', () => inWorkshop(async (workshop) => {
  const { documents, library } = workshop;
  const [a, b] = [await put(workshop, 'a.txt', first), await put(workshop, 'b.txt', 'Something else.\n')];
  await visit(workshop, b, () => mark('Something else.\n', 'else', 1, 'on b'));
  await visit(workshop, a, () => mark(first, 'bright cold', 2, 'before'));
  await openAndSettle(documents, a, 1);
  await rename(a, b);
  await openAndSettle(documents, b, 2);
  expect(await recent(workshop)).toEqual([['b.txt', 2, false]]);
  await save(documents, mark(first, 'item number 3', 3, 'later'));
  await documents.closeAll();
  expect(await recent(workshop)).toEqual([['a.txt', 2, true], ['b.txt', 2, false]]);
  valueOf(await relocate(library, (await library.find(a))!.documentId, b));
  expect(standing(await visit(workshop, b), first)).toEqual({ before: 'bright cold', later: 'item number 3' });
  expect(await recent(workshop)).toEqual([['b.txt', 3, false]]);
}));

test('a file that is back at a place from which another one took everything has its annotations where they were', () => inWorkshop(async (workshop) => {
  const rows = 'The same row of a table, again and again, and nothing tells one from another.\n'.repeat(60);
  const [a, b] = [await put(workshop, 'a.txt', rows), await put(workshop, 'b.txt', 'Something else.\n')];
  const start = rows.indexOf('table', rows.length / 2);
  const target = describe(rows, { start, end: start + 'table'.length });
  await visit(workshop, a, () => adding({ ...annotationOn(rows, 'table', 1, { comment: 'in the middle' }), target }));
  await visit(workshop, b, () => mark('Something else.\n', 'else', 2, 'on b'));
  await rename(a, b);
  await visit(workshop, b);
  await writeFile(a, rows);
  const back = await visit(workshop, a);
  const { id } = annotationOn(rows, 'table', 1);
  expect([back.annotations.find((annotation) => annotation.id === id)?.target, back.placements[id]]).toEqual([target, undefined]);
}));

for (const next of ['saving', 'settling'] as const) test(`a record that was made one with another one of its path is gone on with as that: ${next}`, () => inWorkshop(async (workshop) => {
  const { documents, library, problems } = workshop;
  const path = await put(workshop, 'a.txt', first);
  await openAndSettle(documents, path);
  await save(documents, mark(first, 'item number 2', 1, 'here'));
  const id = '00000000-0000-4000-8000-000000000abc';
  const { file, text } = (await library.find(path))!;
  const record = { ...newDocumentRecord(id, path, tick()), file, text, annotations: mark(first, 'item number 4', 2, 'there').added };
  // As when a synchronised folder brings what another machine made.
  await writeFile(join(library.documentsFolder, `${id}.json`), [...serializeStore({ record, revision: 1, listed: true, lineage: new Map() }, tick(), sha256())].join(''));
  await library.documentIds();
  expect((await library.find(path))?.documentId).toBe(id);
  if (next === 'settling') {
    const settled = valueOf(await documents.get(1)!.settle());
    expect(settled.placements).toEqual({});
    expect(settled).not.toHaveProperty('anotherDocument');
  }
  await save(documents, mark(first, 'item number 6', 3, 'in both'));
  documents.get(1)!.saveReadingPosition(7);
  await documents.close(1);
  expect((await library.find(path))?.readingPosition).toBe(7);
  expect(standing(await visit(workshop, path), first)).toEqual({ here: 'item number 2', there: 'item number 4', 'in both': 'item number 6' });
  expect(problems).toEqual([]);
}));
