import { expect, test } from '@playwright/test';
import { beginPercent } from '../../../electron/cli/percent';
import { byHundredths, partOf } from '../../../electron/share-of-work';

test('parts of a work are told as shares of all of it, each hundredth once and never back', () => {
  const told: number[] = [];
  const tell = byHundredths((share) => told.push(share));
  const second = partOf(tell, 0.5, 1);
  for (const share of [0, 0.004, 0.1, 0.1, 0.05]) tell(share);
  for (const share of [0, 0.5, 0.501, 1, 1]) second(share);
  expect(told).toEqual([0.1, 0.5, 0.75, 1]);
});

for (const live of [true, false]) {
  test(`a work that takes long is counted, ${live ? 'in one line of a terminal' : 'a line each tenth'}`, () => {
    const lines: string[] = [];
    let time = 0;
    const write = (text: string): void => { lines.push(text); };
    const { tell, end } = beginPercent({ tell: (text) => Promise.resolve(write(text)), rewrite: live ? write : null }, () => time);
    tell(0.1);
    time = 1_500;
    for (const share of [0.21, 0.22, 0.3, 1]) tell(share);
    end();
    expect(lines).toEqual(live ? ['  21%', '  22%', '  30%', '  100%', ''] : ['  20%', '  30%', '  100%']);
  });
}

test('a work that is over at once is not counted', () => {
  const { tell, end } = beginPercent({ tell: () => { throw new Error('told'); }, rewrite: () => { throw new Error('rewritten'); } }, () => 0);
  tell(0.5);
  tell(1);
  end();
});
