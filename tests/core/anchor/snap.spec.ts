import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { snapSpan } from '../../../core/anchor/snap';

const family = '👩‍👩‍👧';
const cases: { name: string; text: string; span: [number, number]; snapped: [number, number] }[] = [
  { name: 'whole characters stay as they are', text: 'abc', span: [1, 2], snapped: [1, 2] },
  { name: 'the first and the last character', text: 'abc', span: [0, 3], snapped: [0, 3] },
  { name: 'half a surrogate pair', text: 'a😀b', span: [2, 4], snapped: [1, 4] },
  { name: 'inside a family of emoji, from the start', text: `a${family}b`, span: [3, 9], snapped: [1, 9] },
  { name: 'inside a family of emoji, from the end', text: `a${family}b`, span: [0, 4], snapped: [0, 9] },
  { name: 'a letter and its combining mark', text: 'cafe\u0301s', span: [0, 4], snapped: [0, 5] },
  { name: 'Devanagari syllables', text: 'क्षि', span: [1, 2], snapped: [0, 4] },
  { name: 'a Hangul syllable in parts', text: '\u1112\u1161\u11ab', span: [1, 2], snapped: [0, 3] },
  { name: 'two flags side by side', text: '🇩🇪🇫🇷', span: [4, 6], snapped: [4, 8] },
  { name: 'a mark at the beginning of a line', text: 'a\n\u0301b', span: [2, 3], snapped: [2, 3] },
  { name: 'right-to-left letters with vowel points', text: 'שָׁלוֹם', span: [0, 1], snapped: [0, 3] },
  { name: 'beyond the end', text: 'ab', span: [1, 9], snapped: [1, 2] },
];

for (const { name, text, span: [start, end], snapped } of cases) {
  test(name, () => {
    const result = snapSpan(text, { start, end });
    expect([result.start, result.end]).toEqual(snapped);
  });
}

test('a snapped span covers what was selected, and snapping again changes nothing', () => {
  const words = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\u0301', '😀', family, 'क्षि', '🇩🇪', 'ש'), maxLength: 400 });
  fc.assert(fc.property(words, fc.nat(900), fc.nat(900), (text, a, b) => {
    const [start, end] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
    const once = snapSpan(text, { start, end });
    expect(once.start).toBeLessThanOrEqual(start);
    expect(once.end).toBeGreaterThanOrEqual(end);
    expect(snapSpan(text, once)).toEqual(once);
  }));
});
