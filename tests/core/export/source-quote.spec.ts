import { expect, test } from '@playwright/test';
import { normalizeQuote, quoteAt, sameQuote } from '../../../core/export/source-quote';

const source = 'one\r\ntwo 😀 e\u0301\rfour\n';

const cases = [
  { name: 'context that fits keeps its length, in the line ends of the source', span: { start: 5, end: 8 }, known: { exact: 'two', prefix: 'e\n', suffix: ' 😀' }, expected: { exact: 'two', prefix: 'e\r\n', suffix: ' 😀' } },
  { name: 'over a lone CR', span: { start: 9, end: 18 }, known: { exact: '😀 e\u0301\nfou', prefix: 'two ', suffix: 'r\n' }, expected: { exact: '😀 e\u0301\rfou', prefix: 'two ', suffix: 'r\n' } },
  { name: 'no context where none was kept', span: { start: 0, end: 3 }, known: { exact: 'one', prefix: '', suffix: '' }, expected: { exact: 'one', prefix: '', suffix: '' } },
  { name: 'context that does not fit is taken from the source', span: { start: 5, end: 8 }, known: { exact: 'two', prefix: 'other', suffix: 'thing' }, expected: { exact: 'two', prefix: 'one\r\n', suffix: ' 😀 e\u0301\rfour\n' } },
  { name: 'context is not cut inside an emoji', span: { start: 34, end: 36 }, known: null, text: `x😀${'-'.repeat(31)}ab${'-'.repeat(31)}😀`, expected: { exact: 'ab', prefix: '-'.repeat(31), suffix: '-'.repeat(31) } },
];

for (const { name, span, known, text, expected } of cases) {
  test(name, () => {
    expect(quoteAt(text ?? source, span, known)).toEqual(expected);
  });
}

test('quotes are the same whatever their line ends', () => {
  const windows = { exact: 'a\r\nb', prefix: '\r', suffix: '\r\n' };
  expect(normalizeQuote(windows)).toEqual({ exact: 'a\nb', prefix: '\n', suffix: '\n' });
  expect(sameQuote(windows, normalizeQuote(windows))).toBe(true);
  expect(sameQuote(windows, { ...windows, suffix: '' })).toBe(false);
});
