import { expect, test } from '@playwright/test';
import { describe } from '../../../core/anchor/describe';

test('keeps the passage and what stands around it', () => {
  const text = `${'a'.repeat(200)}passage${'b'.repeat(200)}`;
  expect(describe(text, { start: 200, end: 207 })).toEqual({
    position: { start: 200, end: 207 },
    quote: { exact: 'passage', prefix: 'a'.repeat(96), suffix: 'b'.repeat(96) },
  });
});

test('context ends where the text ends', () => {
  expect(describe('abc', { start: 0, end: 3 }).quote).toEqual({ exact: 'abc', prefix: '', suffix: '' });
});

test('context never begins or ends with half a character', () => {
  const text = `${'😀'.repeat(100)}x${'😀'.repeat(100)}`;
  const { prefix, suffix } = describe(`y${text}`, { start: 201, end: 202 }).quote;
  const odd = describe(text.slice(0, 200) + 'xy' + text.slice(201), { start: 200, end: 201 }).quote;
  for (const piece of [prefix, suffix, odd.prefix, odd.suffix]) expect(piece.isWellFormed()).toBe(true);
});
