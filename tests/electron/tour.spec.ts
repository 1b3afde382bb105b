import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { languages } from '../../core/languages';
import { mayLeaveTour } from '../../electron/leave-tour';
import { adding } from '../../core/session/change';
import { annotationOn, inWorkshop, openAndSettle, valueOf } from './workshop';

for (const language of languages) {
  test(`the tour in ${language} is annotated like all others, each quote in its place`, () => inWorkshop(async ({ documents, tour }) => {
    const english = (await openAndSettle(documents, await tour.begin('en'))).settled.annotations.map(({ color, style, replies }) => [color, style, replies.length]);
    await documents.closeAll();
    const path = await tour.begin(language);
    const { opened, settled } = await openAndSettle(documents, path);
    const text = await readFile(path, 'utf8');
    expect(opened.tour).toBe(true);
    expect(settled.textChanged).toBe(false);
    expect(settled.annotations.map(({ color, style, replies }) => [color, style, replies.length])).toEqual(english);
    for (const { target: { position, quote }, comment, creator } of settled.annotations) {
      expect(text.slice(position.start, position.end)).toBe(quote.exact);
      expect(text.split(quote.exact)).toHaveLength(2);
      expect(comment).not.toBe('');
      expect(creator).toBe('Manicule');
    }
  }));
}

test('nothing of the tour is in the library, unless it is kept: then with all that was done in it', () => inWorkshop(async ({ documents, tour, library, folder, folders }) => {
  const path = await tour.begin('de');
  await openAndSettle(documents, path);
  const text = await readFile(path, 'utf8');
  const own = annotationOn(text, 'Dieser Satz', 99, { comment: 'Meine 😀 Notiz e\u0301' });
  valueOf(await documents.get(1)!.saveChange(adding(own)));
  expect(await library.documentIds()).toEqual([]);
  const kept = join(folder, 'kept.md');
  valueOf(await tour.keep(kept, library));
  expect(await readFile(kept, 'utf8')).toBe(text);
  const record = await library.find(kept);
  expect(record?.annotations.length).toBe(12);
  expect(record?.annotations.find(({ id }) => id === own.id)?.comment).toBe(own.comment);
  const copy = await openAndSettle(documents, kept, 2);
  expect([copy.opened.tour, copy.settled.textChanged, copy.settled.annotations.length]).toEqual([undefined, false, 12]);
  // A file that is there is never written to.
  expect(await tour.keep(kept, library)).toMatchObject({ ok: false, problem: { kind: 'file-exists' } });
  await documents.closeAll();
  // Begun again it is as it came.
  const again = await openAndSettle(documents, await tour.begin('de'));
  expect(again.settled.annotations).toHaveLength(11);
  await documents.closeAll();
  await tour.end();
  await expect(stat(folders.tour)).rejects.toThrow('ENOENT');
  expect(await library.documentIds()).toEqual([record?.documentId]);
}));

test('before the tour goes with marks in it, a copy is offered; what cannot be kept keeps the window', () => inWorkshop(async ({ documents, tour, library, folder }) => {
  const path = await tour.begin('en');
  await openAndSettle(documents, path);
  const session = documents.get(1)!;
  const told: string[] = [];
  let answer: 'keep' | 'drop' | 'stay' = 'stay';
  let to: string | null = null;
  const leave = () => mayLeaveTour(session, tour, Promise.resolve(library), {
    askToKeep: () => { told.push('asked'); return Promise.resolve(answer); },
    chooseCopy: () => Promise.resolve(to),
    tell: ({ kind }) => { told.push(kind); return Promise.resolve(); },
    kept: () => { told.push('kept'); },
  });
  // As it came, it may go.
  expect([await leave(), told]).toEqual([true, []]);
  expect(await mayLeaveTour(null, tour, Promise.resolve(library), { askToKeep: () => Promise.reject(new Error()), chooseCopy: () => Promise.reject(new Error()), tell: () => Promise.reject(new Error()), kept: () => undefined })).toBe(true);
  valueOf(await session.saveChange(adding(annotationOn(await readFile(path, 'utf8'), 'This sentence is for you', 99, { comment: '😀 e\u0301' }))));
  expect(await leave()).toBe(false);
  answer = 'drop';
  expect(await leave()).toBe(true);
  answer = 'keep';
  expect(await leave()).toBe(false);
  to = path;
  expect(await leave()).toBe(false);
  to = join(folder, 'kept 😀.md');
  expect(await leave()).toBe(true);
  expect((await library.find(to))?.annotations.some(({ comment }) => comment === '😀 e\u0301')).toBe(true);
  expect(told).toEqual(['asked', 'asked', 'asked', 'asked', 'file-exists', 'asked', 'kept']);
  expect(await leave()).toBe(true);
}));

test('shown anew, the tour still asks about the marks in it, also about those that are saved while it is shown anew', () => inWorkshop(async ({ documents, tour, library, write }) => {
  const path = await tour.begin('en');
  const text = await readFile(path, 'utf8');
  const { opened } = await openAndSettle(documents, path);
  let asked = 0;
  const leave = () => mayLeaveTour(documents.get(1), tour, Promise.resolve(library), {
    askToKeep: () => {
      asked += 1;
      return Promise.resolve('drop');
    },
    chooseCopy: () => Promise.reject(new Error()), tell: () => Promise.reject(new Error()), kept: () => undefined,
  });
  // What was only looked at is not asked about, however often it is shown.
  valueOf(await documents.open(path, 1));
  expect([await leave(), asked]).toEqual([true, 0]);
  valueOf(await documents.get(1, opened.documentId)!.saveChange(adding(annotationOn(text, 'This sentence', 98, { comment: '😀 e\u0301' }))));
  expect([await leave(), asked]).toEqual([true, 1]);
  documents.get(1)!.lastExport = '/copies/tour 😀.html';
  await openAndSettle(documents, path);
  expect([await leave(), asked]).toEqual([true, 2]);
  expect(documents.get(1)!.lastExport).toBe('/copies/tour 😀.html');
  // Of another file nothing of that is true.
  valueOf(await documents.open(await write('other.txt', text), 1));
  expect([documents.get(1)!.touched, documents.get(1)!.lastExport]).toEqual([false, null]);
}));
