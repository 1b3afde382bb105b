import { expect, test } from '@playwright/test';
import { date, shares, text } from '../../../../electron/copies/pdf/pdf-values';

const said = ['', 'plain (with) \\ signs', 'þÿ looks like a mark', 'café e\u0301', '😀 👩‍👩‍👧‍👦', 'שלום', 'one\r\ntwo\rthree\nfour', '\u0018\u007f\u0080\u2022€'];

for (const value of said) {
  test(`${JSON.stringify(value)} comes back from a PDF string`, () => { expect(text(value).asString()).toBe(value); });
}

test('what would end a text, or is no character, is replaced', () => {
  expect(text('a\0b\ud83dc').asString()).toBe('a\u2400b\ufffdc');
});

test('instants are written in UTC', () => {
  expect(date('2026-11-02T09:30:15.123Z').asString()).toBe('D:20261102093015Z');
});

test('colours are shares of one, paler with less strength', () => {
  expect(shares('#ff0080')).toEqual([1, 0, 128 / 255]);
  expect(shares('#ff0000', 0.5)).toEqual([1, 0.5, 0.5]);
});
