/**
 * How many of the numbers from 0 to `count`, without it, something is true of, where it is true of the first ones only: the number of the first of
 * which it is not. Found by halves, so that it is asked of a few of them.
 */
export function partitionPoint(count: number, like: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (like(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
