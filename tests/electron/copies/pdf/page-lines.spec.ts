import { expect, test } from '@playwright/test';
import { around, mergeByLine, type Rectangle } from '../../../../electron/copies/pdf/page-lines';

function box(left: number, bottom: number, right: number, top = bottom + 15): Rectangle {
  return { left, bottom, right, top };
}

const cases: readonly { readonly name: string; readonly given: readonly Rectangle[]; readonly merged: readonly Rectangle[] }[] = [
  { name: 'nothing', given: [], merged: [] },
  { name: 'two lines stay two, the upper first', given: [box(40, 700, 90), box(300, 720, 500)], merged: [box(300, 720, 500), box(40, 700, 90)] },
  { name: 'neighbours on a line become one, in whatever order', given: [box(90, 700, 120), box(40, 700, 90), box(120.75, 700, 130)], merged: [box(40, 700, 130)] },
  { name: 'pieces with other text between them stay apart', given: [box(40, 700, 90), box(110, 700, 120)], merged: [box(40, 700, 90), box(110, 700, 120)] },
  { name: 'a piece within another', given: [box(40, 700, 90), box(50, 700, 60)], merged: [box(40, 700, 90)] },
  { name: 'heights that differ by less than a point', given: [box(40, 700, 90), box(90, 700.6, 100, 715.9)], merged: [box(40, 700, 100, 715.9)] },
  { name: 'nothing that has no width or height', given: [box(40, 700, 40), box(40, 700, 50, 700), box(60, 700, 61)], merged: [box(60, 700, 61)] },
];

for (const { name, given, merged } of cases) {
  test(`merged by line: ${name}`, () => { expect(mergeByLine(given)).toEqual(merged); });
}

test('the smallest rectangle around several', () => {
  expect(around([box(40, 700, 90), box(300, 720, 500)])).toEqual(box(40, 700, 500, 735));
});
