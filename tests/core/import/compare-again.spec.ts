import { expect, test } from '@playwright/test';
import { compareAgain } from '../../../core/import/compare-again';
import type { Annotation } from '../../../core/model/annotation';
import { adding } from '../../../core/session/change';
import { annotationOf } from '../annotation-sample';

const mine = annotationOf(1, 0, 4, { comment: 'mine 😀', revision: 2 });
const theirs = { ...mine, comment: 'theirs e\u0301' };
const newer = { ...mine, comment: 'changed meanwhile', revision: 3 };
const fresh = annotationOf(2, 2, 6, { comment: 'new' });

function present(...annotations: Annotation[]): ReadonlyMap<string, Annotation> {
  return new Map(annotations.map((annotation) => [annotation.id, annotation]));
}

test('where nothing changed the offer stays, counted in the present place of mine', () => {
  const moved = { ...mine, revision: 3, target: { ...mine.target, position: { start: 7, end: 11 } } };
  const { offer, changed } = compareAgain({ change: adding(fresh), conflicts: [{ mine, theirs }] }, present(moved));
  expect(changed.size).toBe(0);
  expect(offer).toEqual({ change: adding(fresh), conflicts: [{ mine: moved, theirs }] });
});

test('a rival that changed is asked about with what it is now', () => {
  const { offer, changed } = compareAgain({ change: adding(), conflicts: [{ mine, theirs }] }, present(newer));
  expect([...changed]).toEqual([mine.id]);
  expect(offer.conflicts).toEqual([{ mine: newer, theirs }]);
});

test('a rival that became the same needs no answer', () => {
  const { offer } = compareAgain({ change: adding(), conflicts: [{ mine, theirs }] }, present({ ...theirs, revision: 5 }));
  expect(offer).toEqual({ change: adding(), conflicts: [] });
});

test('what was deleted meanwhile comes as new, later than its deletion', () => {
  const update = { before: mine, after: { ...theirs, revision: 3 } };
  const { offer } = compareAgain({ change: { added: [], updated: [update], removed: [] }, conflicts: [] }, present());
  expect(offer.change).toEqual(adding({ ...theirs, revision: 4 }));
  expect(compareAgain({ change: adding(), conflicts: [{ mine, theirs }] }, present()).offer).toEqual({ change: adding({ ...theirs, revision: 4 }), conflicts: [] });
});

test('an update of what changed, and an addition of what came meanwhile, are asked about', () => {
  const update = { before: mine, after: theirs };
  const rival = { ...fresh, comment: 'came otherwise' };
  const { offer, changed } = compareAgain({ change: { added: [fresh], updated: [update], removed: [] }, conflicts: [] }, present(newer, rival));
  expect([...changed].sort()).toEqual([mine.id, fresh.id].sort());
  expect(offer).toEqual({ change: adding(), conflicts: [{ mine: rival, theirs: fresh }, { mine: newer, theirs }] });
});
