import { expect, test } from '@playwright/test';
import { MatchList } from '../../../core/find/match-list';

test('finds matches by number, by place and by what a range shows', () => {
  const list = new MatchList();
  for (let at = 0; at < 1_000; at += 2) list.add([at * 10, at * 10 + 5, at * 10 + 10, at * 10 + 15]);
  expect(list.length).toBe(1_000);
  expect(list.at(0)).toEqual({ start: 0, end: 5 });
  expect(list.at(999)).toEqual({ start: 9_990, end: 9_995 });
  expect(list.at(1_000)).toBeUndefined();
  expect(list.at(-1)).toBeUndefined();
  expect(list.firstFrom(11)).toBe(2);
  expect(list.firstFrom(20)).toBe(2);
  expect(list.firstFrom(99_999)).toBe(1_000);
  expect(list.touching(13, 31)).toEqual([{ start: 10, end: 15 }, { start: 20, end: 25 }, { start: 30, end: 35 }]);
  expect(list.touching(5, 10)).toEqual([]);
});
