import { expect, test } from '@playwright/test';
import { countWords } from '../../core/count-words';

function count(text: string, from?: number, to?: number): number {
  const work = countWords(text, from, to);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

const cases: readonly (readonly [string, number])[] = [
  ['', 0], [' \n , ', 0], ['one', 1], ['One, two — three.', 3], ['it’s a well-known judge\'s word', 5], ['3.5 km', 3], ['naïve e\u0301tude', 2],
  ['👩‍⚖️ 🌳', 0], ['a👩‍⚖️b', 2], ['黑夜', 2], ['カタ word', 3], ['Привет, мир', 2], ['مرحبا بالعالم', 2], ['한국어 문장', 2], ['- - -', 0], ['𝔘nicode', 1],
];

for (const [text, words] of cases) {
  test(`“${text.trim()}” has ${String(words)} words`, () => { expect(count(text)).toBe(words); });
}

test('words across pieces count once, and a part is counted by itself', () => {
  const text = 'word '.repeat(200_000);
  expect(count(text)).toBe(200_000);
  expect(count('a'.repeat(500_000))).toBe(1);
  expect(count(text, 5, 19)).toBe(3);
});
