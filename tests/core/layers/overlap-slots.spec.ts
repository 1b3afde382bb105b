import { expect, test } from '@playwright/test';
import { assignSlots } from '../../../core/layers/overlap-slots';

const cases: { name: string; spans: [number, number][]; most: number; slots: number[] }[] = [
  { name: 'spans apart share a slot', spans: [[0, 5], [5, 9]], most: 4, slots: [0, 0] },
  { name: 'overlapping spans do not', spans: [[0, 5], [4, 9], [6, 8]], most: 4, slots: [0, 1, 0] },
  { name: 'the same passage twice', spans: [[0, 5], [0, 5], [0, 5]], most: 4, slots: [0, 1, 2] },
  { name: 'when slots run out, the last is shared', spans: [[0, 9], [1, 9], [2, 9], [3, 9]], most: 2, slots: [0, 1, 1, 1] },
];

for (const { name, spans, most, slots } of cases) {
  test(name, () => {
    expect(assignSlots(spans.map(([start, end]) => ({ start, end })), most)).toEqual(slots);
  });
}
