import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { stackCards, type StackedCard } from '../../../core/layers/comment-stack';

const gap = 8;
const cases: { name: string; cards: [number, number][]; pinned?: string; tops: number[] }[] = [
  { name: 'no cards', cards: [], tops: [] },
  { name: 'a card stands level with its passage', cards: [[100, 40]], tops: [100] },
  { name: 'cards far apart stay where they are', cards: [[0, 40], [100, 40]], tops: [0, 100] },
  { name: 'two on one line share the distance', cards: [[100, 40], [100, 40]], tops: [76, 124] },
  { name: 'a block never rises above the top of the text', cards: [[0, 40], [0, 40]], tops: [0, 48] },
  { name: 'the pinned card gives way where those above it need all the room', cards: [[10, 40], [20, 40]], pinned: '1', tops: [0, 48] },
  { name: 'the pinned card stands level and the others make room', cards: [[100, 40], [100, 40], [100, 40]], pinned: '1', tops: [52, 100, 148] },
];

for (const { name, cards, pinned, tops } of cases) {
  test(name, () => {
    const placed = stackCards(cards.map(([top, height], at) => ({ id: String(at), top, height })), gap, pinned ?? null);
    expect([...placed.entries()].sort(([a], [b]) => Number(a) - Number(b)).map(([, top]) => top)).toEqual(tops);
  });
}

test('cards never lie over one another, and the pinned one stands level unless there is no room above it', () => {
  const sets = fc.array(fc.tuple(fc.nat(2_000), fc.integer({ min: 20, max: 200 })), { minLength: 1, maxLength: 60 });
  fc.assert(fc.property(sets, fc.option(fc.nat(59)), (pairs, pinned) => {
    const cards = pairs.map(([top, height], at): StackedCard => ({ id: String(at), top, height })).sort((a, b) => a.top - b.top);
    const pin = pinned === null ? undefined : cards[pinned];
    const tops = stackCards(cards, gap, pin?.id ?? null);
    const above = pin ? cards.slice(0, cards.indexOf(pin)).reduce((room, { height }) => room + height + gap, 0) : 0;
    if (pin) expect(tops.get(pin.id)).toBe(Math.max(pin.top, above));
    for (const [at, card] of cards.entries()) {
      const next = cards[at + 1];
      if (next) expect((tops.get(card.id) ?? 0) + card.height + gap).toBeLessThanOrEqual((tops.get(next.id) ?? 0) + 1e-6);
    }
  }));
});
