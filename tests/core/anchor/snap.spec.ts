import { expect, test } from '@playwright/test';
import { snapSpan } from '../../../core/anchor/snap';

const cases = [
  { name: 'plain letters stay', text: 'plain letters', start: 2, end: 5, snapped: 'ain' },
  { name: 'a letter keeps its combining mark', text: 'cafe\u0301 noir', start: 2, end: 4, snapped: 'fe\u0301' },
  { name: 'a mark alone takes its letter', text: 'cafe\u0301 noir', start: 4, end: 5, snapped: 'e\u0301' },
  { name: 'half an emoji becomes whole', text: 'a 😀 b', start: 3, end: 4, snapped: '😀' },
  { name: 'a family stays together', text: 'x 👨‍👩‍👧‍👦 y', start: 5, end: 7, snapped: '👨‍👩‍👧‍👦' },
  { name: 'a coloured hand stays together', text: 'x 👍🏽 y', start: 2, end: 4, snapped: '👍🏽' },
  { name: 'flags are counted in pairs', text: '🇫🇷🇯🇵🇩🇪', start: 4, end: 6, snapped: '🇯🇵' },
  { name: 'flags after text', text: 'to 🇫🇷🇯🇵🇩🇪', start: 9, end: 13, snapped: '🇯🇵🇩🇪' },
  { name: 'Hangul made of letters', text: '\u1112\u1161\u11ab\u1100\u1173\u11af', start: 1, end: 4, snapped: '\u1112\u1161\u11ab\u1100\u1173\u11af' },
  { name: 'Devanagari', text: 'नमस्ते', start: 4, end: 5, snapped: 'स्ते' },
  { name: 'a whole text', text: '😀x😀', start: 0, end: 5, snapped: '😀x😀' },
];

for (const { name, text, start, end, snapped } of cases) {
  test(name, () => {
    const span = snapSpan(text, { start, end });
    expect(text.slice(span.start, span.end)).toBe(snapped);
  });
}

test('an empty span stays empty, and moves out of a character', () => {
  expect(snapSpan('a 👍🏽 b', { start: 4, end: 4 })).toEqual({ start: 2, end: 2 });
});

test('looks at the neighbourhood only', () => {
  let read = 0;
  const text = { length: 100_000_000, slice: (from: number, to: number) => { read += to - from; return 'e\u0301'.repeat(Math.ceil((to - from) / 2)).slice(0, to - from); } };
  const span = snapSpan(text, { start: 50_000_000, end: 50_000_010 });
  expect(span.end - span.start).toBeGreaterThanOrEqual(10);
  expect(read).toBeLessThan(10_000);
});
