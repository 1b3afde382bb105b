import { expect, test } from '@playwright/test';
import { heaviestChain } from '../../../core/anchor/chain';

const cases = [
  { name: 'nothing', seconds: [], weights: [], chain: [] },
  { name: 'all rise', seconds: [0, 3, 7], weights: [1, 1, 1], chain: [0, 1, 2] },
  { name: 'one heavy against two light', seconds: [5, 1, 2], weights: [9, 3, 3], chain: [0] },
  { name: 'two together outweigh one', seconds: [5, 1, 2], weights: [5, 3, 3], chain: [1, 2] },
  { name: 'equal places do not follow one another', seconds: [4, 4], weights: [1, 2], chain: [1] },
  { name: 'a block that moved', seconds: [4, 5, 6, 0, 1], weights: [1, 1, 1, 1, 1], chain: [0, 1, 2] },
];

for (const { name, seconds, weights, chain } of cases) {
  test(name, () => {
    expect(heaviestChain(Int32Array.from(seconds), Float64Array.from(weights), 10)).toEqual(chain);
  });
}
