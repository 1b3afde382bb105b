import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { buildMap } from '../../../core/anchor/build-map';
import { describe } from '../../../core/anchor/describe';
import { place } from '../../../core/anchor/place';
import { buildQuoteIndex, placeByQuote } from '../../../core/anchor/place-by-quote';
import { snapSpan } from '../../../core/anchor/snap';
import { splitsPair } from '../../../core/anchor/text-slices';

const word = fc.constantFrom('the', 'lamp', 'harbour', 'of', 'winter', 'and', 'café', 'cafe\u0301', '灯台', '港', '👍🏽', '🇫🇷', 'مساء', '항구', '.', ',', '\n', '\n\n', '  ', '"', '’', '\ud83d', '\u0301', '\u200d');
const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));
const passage = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));

const spanIn = (length: number, [one, two]: readonly [number, number]): { start: number; end: number } => {
  const [a, b] = [Math.floor(one * length), Math.floor(two * length)];
  return { start: Math.min(a, b), end: Math.max(a, b) };
};

const runs = { numRuns: 150, seed: 20 };

test('a text that stayed the same keeps every passage where it was', () => {
  fc.assert(fc.property(text, passage, (before, where) => {
    const { start, end } = spanIn(before.length, where);
    fc.pre(before.slice(start, end).trim() !== '');
    const whole = snapSpan(before, { start, end });
    const placement = place(buildMap(before, before), whole.start, whole.end);
    expect(placement).toEqual({ status: 'same', span: whole, confidence: 1, formerly: whole.start });
  }), runs);
});

test('text put in elsewhere shifts a passage by exactly its length', () => {
  const lines = fc.uniqueArray(fc.stringMatching(/^[a-z]{4,9}( [a-z]{4,9}){4,9}$/), { minLength: 3, maxLength: 12 });
  fc.assert(fc.property(lines, fc.nat(), fc.nat(), (all, at, which) => {
    const index = which % all.length;
    const slot = at % (all.length + 1);
    const before = all.join('\n');
    const added = 'Zwischen 灯台 and 🎉 QQQ';
    const after = [...all.slice(0, slot), added, ...all.slice(slot)].join('\n');
    const line = all[index]!;
    const start = all.slice(0, index).reduce((sum, item) => sum + item.length + 1, 0);
    const shift = slot <= index ? added.length + 1 : 0;
    expect(place(buildMap(before, after), start, start + line.length)).toMatchObject({ status: 'same', span: { start: start + shift, end: start + shift + line.length } });
  }), runs);
});

const isWhole = (newText: string, span: { start: number; end: number } | null): boolean =>
  span === null || (span.start >= 0 && span.start <= span.end && span.end <= newText.length && !splitsPair(newText, span.start) && !splitsPair(newText, span.end));

test('whatever the texts, a place lies in the new one and cuts no pair', () => {
  fc.assert(fc.property(text, text, passage, (before, after, where) => {
    const { start, end } = spanIn(before.length, where);
    const placement = place(buildMap(before, after), start, end);
    expect(isWhole(after, placement.span)).toBe(true);
    expect(placement.confidence >= 0 && placement.confidence <= 1).toBe(true);
    expect(placement.formerly >= 0 && placement.formerly <= after.length).toBe(true);
    expect(placement.span === null).toBe(placement.status === 'orphaned');
  }), runs);
});

test('quotes too: a place lies in the new text and cuts no pair', () => {
  fc.assert(fc.property(text, text, fc.array(passage, { maxLength: 5 }), (before, after, wheres) => {
    const selectors = wheres.map((where) => describe(before, spanIn(before.length, where)));
    const placements = placeByQuote(buildQuoteIndex(after), selectors);
    expect(placements).toHaveLength(selectors.length);
    for (const placement of placements) expect(isWhole(after, placement.span)).toBe(true);
  }), runs);
});

test('the same texts give the same map', () => {
  fc.assert(fc.property(text, text, (before, after) => {
    expect(buildMap(before, after)).toEqual(buildMap(before, after));
  }), { numRuns: 50, seed: 20 });
});
