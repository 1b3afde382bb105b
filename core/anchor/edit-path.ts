/** A stretch of equal items: `length` of them from `first` on one side and from `second` on the other. */
export interface Run {
  readonly first: number;
  readonly second: number;
  readonly length: number;
}

/** A rectangle of the alignment: items `first`…`firstEnd` on one side, `second`…`secondEnd` on the other. */
export interface Gap {
  readonly first: number;
  readonly firstEnd: number;
  readonly second: number;
  readonly secondEnd: number;
}

function walkBack(gap: Gap, rows: readonly Int32Array[], steps: number): Run[] {
  const runs: Run[] = [];
  let x = gap.firstEnd - gap.first;
  let y = gap.secondEnd - gap.second;
  for (let step = steps; step >= 0; step--) {
    const row = rows[step];
    const diagonal = x - y;
    let startX = 0;
    let startY = 0;
    if (step > 0 && row !== undefined) {
      const below = row[step + diagonal - 1] ?? -1;
      const above = row[step + diagonal + 1] ?? -1;
      const down = diagonal === -step || (diagonal !== step && below < above);
      const fromDiagonal = down ? diagonal + 1 : diagonal - 1;
      startX = down ? above : below;
      startY = startX - fromDiagonal;
    }
    const middleX = step === 0 ? 0 : x - Math.min(x - startX, y - startY);
    const length = x - middleX;
    if (length > 0) runs.push({ first: gap.first + middleX, second: gap.second + middleX - diagonal, length });
    x = startX;
    y = startY;
  }
  return runs.reverse();
}

/**
 * The shortest edit path through a gap, as its runs of equal items, or null when it needs more than `limit` steps.
 * E. Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1, 1986.
 */
export function shortestEdit(first: Int32Array, second: Int32Array, gap: Gap, limit: number): Run[] | null {
  const width = gap.firstEnd - gap.first;
  const height = gap.secondEnd - gap.second;
  if (Math.abs(width - height) > limit) return null;
  const rows: Int32Array[] = [];
  const reach = new Int32Array(2 * limit + 3).fill(-1);
  const middle = limit + 1;
  reach[middle + 1] = 0;
  for (let step = 0; step <= limit; step++) {
    // The state before this step, diagonals -step … step, is all the way back needs.
    rows.push(reach.slice(middle - step, middle + step + 1));
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      const below = reach[middle + diagonal - 1] as number;
      const above = reach[middle + diagonal + 1] as number;
      let x = diagonal === -step || (diagonal !== step && below < above) ? above : below + 1;
      let y = x - diagonal;
      while (x < width && y < height && first[gap.first + x] === second[gap.second + y]) {
        x++;
        y++;
      }
      reach[middle + diagonal] = x;
      if (x >= width && y >= height) return walkBack(gap, rows, step);
    }
  }
  return null;
}
