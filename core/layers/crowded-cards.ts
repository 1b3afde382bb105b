import { stackCards, type StackedCard } from './comment-stack';

/**
 * The cards to fold to a line each, because at full height they would stand further from their passages than `tolerance`
 * pixels: a whole block of cards that touch one another folds together, but never the pinned one. Cards must be sorted by `top`.
 */
export function crowdedCards(cards: readonly StackedCard[], gap: number, tolerance: number, pinned: string | null): Set<string> {
  const tops = stackCards(cards, gap, pinned);
  const topOf = (card: StackedCard) => tops.get(card.id) ?? card.top;
  const crowded = new Set<string>();
  let block: StackedCard[] = [];
  const close = () => {
    const strays = block.some((card) => Math.abs(topOf(card) - card.top) > tolerance);
    for (const { id } of strays ? block : []) if (id !== pinned) crowded.add(id);
    block = [];
  };
  for (const card of cards) {
    const above = block.at(-1);
    if (above && topOf(above) + above.height + gap < topOf(card) - 1) close();
    block.push(card);
  }
  close();
  return crowded;
}
