import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { SpanIndex, type Spanned } from '../../../core/layers/span-index';

const spans = fc.array(fc.tuple(fc.nat(5_000), fc.nat(300)), { maxLength: 1_500 })
  .map((pairs) => pairs.map(([start, length], at): Spanned => ({ id: String(at), span: { start, end: start + length } })));

function plainly(items: readonly Spanned[], from: number, to: number): string[] {
  return items.filter(({ span }) => (from === to ? span.start <= to && span.end >= from : span.start < to && span.end > from)).map(({ id }) => id).sort();
}

const cases: { name: string; spans: [number, number][]; from: number; to: number; found: number[] }[] = [
  { name: 'nothing in an empty index', spans: [], from: 0, to: 10, found: [] },
  { name: 'the first character', spans: [[0, 1]], from: 0, to: 1, found: [0] },
  { name: 'touching ends share nothing', spans: [[0, 5], [10, 12]], from: 5, to: 10, found: [] },
  { name: 'an empty range finds what it stands at the rim of', spans: [[0, 5], [5, 9], [6, 9]], from: 5, to: 5, found: [0, 1] },
  { name: 'a long passage that began far before', spans: [[0, 1_000], [400, 410], [990, 995]], from: 991, to: 992, found: [0, 2] },
  { name: 'overlaps, all of them', spans: [[0, 10], [2, 8], [4, 6]], from: 5, to: 6, found: [0, 1, 2] },
];

for (const { name, spans: given, from, to, found } of cases) {
  test(`finds ${name}`, () => {
    const index = new SpanIndex(given.map(([start, end], at) => ({ id: String(at), span: { start, end } })));
    expect(index.touching(from, to).map(({ id }) => Number(id))).toEqual(found);
  });
}

test('finds what a plain search finds, whatever was added and removed', () => {
  fc.assert(fc.property(spans, fc.array(fc.nat(1_500)), fc.nat(5_300), fc.nat(400), (items, removals, from, length) => {
    const half = Math.floor(items.length / 2);
    const index = new SpanIndex(items.slice(0, half));
    for (const item of items.slice(half)) index.add(item);
    const gone = new Set(removals.map((at) => items[at]?.id));
    for (const item of items) if (gone.has(item.id)) expect(index.remove(item)).toBe(true);
    const kept = items.filter(({ id }) => !gone.has(id));
    expect(index.touching(from, from + length).map(({ id }) => id).sort()).toEqual(plainly(kept, from, from + length));
    const all = [...index.all()].map(({ span }) => span.start);
    expect(all).toEqual([...all].sort((a, b) => a - b));
    expect(all.length).toBe(kept.length);
  }), { numRuns: 60 });
});

test('says so when what should be removed is not there', () => {
  const index = new SpanIndex([{ id: 'a', span: { start: 1, end: 2 } }]);
  expect(index.remove({ id: 'b', span: { start: 1, end: 2 } })).toBe(false);
});

test('goes on from any place to the next item and the one before, and round at the ends', () => {
  fc.assert(fc.property(spans, fc.nat(5_300), (items, start) => {
    const index = new SpanIndex(items);
    const order = [...index.all()];
    for (const [at, item] of order.entries()) {
      expect(index.neighbor(item, 1)).toBe(order[(at + 1) % order.length]);
      expect(index.neighbor(item, -1)).toBe(order.at(at - 1));
    }
    const caret = { id: '', span: { start, end: Infinity } };
    expect(index.neighbor(caret, 1)).toBe(order.find(({ span }) => span.start > start) ?? order[0]);
    expect(index.neighbor(caret, -1)).toBe(order.findLast(({ span }) => span.start <= start) ?? order.at(-1));
  }), { numRuns: 30 });
});

test('looks at a few of very many items to go to the next one', () => {
  let looked = 0;
  const items = Array.from({ length: 20_000 }, (_, at): Spanned => ({ id: String(at), get span() { looked += 1; return { start: at * 10, end: at * 10 + 5 }; } }));
  const index = new SpanIndex(items);
  looked = 0;
  for (const direction of [1, -1] as const) expect(index.neighbor({ id: '', span: { start: 150_005, end: Infinity } }, direction)?.id).toBe(direction === 1 ? '15001' : '15000');
  expect(looked).toBeLessThan(200);
});
