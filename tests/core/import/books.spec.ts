import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createReadwise } from '../../../core/export/tables';
import { importKindle } from '../../../core/import/kindle';
import { importKoreader } from '../../../core/import/koreader';
import { importReadwise } from '../../../core/import/readwise';
import type { ImportedAnnotation } from '../../../core/import/imported';
import type { Result } from '../../../core/problem';
import { arbitraryCopy } from '../export/arbitrary-copies';
import { hardCopy } from '../export/sample-copies';

const source = 'It was the best of times, it was the worst\nof times. 😀 e\u0301';

function told(result: Result<readonly ImportedAnnotation[]>): unknown[] {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value.map(({ annotation: { target, comment, created, color, style, tags } }) => [target.quote.exact, comment, created, color, style, tags]);
}

const clippings = `\ufeffTale of Two Cities (Dickens, Charles)\r
- Your Highlight on page 3 | Location 40-41 | Added on Monday, March 2, 2020 1:02:03 PM\r
\r
it was the worst of times\r
==========\r
Tale of Two Cities (Dickens, Charles)\r
- Your Note on page 3 | Location 41 | Added on Monday, March 2, 2020 1:03:00 PM\r
\r
So gloomy 😀\r
==========\r
Tale of Two Cities (Dickens, Charles)\r
- Your Bookmark on page 9 | Location 99 | Added on Monday, March 2, 2020 1:05:00 PM\r
\r
\r
==========\r
Ein anderes Buch (Jemand)\r
- Ihre Markierung auf Seite 7 | Hinzugefügt am Freitag, 1. Mai 2020 12:00:00\r
\r
Steht nicht hier\r
==========\r
`;

test('Kindle clippings: highlights with their notes, of this book', () => {
  const expected = [['it was the worst of times', 'So gloomy 😀', '2020-03-02T13:02:03.000Z', 'yellow', 'highlight', []]];
  expect(told(importKindle(clippings, source, 'Tale of Two Cities.txt'))).toEqual(expected);
  expect(told(importKindle(clippings, source, 'renamed.txt'))).toEqual(expected);
  expect(importKindle(clippings, 'Nothing of it', 'renamed.txt')).toMatchObject({ ok: false, problem: { kind: 'not-annotations' } });
});

test('KOReader: colours, styles, notes and times', () => {
  const book = { title: 'Tale', entries: [
    { text: 'best of times', note: 'e\u0301', time: 1_583_154_123, drawer: 'underscore', color: 'red', sort: 'highlight' },
    { text: 'of times. 😀', datetime: '2020-03-02 13:02:03', drawer: 'lighten', color: 'green' },
    { chapter: 'nothing said' },
  ] };
  const expected = [['best of times', 'e\u0301', '2020-03-02T13:02:03.000Z', 'pink', 'underline', []], ['of times. 😀', '', '2020-03-02T13:02:03.000Z', 'green', 'highlight', []]];
  for (const file of [book, { documents: [book] }, [book]]) expect(told(importKoreader(JSON.stringify(file), source, 'x.txt'))).toEqual(expected);
});

test('Readwise: its own export, with colours and tags', () => {
  const csv = 'Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\n"best of ""times""",Tale,Dickens,,".tag More, and",blue,"one, two",page,3,2020-03-02 13:02:03+00:00,\n';
  expect(told(importReadwise(csv, source, 'x.txt'))).toEqual([['best of "times"', 'More, and', '2020-03-02T13:02:03.000Z', 'blue', 'highlight', ['tag', 'one', 'two']]]);
});

test('Readwise: what was exported comes back, and twice the same', () => {
  const input = hardCopy();
  const csv = createReadwise(input).content;
  const first = importReadwise(csv, input.source, input.name);
  expect(first).toEqual(importReadwise(csv, input.source, input.name));
  const quotes = told(first).map((row) => (row as string[])[0]!).sort();
  expect(quotes).toEqual(input.entries.map(({ annotation }) => annotation.target.quote.exact).sort());
});

test('Readwise: passages, comments, one-word tags and times come back, whatever the text', () => {
  fc.assert(fc.property(arbitraryCopy, (input) => {
    const entries = input.entries.map((entry) => {
      const { annotation } = entry;
      const comment = annotation.comment.replace(/^[\s.]+/, '');
      return { ...entry, annotation: { ...annotation, comment, replies: [], tags: [...new Set(annotation.tags.filter((tag) => /^[^\s.]+$/.test(tag)))] } };
    });
    const imported = importReadwise(createReadwise({ ...input, entries }).content, input.source, input.name);
    const key = (quote: string, comment: string, tags: readonly string[], created: string): string => JSON.stringify([quote.replace(/\r\n?/g, '\n'), comment, tags, `${created.slice(0, 19)}.000Z`]);
    const expected = entries.map(({ annotation, placement }) => key(input.source.slice(placement.span!.start, placement.span!.end), annotation.comment, annotation.tags, annotation.created));
    const told = imported.ok ? imported.value.map(({ annotation: { target, comment, tags, created } }) => key(target.quote.exact, comment, tags, created)) : [];
    expect(told.sort()).toEqual([...new Set(expected)].sort());
  }), { numRuns: 300 });
});

const refused = [
  ['kindle', importKindle], ['koreader', importKoreader], ['readwise', importReadwise],
] as const;

for (const [name, read] of refused) {
  for (const content of ['', 'plain text', '{"a":1}', '"open', '==========\n==========', '[[[', 'Highlight,Note\n"open']) {
    test(`${name} refuses ${JSON.stringify(content)}`, () => {
      expect(read(content, source, 'x.txt')).toMatchObject({ ok: false, problem: { kind: 'not-annotations' } });
    });
  }
}
