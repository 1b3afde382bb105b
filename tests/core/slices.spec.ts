import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { atOnce, sortInSlices } from '../../core/slices';

test('what is sorted in slices comes out as if it had been sorted at once; what is equal stays in its order', () => {
  const numbers = Array.from({ length: 9_001 }, (_, at) => ({ key: (at * 7_919) % 100, at }));
  const compare = (a: { key: number }, b: { key: number }): number => a.key - b.key;
  const steps = sortInSlices(numbers, compare);
  let count = 1;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) count += 1;
  expect(count).toBeGreaterThan(10);
  expect(step.value).toEqual([...numbers].sort(compare));
  fc.assert(fc.property(fc.array(fc.integer()), (list) => {
    expect(atOnce(sortInSlices(list, (a, b) => a - b))).toEqual([...list].sort((a, b) => a - b));
  }));
});
