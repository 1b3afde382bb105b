import { expect, test } from '@playwright/test';
import { stableId } from '../../../core/export/stable-id';
import { isId } from '../../../core/model/parse-annotation';

test('names make UUIDs of version 8, always the same and never one twice', () => {
  const names = ['', 'a', 'b', 'e\u0301', '😀', ...Array.from({ length: 20_000 }, (_, index) => `http://x.invalid/${index}`)];
  const ids = names.map(stableId);
  expect(ids.every(isId)).toBe(true);
  expect(ids.every((id) => /^.{14}8.{4}[89ab]/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(names.length);
  expect(names.map(stableId)).toEqual(ids);
});
