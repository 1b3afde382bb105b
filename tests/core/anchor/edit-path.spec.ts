import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { shortestEdit } from '../../../core/anchor/edit-path';

const ids = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 30 });

/** Length of the longest common subsequence, by the textbook's table. */
function longestCommon(first: readonly number[], second: readonly number[]): number {
  let row = new Array<number>(second.length + 1).fill(0);
  for (const one of first) {
    const next = [0];
    second.forEach((two, index) => next.push(one === two ? row[index]! + 1 : Math.max(row[index + 1]!, next[index]!)));
    row = next;
  }
  return row.at(-1)!;
}

test('its runs are equal, rising, and as many as can be', () => {
  fc.assert(fc.property(ids, ids, (first, second) => {
    const gap = { first: 0, firstEnd: first.length, second: 0, secondEnd: second.length };
    const runs = shortestEdit(Int32Array.from(first), Int32Array.from(second), gap, 100)!;
    let [x, y] = [0, 0];
    for (const run of runs) {
      expect(run.first >= x && run.second >= y).toBe(true);
      expect(first.slice(run.first, run.first + run.length)).toEqual(second.slice(run.second, run.second + run.length));
      [x, y] = [run.first + run.length, run.second + run.length];
    }
    expect(runs.reduce((sum, run) => sum + run.length, 0)).toBe(longestCommon(first, second));
  }), { numRuns: 300, seed: 4 });
});

test('gives up beyond its limit', () => {
  const gap = { first: 0, firstEnd: 3, second: 0, secondEnd: 3 };
  expect(shortestEdit(Int32Array.of(1, 2, 3), Int32Array.of(4, 5, 6), gap, 5)).toBeNull();
  expect(shortestEdit(Int32Array.of(1, 2, 3), Int32Array.of(4, 5, 6), gap, 6)).toEqual([]);
});
