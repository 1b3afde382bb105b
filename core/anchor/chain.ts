/**
 * Heaviest chain of pairs that rises on both sides.
 * `seconds` are the places on the second side, in the order of the first; returns the indices of the chain.
 * Ties go to the earlier pair, so that the answer is the same every time.
 */
export function heaviestChain(seconds: Int32Array, weights: Float64Array, limit: number): number[] {
  const count = seconds.length;
  const best = new Float64Array(count);
  const previous = new Int32Array(count).fill(-1);
  const tree = new Int32Array(limit + 2).fill(-1);
  let top = -1;
  for (let index = 0; index < count; index++) {
    const second = seconds[index] as number;
    const before = heaviestBefore(tree, best, second);
    previous[index] = before;
    best[index] = (weights[index] as number) + (before < 0 ? 0 : (best[before] as number));
    raise(tree, best, second + 1, index);
    if (top < 0 || (best[index] as number) > (best[top] as number)) top = index;
  }
  const chain: number[] = [];
  for (let index = top; index >= 0; index = previous[index] as number) chain.push(index);
  return chain.reverse();
}

/** Of the chains that end before a place of the second side, the heaviest; the tree is a Fenwick tree of maxima. */
function heaviestBefore(tree: Int32Array, best: Float64Array, place: number): number {
  let before = -1;
  for (let node = place; node > 0; node -= node & -node) {
    const candidate = tree[node] as number;
    if (candidate >= 0 && (before < 0 || (best[candidate] as number) > (best[before] as number))) before = candidate;
  }
  return before;
}

/** Notes the chain that ends with pair `index`. */
function raise(tree: Int32Array, best: Float64Array, from: number, index: number): void {
  for (let node = from; node < tree.length; node += node & -node) {
    const held = tree[node] as number;
    if (held < 0 || (best[held] as number) < (best[index] as number)) tree[node] = index;
  }
}
