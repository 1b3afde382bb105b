/** A comment card as it asks to be placed: lengths in pixels. */
export interface StackedCard {
  readonly id: string;
  /** Where its passage begins. */
  readonly top: number;
  readonly height: number;
}

interface Block {
  cards: StackedCard[];
  top: number;
  height: number;
}

/**
 * Tops for cards so that none lies over another and each is as near its passage as its neighbours allow: cards that would
 * collide form a block, and a block stands where its cards are on average level (least squares, as in isotonic regression).
 * The card named by `pinned` stands exactly level, and the others make room. Cards must be sorted by `top`.
 */
export function stackCards(cards: readonly StackedCard[], gap: number, pinned: string | null = null, least = 0): Map<string, number> {
  const at = cards.findIndex((card) => card.id === pinned);
  const tops = new Map<string, number>();
  const pin = cards[at];
  if (!pin) {
    place(settle(cards, gap, least), gap, tops);
    return tops;
  }
  tops.set(pin.id, Math.max(pin.top, least));
  let floor = Math.max(pin.top, least) + pin.height + gap;
  for (const card of cards.slice(at + 1)) {
    const top = Math.max(card.top, floor);
    tops.set(card.id, top);
    floor = top + card.height + gap;
  }
  let ceiling = Math.max(pin.top, least) - gap;
  for (const card of cards.slice(0, at).reverse()) {
    const top = Math.min(card.top, ceiling - card.height);
    tops.set(card.id, top);
    ceiling = top - gap;
  }
  return tops;
}

function settle(cards: readonly StackedCard[], gap: number, least: number): Block[] {
  const blocks: Block[] = [];
  for (const card of cards) {
    let block: Block = { cards: [card], top: Math.max(card.top, least), height: card.height };
    let above = blocks.at(-1);
    while (above && above.top + above.height + gap > block.top) {
      blocks.pop();
      block = join(above, block, gap, least);
      above = blocks.at(-1);
    }
    blocks.push(block);
  }
  return blocks;
}

function join(above: Block, below: Block, gap: number, least: number): Block {
  const cards = [...above.cards, ...below.cards];
  let offset = 0;
  let wanted = 0;
  for (const card of cards) {
    wanted += card.top - offset;
    offset += card.height + gap;
  }
  return { cards, top: Math.max(wanted / cards.length, least), height: above.height + gap + below.height };
}

function place(blocks: readonly Block[], gap: number, tops: Map<string, number>): void {
  for (const block of blocks) {
    let top = block.top;
    for (const card of block.cards) {
      tops.set(card.id, top);
      top += card.height + gap;
    }
  }
}
