import { expect, test } from '@playwright/test';
import { lineLabel, locate } from '../../../core/export/outline';
import { sampleAnnotation } from './sample-copies';

const source = 'Title 😀\n===\r\nfirst\r# One\ntext\n## Two ##\n```\n# no heading\n```\nlast e\u0301 line\nSub\n---\nend\n# Three\nfin';

function where(passage: string, name: string): unknown {
  const start = source.indexOf(passage);
  const entry = { annotation: sampleAnnotation(1, {}), placement: { status: 'same', span: { start, end: start + passage.length }, confidence: 1, formerly: start } } as const;
  const [location] = locate({ name, source, entries: [entry], version: '0', generated: '' });
  return [lineLabel(location!), location!.headings];
}

const cases: readonly [string, string, readonly string[]][] = [
  ['Title', 'Line 1', ['Title 😀']],
  ['first', 'Line 3', ['Title 😀']],
  ['text', 'Line 5', ['One']],
  ['# no heading', 'Line 8', ['One', 'Two']],
  ['e\u0301 line', 'Line 10', ['One', 'Two']],
  ['end', 'Line 13', ['One', 'Sub']],
  ['text\n## Two ##\n```\n', 'Lines 5–7', ['One']],
  ['fin', 'Line 15', ['Three']],
];

for (const [passage, label, headings] of cases) {
  test(`finds ${JSON.stringify(passage)}`, () => {
    expect(where(passage, 'a.md')).toEqual([label, headings]);
    expect(where(passage, 'a.txt')).toEqual([label, []]);
  });
}

test('an annotation without a certain place comes last, with its own quote', () => {
  const lost = sampleAnnotation(1, { target: { position: { start: 0, end: 4 }, quote: { exact: 'gone', prefix: '', suffix: '' } } });
  const locations = locate({
    name: 'a.txt', source, version: '0', generated: '', entries: [
      { annotation: lost, placement: { status: 'orphaned', span: null, confidence: 0, formerly: 0 } },
      { annotation: sampleAnnotation(2, {}), placement: { status: 'same', span: { start: 9, end: 12 }, confidence: 1, formerly: 9 } },
    ],
  });
  expect(locations.map(({ quote, line }) => [quote, line])).toEqual([['===', 2], ['gone', null]]);
  expect(lineLabel(locations[1]!)).toBe('No certain place');
});

test('a plain text has its chapters and numbered headings over its passages, as the outline shows them', () => {
  const book = 'CHAPTER 1. The trial\r\n\r\nThe judge sat.\r\n\r\nCHAPTER 2. Verdict\r\n\r\nIt was read aloud.\r\n';
  const start = book.indexOf('read aloud');
  const entry = { annotation: sampleAnnotation(1, {}), placement: { status: 'same', span: { start, end: start + 4 }, confidence: 1, formerly: start } } as const;
  expect(locate({ name: 'a.txt', source: book, entries: [entry], version: '0', generated: '' }).map(({ line, headings }) => [line, headings])).toEqual([[7, ['CHAPTER 2. Verdict']]]);
});
