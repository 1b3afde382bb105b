import { expect, test } from '@playwright/test';
import { joined, partsOf } from '../../../core/session/change-parts';
import { annotationOf } from '../annotation-sample';

const many = Array.from({ length: 700 }, (_, number) => annotationOf(number, number, number + 5, { comment: `😀 ${String(number)}` }));

test('a change of very many annotations is cut into parts that together are the change', () => {
  const change = {
    added: many.slice(0, 500), removed: many.slice(500, 600),
    updated: many.slice(600).map((before) => ({ before, after: { ...before, revision: 2, comment: 'x'.repeat(20_000) } })),
  };
  const parts = [...partsOf(change)];
  expect(parts.length).toBeGreaterThan(10);
  for (const part of parts) expect(JSON.stringify(part).length).toBeLessThan(400_000);
  expect(joined(JSON.parse(JSON.stringify(parts)) as typeof parts)).toEqual(change);
});

test('an ordinary change is one part, however long its passage is', () => {
  const one = annotationOf(1, 0, 900_000);
  const [two, three] = [annotationOf(2, 3, 5), annotationOf(3, 3, 9)];
  for (const change of [{ added: [one], updated: [], removed: [] }, { added: [two], updated: [{ before: three, after: { ...three, revision: 2 } }], removed: [three] }]) expect([...partsOf(change)]).toEqual([change]);
});
