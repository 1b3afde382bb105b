import { expect, test } from '@playwright/test';
import { plainWords } from '../../../core/model/plain-words';

const cases: readonly (readonly [string, string])[] = [
  ['Who *chose* them? 👩‍⚖️', 'Who chose them? 👩‍⚖️'],
  ['> A promise?\n\n- yes\n- **no**, `really`', 'A promise? yes no, really'],
  ['## Heading\nand [a link](https://manicule.invalid/a_b)', 'Heading and a link'],
  ['snake_case_name, 2 * 3 * 4, cafe\u0301 – all stay', 'snake_case_name, 2 * 3 * 4, cafe\u0301 – all stay'],
  ['_one_ and __two__ and ~~three~~', 'one and two and three'],
  ['', ''],
];

test('a comment in one line has no signs of Markdown', () => {
  for (const [markdown, words] of cases) expect(plainWords(markdown, 100)).toBe(words);
  expect(plainWords('word '.repeat(100), 10)).toBe('word word');
});
