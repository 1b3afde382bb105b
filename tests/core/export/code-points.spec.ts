import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { fromCodePoints, toCodePoints } from '../../../core/export/code-points';

const cases = [
  { name: 'plain text', text: 'hand', units: { start: 1, end: 3 }, points: { start: 1, end: 3 } },
  { name: 'behind an emoji', text: '😀 hand', units: { start: 3, end: 7 }, points: { start: 2, end: 6 } },
  { name: 'a family of seven code points', text: 'x👩‍👩‍👧‍👦y', units: { start: 1, end: 12 }, points: { start: 1, end: 8 } },
  { name: 'a combining mark', text: 'e\u0301😀', units: { start: 0, end: 2 }, points: { start: 0, end: 2 } },
  { name: 'up to the end', text: 'a😀', units: { start: 0, end: 3 }, points: { start: 0, end: 2 } },
];

for (const { name, text, units, points } of cases) {
  test(`code points: ${name}`, () => {
    expect(toCodePoints(text, [units])).toEqual([points]);
    expect(fromCodePoints(text, [points])).toEqual([units]);
  });
}

test('offsets outside the text and inside a pair are taken to the next character', () => {
  expect(toCodePoints('😀a', [{ start: 1, end: 99 }])).toEqual([{ start: 1, end: 2 }]);
  expect(fromCodePoints('plain', [{ start: 2, end: 99 }])).toEqual([{ start: 2, end: 5 }]);
});

test('code points are those that the language itself counts, in any order of spans', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 8 }), (pieces) => {
    const text = pieces.join('');
    const spans = pieces.map((_, index) => ({ start: pieces.slice(0, index).join('').length, end: pieces.slice(0, index + 1).join('').length })).reverse();
    const counted = spans.map(({ start, end }) => ({ start: [...text.slice(0, start)].length, end: [...text.slice(0, end)].length }));
    expect(toCodePoints(text, spans)).toEqual(counted);
    expect(fromCodePoints(text, counted)).toEqual(spans);
  }));
});
