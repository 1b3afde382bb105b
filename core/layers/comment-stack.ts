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
 * The card named by `pinnedId` stands exactly level where those above it leave room, and the others give way. Cards must be sorted by `top`.
 */
export function stackCards(cards: readonly StackedCard[], gap: number, pinnedId: string | null = null, least = 0): Map<string, number> {
  const at = cards.findIndex((card) => card.id === pinnedId);
  const tops = new Map<string, number>();
  const pin = cards[at];
  if (!pin) {
    place(settle(cards, gap, least), gap, tops);
    return tops;
  }
  // Where all above it need all the room there is, it gives way: nothing may stand where it cannot be scrolled to.
  const room = [least];
  for (const [index, { height }] of cards.slice(0, at).entries()) room.push((room[index] ?? least) + height + gap);
  const pinned = Math.max(pin.top, room[at] ?? least);
  tops.set(pin.id, pinned);
  let floor = pinned + pin.height + gap;
  for (const card of cards.slice(at + 1)) {
    const top = Math.max(card.top, floor);
    tops.set(card.id, top);
    floor = top + card.height + gap;
  }
  let ceiling = pinned - gap;
  for (const [back, card] of cards.slice(0, at).reverse().entries()) {
    const top = Math.max(Math.min(card.top, ceiling - card.height), room[at - 1 - back] ?? least);
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
