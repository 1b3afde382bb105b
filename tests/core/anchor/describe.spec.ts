import { expect, test } from '@playwright/test';
import { contextLength, describe } from '../../../core/anchor/describe';

const long = `${'a'.repeat(200)}PASSAGE${'b'.repeat(200)}`;
const emoji = '😀'.repeat(100);

const cases = [
  { name: 'a passage amid text', text: long, span: { start: 200, end: 207 }, exact: 'PASSAGE', prefix: 'a'.repeat(contextLength), suffix: 'b'.repeat(contextLength) },
  { name: 'the whole of a short text', text: 'short', span: { start: 0, end: 5 }, exact: 'short', prefix: '', suffix: '' },
  { name: 'the end of a text', text: 'one two', span: { start: 4, end: 7 }, exact: 'two', prefix: 'one ', suffix: '' },
  { name: 'context that would start amid an emoji', text: `${emoji}x${emoji}`, span: { start: 200, end: 201 }, exact: 'x', prefix: '😀'.repeat(48), suffix: '😀'.repeat(48) },
  { name: 'context that would cut an emoji', text: `${emoji}xy${emoji}`, span: { start: 201, end: 202 }, exact: 'y', prefix: `${'😀'.repeat(47)}x`, suffix: '😀'.repeat(48) },
  { name: 'a span that cuts an emoji', text: 'a😀b', span: { start: 2, end: 4 }, exact: '😀b', prefix: 'a', suffix: '' },
];

for (const { name, text, span, exact, prefix, suffix } of cases) {
  test(name, () => {
    const target = describe(text, span);
    expect(target.quote).toEqual({ exact, prefix, suffix });
    expect(text.slice(target.position.start, target.position.end)).toBe(exact);
  });
}

test('asks a text for the stretches it needs only', () => {
  const asked: number[] = [];
  const text = { length: 100_000_000, slice: (from: number, to: number) => { asked.push(to - from); return 'x'.repeat(to - from); } };
  describe(text, { start: 50_000_000, end: 50_000_020 });
  expect(Math.max(...asked)).toBeLessThanOrEqual(contextLength);
});
