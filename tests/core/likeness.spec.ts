import { expect, test } from '@playwright/test';
import { likenessOf } from '../../core/likeness';

const text = 'It was a bright cold day. The ferryman 😀 nodded. Every clock told another hour!\nNobody, with a cafe\u0301 in hand, listened.\n';

test('a text is like itself, however its sentences are ordered, and less so with each one that was edited', () => {
  expect(likenessOf(text, text).share).toBe(1);
  expect(likenessOf(text, text.split(/(?<=[.!\n])\s*/).reverse().join(' ')).share).toBe(1);
  const { common, share } = likenessOf(text, text.replace('bright', 'dark').replace('hour', 'day'));
  expect(common).toBe('The ferryman 😀 nodded'.length + 'Nobody, with a cafe\u0301 in hand, listened'.length);
  expect(share).toBeLessThan(0.6);
});

test('what is repeated counts as often as both have it; what is short or missing says nothing', () => {
  expect(likenessOf('All the same.\n'.repeat(9), 'All the same.\n').share).toBeCloseTo(1 / 9);
  expect(likenessOf('a. b. c.', 'a. b. c.')).toEqual({ common: 0, share: 0 });
  expect(likenessOf('', text).share).toBe(0);
});
