import { expect, test } from '@playwright/test';
import { densityOf, offsetOf, rowOf } from '../../../core/layers/density';
import type { Color } from '../../../core/model/annotation';

function density(items: readonly [number, number, Color][], length: number, rows: number) {
  const work = densityOf(items.map(([start, end, color], at) => ({ id: String(at), span: { start, end }, color })), length, rows);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

test('annotations count in each row that they reach, by colour', () => {
  expect(density([[0, 5, 'yellow'], [2, 25, 'blue'], [2, 3, 'yellow'], [39, 40, 'pink']], 40, 4)).toEqual([{ yellow: 2, blue: 1 }, { blue: 1 }, { blue: 1 }, { pink: 1 }]);
});

test('an empty text, and annotations beyond the end, do no harm', () => {
  expect(density([[5, 9, 'yellow']], 0, 2)).toEqual([{}, { yellow: 1 }]);
  expect(density([], 10, 2)).toEqual([{}, {}]);
});

test('a row begins at an offset that falls in it', () => {
  for (let row = 0; row < 777; row += 1) expect(rowOf(offsetOf(row, 1_000_003, 777), 1_000_003, 777)).toBe(row);
});

test('100,000 annotations are spread in slices', () => {
  const items = Array.from({ length: 100_000 }, (_, at): [number, number, Color] => [at * 10, at * 10 + 6, at % 2 ? 'green' : 'orange']);
  const rows = density(items, 1_000_000, 500);
  expect(rows.every((row) => row.green === 100 && row.orange === 100)).toBe(true);
});
