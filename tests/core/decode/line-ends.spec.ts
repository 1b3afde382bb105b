import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createLineEndNormalizer, normalizeLineEnds, toSourceSpans, toTextSpans } from '../../../core/decode/line-ends';

const cases = [
  { name: 'nothing', source: '', text: '' },
  { name: 'LF', source: 'a\nb\n', text: 'a\nb\n' },
  { name: 'CR LF', source: 'a\r\nb\r\n', text: 'a\nb\n' },
  { name: 'CR', source: 'a\rb\r', text: 'a\nb\n' },
  { name: 'all three, and empty lines', source: '\r\r\n\n\r\n\r', text: '\n\n\n\n\n' },
  { name: 'other separators stay', source: 'a\u2028b\u2029c\u0085d\ve\ff', text: 'a\u2028b\u2029c\u0085d\ve\ff' },
  { name: 'emoji and a combining mark', source: '👩‍👩‍👧\r\ne\u0301\r😀', text: '👩‍👩‍👧\ne\u0301\n😀' },
];

for (const { name, source, text } of cases) {
  test(`normalizes ${name}`, () => {
    expect(normalizeLineEnds(source)).toBe(text);
    for (let cut = 0; cut <= source.length; cut += 1) {
      const normalizer = createLineEndNormalizer();
      expect(normalizer.push(source.slice(0, cut)) + normalizer.push('') + normalizer.push(source.slice(cut)) + normalizer.finish()).toBe(text);
    }
  });
}

test('moves spans between text and source, in any order, overlapping', () => {
  const source = 'a\r\nb\r\r\n😀';
  const inText = [{ start: 5, end: 7 }, { start: 0, end: 7 }, { start: 1, end: 2 }, { start: 2, end: 3 }, { start: 3, end: 5 }];
  const inSource = [{ start: 7, end: 9 }, { start: 0, end: 9 }, { start: 1, end: 3 }, { start: 3, end: 4 }, { start: 4, end: 7 }];
  expect(toSourceSpans(source, inText)).toEqual(inSource);
  expect(toTextSpans(source, inSource)).toEqual(inText);
});

test('counts a place between CR and LF as after both', () => {
  expect(toTextSpans('a\r\nb', [{ start: 2, end: 3 }])).toEqual([{ start: 2, end: 2 }]);
});

const sources = fc.array(fc.constantFrom('a', 'é', '😀', '\r', '\n', '\r\n', '\u2028'), { maxLength: 30 }).map((parts) => parts.join(''));

test('says of every passage of the text where the source has it', () => {
  fc.assert(
    fc.property(sources, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }), (source, pairs) => {
      const text = normalizeLineEnds(source);
      const spans = pairs.map(([a, b]) => [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y)).map(([start = 0, end = 0]) => ({ start, end }));
      const moved = toSourceSpans(source, spans);
      const passages = moved.map(({ start, end }) => normalizeLineEnds(source.slice(start, end)));
      assert.deepEqual(passages, spans.map(({ start, end }) => text.slice(start, end)));
      assert.deepEqual(toTextSpans(source, moved), spans);
    }),
    { numRuns: 1000 },
  );
});
