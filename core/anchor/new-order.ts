import type { TextMap } from './build-map';

/** Place of a piece in the order of the new text. */
export function rankOf(map: TextMap, piece: number): number {
  const { inNewOrder, pieces } = map;
  const at = pieces.newStart[piece] as number;
  let [low, high] = [0, inNewOrder.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces.newStart[inNewOrder[middle] as number] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
