import { expect, test } from '@playwright/test';
import { ReadingPosition, type Clock } from '../../electron/reading-position';

test('a position is written once it rests, later where writing takes long, and at once when it is asked for', async () => {
  let now = 0;
  const waits: number[] = [];
  let due: (() => void) | null = null;
  const clock: Clock = {
    now: () => now,
    after: (milliseconds, work) => {
      waits.push(milliseconds);
      due = work;
      return () => { due = null; };
    },
  };
  const written: number[] = [];
  let takes = 3;
  const position = new ReadingPosition((offset) => {
    now += takes;
    written.push(offset);
    return Promise.resolve();
  }, clock);
  const rest = async () => {
    due?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  for (const offset of [1, 2, 3]) position.set(offset);
  expect(written).toEqual([]);
  await rest();
  expect(written).toEqual([3]);
  takes = 300;
  position.set(4);
  await rest();
  position.set(5);
  await rest();
  expect(waits).toEqual([800, 800, 800, 800, 7500]);
  takes = 90_000;
  position.set(6);
  await position.flush();
  expect(due).toBeNull();
  position.set(7);
  expect(waits.at(-1)).toBe(30_000);
  await position.flush();
  await position.flush();
  expect(written).toEqual([3, 4, 5, 6, 7]);
});
