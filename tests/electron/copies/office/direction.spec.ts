import { expect, test } from '@playwright/test';
import { isRightToLeft, splitByDirection } from '../../../../electron/copies/office/direction';

const lines: readonly (readonly [string, boolean])[] = [['', false], ['abc שלום', false], ['שלום abc', true], ['12. "مرحبا"', true], ['😀 e\u0301', false], ['123', false]];

for (const [line, expected] of lines) {
  test(`direction of ${JSON.stringify(line)}`, () => { expect(isRightToLeft(line)).toBe(expected); });
}

test('a line is cut where the direction changes, and marks stay with their letters', () => {
  const text = 'See מַה זֶּה, 😀 e\u0301 (مُرَحَّبًا) 12.';
  const pieces = splitByDirection(text);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  expect(pieces.map((piece) => (piece.rightToLeft ? `<${piece.text}>` : piece.text))).toEqual(['See ', '<מַה זֶּה>', ', 😀 e\u0301 (', '<مُرَحَّبًا>', ') 12.']);
  expect(splitByDirection('')).toEqual([]);
});

test('a long text of marks and blanks is cut in one pass', () => {
  const text = `ש${'\u05b0'.repeat(100_000)}${' '.repeat(100_000)}x`.repeat(3);
  expect(splitByDirection(text).map((piece) => piece.text).join('')).toBe(text);
});
