import { expect, test } from '@playwright/test';
import { occurrencePattern } from '../../../core/find/occurrences';
import { matchesIn } from '../../../core/find/pattern';

/** What is found in a text when the `at`-th place of these words was selected in it. */
function found(text: string, words: string, at = 0): string[] {
  let start = text.indexOf(words);
  for (let turn = 0; turn < at; turn += 1) start = text.indexOf(words, start + 1);
  const pattern = occurrencePattern(words, text.slice(0, start), text.slice(start + words.length));
  const pairs = matchesIn(pattern, { text, offset: 0, from: 0, to: text.length + 1 }, 1_000);
  return pairs.flatMap((from, index) => (index % 2 === 0 ? [text.slice(from, pairs[index + 1])] : []));
}

const cases: readonly (readonly [name: string, text: string, words: string, expected: string[]])[] = [
  ['whole words, also at the beginning of a sentence', 'The law. A law; lawyers, outlaw, LAW. Law!', 'law', ['law', 'law', 'Law']],
  ['a part of a word in all words', 'unlawful, lawful, awful', 'awful', ['awful', 'awful', 'awful']],
  ['capitals as they are written', 'US us Us uS', 'US', ['US', 'uS']],
  ['a phrase that goes on in the next line', 'the old road, the old\nroad; The old road', 'the old road', ['the old road', 'the old\nroad', 'The old road']],
  ['words with signs at their ends', 'C++ and C, C++17', 'C++', ['C++', 'C++']],
  ['letters with marks', 'cafe cafe\u0301 cafe', 'cafe', ['cafe', 'cafe']],
  ['emoji', '👩‍⚖️ and 👩‍⚖️', '👩‍⚖️', ['👩‍⚖️', '👩‍⚖️']],
  ['scripts without blanks', '春天。春天来了，在春天', '春天', ['春天', '春天', '春天']],
  ['signs of expressions as themselves', 'a.b axb a.b', 'a.b', ['a.b', 'a.b']],
];

for (const [name, text, words, expected] of cases) {
  test(`finds ${name}`, () => {
    expect(found(text, words)).toEqual(expected);
  });
}
