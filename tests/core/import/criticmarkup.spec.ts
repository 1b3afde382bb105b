import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { guard, unguard } from '../../../core/export/critic-guard';
import { createCriticmarkup } from '../../../core/export/criticmarkup';
import { importCriticmarkup, readCriticmarkup } from '../../../core/import/criticmarkup';
import { arbitraryCopy, arbitrarySource } from '../export/arbitrary-copies';

test('guards are taken out as they were put in, whatever the text', () => {
  const pieces = fc.array(fc.constantFrom('{', '}', '=', '==', '>>', '<<', '+', '-', '~', '~~', '\u2060', 'x', '😀', '\n'), { maxLength: 30 }).map((list) => list.join(''));
  fc.assert(fc.property(fc.oneof(pieces, arbitrarySource), (text) => {
    const guarded = guard(text).text;
    expect(unguard(guarded)).toBe(text);
    expect(guarded).not.toMatch(/\{(?:==|>>|\+\+|--|~~)|(?:==|<<|\+\+|--|~~)\}/);
  }), { numRuns: 1000 });
});

test('text, passages, authors, comments and tags come back from CriticMarkup', () => {
  const words = fc.constantFrom('', 'word', 'two words', 'Note: this', 'e\u0301 😀', '[3', '2] x', ': x', '{==x==}', '<<}', 'a\n\nb', '漢字');
  const told = fc.record({ creator: fc.constantFrom('', 'Ada', 'Ада', '夏目 漱石'), comment: words, tags: fc.subarray(['tag', 'é', '{=='], { minLength: 0 }) });
  fc.assert(fc.property(arbitraryCopy, fc.array(told, { minLength: 8, maxLength: 8 }), (input, tellings) => {
    const entries = input.entries.map((entry, index) => ({ ...entry, annotation: { ...entry.annotation, ...tellings[index]!, replies: [] } }));
    const read = readCriticmarkup(createCriticmarkup({ ...input, entries }).content);
    expect(read.source).toBe(input.source);
    const key = (span: { start: number; end: number }, creator: string, comment: string, tags: readonly string[]): string => JSON.stringify([span.start, span.end, creator, comment, tags]);
    const expected = entries.map(({ annotation, placement }) => key(placement.span!, annotation.creator, annotation.comment, annotation.tags));
    expect(read.annotations.map(({ target, creator, comment, tags }) => key(target.position, creator, comment, tags)).sort()).toEqual(expected.sort());
  }), { numRuns: 500 });
});

const foreign = [
  { name: 'a highlight alone', markup: 'one {==two==} three', source: 'one two three', found: [['two', 'highlight', '', '']] },
  { name: 'a comment on a highlight', markup: '{==two==}{>>so it is<<}', source: 'two', found: [['two', 'highlight', '', 'so it is']] },
  { name: 'a comment alone, on the word before it', markup: 'one two {>>Ada: hm<<} three', source: 'one two  three', found: [['two', 'highlight', 'Ada', 'hm']] },
  { name: 'a deletion', markup: 'one{-- two--} three', source: 'one two three', found: [[' two', 'strikethrough', '', '']] },
  { name: 'an insertion', markup: 'one {++new ++}two', source: 'one two', found: [['one', 'highlight', '', 'Insert: new ']] },
  { name: 'a substitution with a comment', markup: '{~~colour~>color~~}{>>American<<}', source: 'colour', found: [['colour', 'strikethrough', '', 'Replace with: color — American']] },
  { name: 'an emoji and a combining mark', markup: '😀{==e\u0301==}', source: '😀e\u0301', found: [['e\u0301', 'highlight', '', '']] },
  { name: 'marks that do not end', markup: 'a {==b {>>c {~~d~~} {++', source: 'a {==b {>>c {~~d~~} {++', found: [] },
];

for (const { name, markup, source, found } of foreign) {
  test(`reads ${name}`, () => {
    const read = readCriticmarkup(markup);
    expect(read.source).toBe(source);
    expect(read.annotations.map(({ target, style, creator, comment }) => [target.quote.exact, style, creator, comment])).toEqual(found);
  });
}

test('importing tells whether the text is the same, and gives the same ids again', () => {
  const markup = '{==one==} two {==one==}{>>x<<}{>>x<<}';
  const here = importCriticmarkup(markup, 'one two one');
  expect(here).toEqual(importCriticmarkup(markup, 'one two one'));
  expect(here).toMatchObject({ ok: true, value: [{ fits: true }, { fits: true }, { fits: true }] });
  expect(here.ok && new Set(here.value.map(({ annotation }) => annotation.id)).size).toBe(3);
  expect(importCriticmarkup(markup, 'another text')).toMatchObject({ ok: true, value: [{ fits: false }, { fits: false }, { fits: false }] });
  expect(importCriticmarkup(markup, markup), 'the document itself').toMatchObject({ ok: false, problem: { kind: 'not-annotations' } });
  expect(importCriticmarkup('plain', 'plain')).toMatchObject({ ok: false, problem: { kind: 'not-annotations' } });
});

test('thousands of marks that do not end are read in one pass', () => {
  const text = '{=={>>{++{~~'.repeat(100_000);
  expect(readCriticmarkup(text)).toEqual({ source: text, annotations: [] });
});
