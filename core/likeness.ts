/** How much two texts have in common. */
export interface Likeness {
  /** UTF-16 units of the sentences and lines that both have. */
  readonly common: number;
  /** Their part of the text that has more of its own: 0 to 1. */
  readonly share: number;
}

/** Sentences and lines that are shorter say nothing. */
const shortest = 8;

function piecesOf(text: string): { readonly counts: Map<string, number>; readonly total: number } {
  const counts = new Map<string, number>();
  let total = 0;
  for (const part of text.split(/[\n.!?。！？]+/u)) {
    const piece = part.trim();
    if (piece.length < shortest) continue;
    counts.set(piece, (counts.get(piece) ?? 0) + 1);
    total += piece.length;
  }
  return { counts, total };
}

/** Compares two texts by the sentences and lines that they have in common, wherever those stand: an edit of one leaves the others. */
export function likenessOf(one: string, other: string): Likeness {
  const [a, b] = [piecesOf(one), piecesOf(other)];
  let common = 0;
  for (const [piece, count] of a.counts) common += piece.length * Math.min(count, b.counts.get(piece) ?? 0);
  return { common, share: common / Math.max(1, a.total, b.total) };
}
