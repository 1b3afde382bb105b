import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { compileQuery, matchesIn, type FindQuery } from '../../../core/find/pattern';

const plain: FindQuery = { text: '', caseSensitive: false, wholeWord: false, regularExpression: false };

function found(text: string, query: Partial<FindQuery> & { text: string }): string[] | string {
  const compiled = compileQuery({ ...plain, ...query });
  if (!compiled.ok) return compiled.reason;
  const pairs = matchesIn(compiled.pattern, { text, offset: 0, from: 0, to: text.length + 1 }, 1_000);
  return pairs.flatMap((start, at) => (at % 2 === 0 ? [text.slice(start, pairs[at + 1])] : []));
}

const cases: readonly (readonly [name: string, text: string, query: Partial<FindQuery> & { text: string }, expected: string[]])[] = [
  ['either case', 'Oak oak OAK', { text: 'oak' }, ['Oak', 'oak', 'OAK']],
  ['letters beyond ASCII in either case', 'ÉTÉ été', { text: 'été' }, ['ÉTÉ', 'été']],
  ['this case only', 'Oak oak OAK', { text: 'oak', caseSensitive: true }, ['oak']],
  ['whole words', 'oak oaken soak oak. (oak) oak_s', { text: 'oak', wholeWord: true }, ['oak', 'oak', 'oak']],
  ['whole words beside letters with marks', 'naïve naïvete\u0301 naïve', { text: 'naïve', wholeWord: true }, ['naïve', 'naïve']],
  ['signs of expressions as themselves', 'a.b a+b (a.b) axb', { text: 'a.b' }, ['a.b', 'a.b']],
  ['a phrase that goes on in the next line', 'the quick\nbrown fox, the quick brown fox', { text: 'quick brown' }, ['quick\nbrown', 'quick brown']],
  ['quotation marks of both kinds', 'don\'t don’t', { text: 'don\'t' }, ['don\'t', 'don’t']],
  ['an expression', 'a1 b22 c333', { text: '[a-z]\\d{2,}', regularExpression: true }, ['b22', 'c333']],
  ['an expression at line starts', 'one\ntwo\none', { text: '^one$', regularExpression: true }, ['one', 'one']],
  ['an expression with alternatives, whole words', 'cat cats dog', { text: 'cat|dogs?', regularExpression: true, wholeWord: true }, ['cat', 'dog']],
  ['an expression that can be empty', 'aab', { text: 'a*', regularExpression: true }, ['aa']],
  ['an expression that Unicode rules refuse', 'a-b', { text: 'a\\-b', regularExpression: true }, ['a-b']],
];

for (const [name, text, query, expected] of cases) {
  test(`finds ${name}`, () => {
    expect(found(text, query)).toEqual(expected);
  });
}

for (const text of ['(', '[a', 'a)|(b', '*', '(?<n>a)(?<n>b)']) {
  test(`says what is wrong with the expression ${text}`, () => {
    for (const wholeWord of [true, false]) expect(found('text', { text, regularExpression: true, wholeWord })).toMatch(/^[A-Z].{3,}/);
  });
}

test('an expression of empty matches ends, also beside characters of two units', () => {
  expect(found('😀😀', { text: '(?:)', regularExpression: true })).toEqual([]);
});

test('stretches one after the other find what the whole text finds', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '😀'), maxLength: 200 }), fc.constantFrom('ab', 'a b', 'aa', '😀'), fc.integer({ min: 1, max: 40 }), (text, words, size) => {
    const compiled = compileQuery({ ...plain, text: words });
    if (!compiled.ok) throw new Error(compiled.reason);
    const whole = matchesIn(compiled.pattern, { text, offset: 0, from: 0, to: text.length + 1 }, 1_000);
    const parts: number[] = [];
    for (let from = 0; from < text.length; from += size) {
      const begin = Math.max(0, from - 8);
      const resume = Math.max(from, parts.at(-1) ?? 0);
      if (resume >= from + size) continue;
      parts.push(...matchesIn(compiled.pattern, { text: text.slice(begin, from + size + 16), offset: begin, from: resume, to: from + size }, 1_000));
    }
    expect(parts).toEqual(whole);
  }));
});
