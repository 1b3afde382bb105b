import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { stackCards, type StackedCard } from '../../../core/layers/comment-stack';
import { crowdedCards } from '../../../core/layers/crowded-cards';

const card = (id: string, top: number, height = 100): StackedCard => ({ id, top, height });

test('cards with room stay open', () => {
  expect([...crowdedCards([card('a', 0), card('b', 150), card('c', 160)], 8, 110, null)]).toEqual([]);
});

test('a block whose cards would stand far from their passages folds, but not the one with the attention, and not others', () => {
  const crowd = ['a', 'b', 'c', 'd', 'e'].map((id) => card(id, 300));
  expect([...crowdedCards([...crowd, card('far', 2000)], 8, 110, null)]).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect([...crowdedCards([...crowd, card('far', 2000)], 8, 110, 'c')]).toEqual(['a', 'b', 'd', 'e']);
});

test('however many cards, none lies over another and none stands above the text', () => {
  const cards = fc.array(fc.record({ top: fc.integer({ min: 0, max: 800 }), height: fc.integer({ min: 20, max: 400 }) }), { maxLength: 30 });
  fc.assert(fc.property(cards, fc.nat(), (wanted, pick) => {
    const stacked = wanted.sort((a, b) => a.top - b.top).map((one, at) => ({ ...one, id: String(at) }));
    const tops = stackCards(stacked, 8, String(pick % Math.max(1, stacked.length)));
    for (const [at, one] of stacked.entries()) {
      const top = tops.get(one.id) ?? NaN;
      const next = stacked[at + 1];
      expect(top).toBeGreaterThanOrEqual(0);
      if (next) expect(tops.get(next.id) ?? NaN).toBeGreaterThanOrEqual(top + one.height + 8 - 1e-6);
    }
  }));
});
