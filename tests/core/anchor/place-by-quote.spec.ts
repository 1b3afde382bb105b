import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { describe } from '../../../core/anchor/describe';
import { buildQuoteIndex, placeByQuote } from '../../../core/anchor/place-by-quote';

const before = `Chapter one

The lighthouse stands on the western rock, where the current is strongest. Its lamp was lit in 1871.

Keepers lived there with their families until the lamp was made automatic. 灯台は西の岩に立っている。 🗼

Note: the path is closed in winter.

Chapter two

The village lies in the next bay. Its church was built of driftwood and red stone.

Note: the path is closed in winter.
`;

const target = (passage: string, from = 0) => {
  const start = before.indexOf(passage, from);
  return describe(before, { start, end: start + passage.length });
};

const second = before.lastIndexOf('Note: the path');

const cases = [
  { name: 'unchanged text', after: before, target: target('Its lamp was lit'), becomes: 'Its lamp was lit' },
  { name: 'text put in before', after: `A preface of some length, to move everything.\n\n${before}`, target: target('built of driftwood'), becomes: 'built of driftwood' },
  { name: 'an edited sentence', after: before.replace('stands on the western rock', 'has long stood on the western rock'), target: target('The lighthouse stands on the western rock'), becomes: 'The lighthouse has long stood on the western rock' },
  { name: 'Japanese', after: before.replace('Keepers lived', 'Nobody lived'), target: target('西の岩に立っている'), becomes: '西の岩に立っている' },
  { name: 'an emoji', after: before.replace('1871', '1872'), target: target('🗼'), becomes: '🗼' },
  { name: 'a deleted sentence', after: before.replace(' Its church was built of driftwood and red stone.', ''), target: target('Its church was built of driftwood'), becomes: null },
  { name: 'a word whose sentence is gone', after: before.replace('The village lies in the next bay. ', ''), target: target('village'), becomes: null },
  { name: 'another text', after: 'Nothing of the kind is written here.', target: target('with their families'), becomes: null },
  { name: 'an empty text', after: '', target: target('with their families'), becomes: null },
];

for (const { name, after, target: selector, becomes } of cases) {
  test(`${name}: ${becomes === null ? 'orphaned' : 'found'}`, () => {
    const [placement] = placeByQuote(buildQuoteIndex(after), [selector]);
    expect(placement?.span ? after.slice(placement.span.start, placement.span.end) : null).toBe(becomes);
  });
}

test('a quote without context of which only scattered words stand in the text has no place', async () => {
  const trial = await readFile(new URL('../../fixtures/texts/trial.md', import.meta.url), 'utf8');
  const texts = [before, trial, `${before}\n${trial}`];
  const quotes = ['This is nowhere in it', 'the light was in one of the families by the winter', 'The jury was a decoration of the mint, and the verdict an answer'];
  for (const text of texts) {
    const found = placeByQuote(buildQuoteIndex(text), quotes.map((exact) => ({ position: { start: 0, end: 0 }, quote: { exact, prefix: '', suffix: '' } })));
    expect(found.map(({ span }) => span)).toEqual([null, null, null]);
  }
});

for (const passage of ['Its lamp was lit', 'built of driftwood and red', '西の岩に立っている', 'with their families until the lamp was']) {
  test(`a quote without context is found whole, in place: ${passage}`, () => {
    const [placement] = placeByQuote(buildQuoteIndex(before), [{ position: { start: 0, end: 0 }, quote: { exact: passage, prefix: '', suffix: '' } }]);
    const start = before.indexOf(passage);
    expect(placement).toMatchObject({ span: { start, end: start + passage.length } });
    expect(['same', 'moved']).toContain(placement?.status);
  });
}

test('of two equal lines, the context tells which', () => {
  const after = before.replace('Chapter one', 'The first chapter, renamed');
  const placements = placeByQuote(buildQuoteIndex(after), [target('Note: the path'), target('Note: the path', second)]);
  expect(placements.map((placement) => placement.span?.start)).toEqual([after.indexOf('Note: the path'), after.lastIndexOf('Note: the path')]);
});

test('an index answers the same however often it is asked', () => {
  const index = buildQuoteIndex(before.replace('western', 'eastern'));
  const first = placeByQuote(index, [target('western rock')]);
  placeByQuote(index, [describe('Unknown words: zyzzyva, quokka.', { start: 15, end: 22 })]);
  expect(placeByQuote(index, [target('western rock')])).toEqual(first);
});

test('targets that overlap, or tell no true position, do not disturb one another', () => {
  const texts = ['The lighthouse stands', 'lighthouse stands on the western', 'driftwood and red stone'];
  const selectors = texts.map((text) => ({ ...target(text), position: { start: 0, end: text.length } }));
  const placements = placeByQuote(buildQuoteIndex(before), [...selectors, target('western rock, where')]);
  expect(placements.map(({ span }) => span && before.slice(span.start, span.end))).toEqual([...texts, 'western rock, where']);
});
