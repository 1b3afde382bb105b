import { expect, test } from '@playwright/test';
import { buildMap } from '../../../core/anchor/build-map';
import { place } from '../../../core/anchor/place';
import { buildQuoteIndex, placeByQuote } from '../../../core/anchor/place-by-quote';

/** Words drawn by a small fixed rule, so that every run sees the same text. */
function words(count: number, seed: number): string[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return ['the', 'a', 'of', 'and'][state & 7] ?? `word${(state >> 8) % 4000}`;
  });
}
const lines = (all: readonly string[]): string[] => Array.from({ length: Math.ceil(all.length / 10) }, (_, index) => all.slice(index * 10, index * 10 + 10).join(' '));

const base = lines(words(40_000, 7));
const unwrapped = base.join(' ');

const cases = [
  { name: 'all lines reversed', before: base.join('\n'), after: [...base].reverse().join('\n'), passage: base[1234]!, found: true },
  { name: 'unrelated texts', before: base.join('\n'), after: lines(words(40_000, 99)).join('\n').toUpperCase().replaceAll('WORD', 'Term'), passage: base[1234]!, found: false },
  { name: 'one line with an insertion', before: unwrapped, after: `${unwrapped.slice(0, 90_000)} put in here ${unwrapped.slice(90_000)}`, passage: base[3000]!, found: true },
  { name: 'every tenth word misspelt', before: base.join('\n'), after: base.join('\n').replace(/word(\d*)3\b/g, 'wodr$13'), passage: base[1234]!, found: true },
];

for (const { name, before, after, passage, found } of cases) {
  test(name, () => {
    const start = before.indexOf(passage);
    const placement = place(buildMap(before, after), start, start + passage.length);
    if (!found) expect(placement.span).toBeNull();
    else expect(after.slice(placement.span!.start, placement.span!.end).length).toBe(passage.length);
  });
}

test('thousands of equal lines, some taken out in three places', () => {
  const block = 'the same line again\n'.repeat(3000);
  const endOf = (part: number): string => `Here ends part ${part} of it.\n`;
  const before = [1, 2, 3].map((part) => block + endOf(part)).join('');
  const shorter = 'the same line again\n'.repeat(2900);
  const after = [1, 2, 3].map((part) => shorter + endOf(part)).join('');
  const map = buildMap(before, after);
  for (const part of [1, 2, 3]) {
    const [start, now] = [before.indexOf(endOf(part)), after.indexOf(endOf(part))];
    expect(place(map, start, start + 20).span).toEqual({ start: now, end: now + 20 });
  }
});

test('a quote is found in a long text of other lines', () => {
  const after = [...base.slice(0, 500), ...lines(words(5000, 3)), ...base.slice(500)].join('\n');
  const before = base.join('\n');
  const start = before.indexOf(base[2000]!);
  const exact = before.slice(start, start + 60);
  const [placement] = placeByQuote(buildQuoteIndex(after), [{ position: { start, end: start + 60 }, quote: { exact, prefix: before.slice(start - 32, start), suffix: before.slice(start + 60, start + 92) } }]);
  expect(placement?.span).toEqual({ start: after.indexOf(exact), end: after.indexOf(exact) + 60 });
});
