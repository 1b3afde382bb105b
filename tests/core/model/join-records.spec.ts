import { expect, test } from '@playwright/test';
import type { Annotation } from '../../../core/model/annotation';
import { newDocumentRecord } from '../../../core/model/document-record';
import { joinRecords, type Joining } from '../../../core/model/join-records';
import { applyChange, type StoredRecord } from '../../../core/model/merge-records';
import { adding, removing, updating, type Change } from '../../../core/session/change';
import { atOnce } from '../../../core/slices';
import { annotationOf } from '../annotation-sample';

const [one, two] = [1, 2].map((number) => annotationOf(number, number * 10, number * 10 + 5, { comment: `of ${String(number)} 😀` })) as [Annotation, Annotation];

/** A record to which one change after the other was made. */
function recordAfter(...changes: readonly Change[]): StoredRecord {
  const empty: StoredRecord = { record: newDocumentRecord('00000000-0000-4000-8000-00000000000a', '/a', '2026-01-01T00:00:00.000Z'), revision: 1, listed: true, lineage: new Map() };
  return changes.reduce((stored, change) => applyChange(stored, change).stored, empty);
}

const said = (before: Annotation, comment: string): Annotation => ({ ...before, comment, revision: before.revision + 1 });
/** The annotation in another text. */
const carried = (before: Annotation): Annotation => ({ ...before, target: { ...before.target, position: { start: before.target.position.start + 100, end: before.target.position.end + 100 } }, revision: before.revision + 1 });

const edited = said(one, 'edited');
const cases: readonly [name: string, own: readonly Change[], other: readonly Change[], joining: Partial<Joining>, comments: readonly string[]][] = [
  ['what is new comes', [adding(one)], [adding(two)], {}, ['of 1 😀', 'of 2 😀']],
  ['only what is asked for comes', [], [adding(one, two)], { ids: new Set([two.id]) }, ['of 2 😀']],
  ['a later version takes the place of the one it was made from', [adding(one)], [adding(one), updating(one, edited)], {}, ['edited']],
  ['an older version changes nothing', [adding(one), updating(one, edited)], [adding(one)], {}, ['edited']],
  ['an older version that was only carried since changes nothing', [adding(one), updating(one, edited)], [adding(one), updating(one, carried(one))], {}, ['edited']],
  ['a later version takes the place of an older one that was only carried since', [adding(one), updating(one, carried(one))], [adding(one), updating(one, edited)], {}, ['edited']],
  ['what was changed apart is there twice', [adding(one), updating(one, said(one, 'here'))], [adding(one), updating(one, edited)], {}, ['edited', 'here']],
  ['a deletion elsewhere deletes nothing here', [adding(one)], [adding(one), removing(one)], {}, ['of 1 😀']],
  ['what was deleted here stays deleted', [adding(one), removing(one)], [adding(one)], {}, []],
  ['an edit that the deletion had not seen outlives it', [adding(one), removing(one)], [adding(one), updating(one, edited)], {}, ['edited']],
  ['what was deleted here comes back when it comes for good', [adding(one), removing(one)], [adding(one)], { forGood: true }, ['of 1 😀']],
];
for (const [name, own, other, joining, comments] of cases) test(name, () => {
  const how = { textDigest: 'f'.repeat(64), forGood: false, ...joining };
  const before = recordAfter(...own);
  const { stored, asGiven } = atOnce(joinRecords(before, recordAfter(...other), how));
  expect([stored.record.annotations.map(({ comment }) => comment).sort(), asGiven]).toEqual([comments, true]);
  // Again, and with what was made of it, it is the same.
  expect(atOnce(joinRecords(stored, recordAfter(...other), how)).stored).toEqual(stored);
  expect({ ...stored.record, annotations: [], deleted: [] }).toEqual({ ...before.record, annotations: [], deleted: [] });
});

test('what comes says in which text it counts, where that is another one', () => {
  const waiting = { ...two, target: { ...two.target, textDigest: 'a'.repeat(64) } };
  const digests = (textDigest: string | null) => atOnce(joinRecords(recordAfter(), recordAfter(adding(one, waiting)), { textDigest, forGood: false })).stored.record.annotations.map(({ target }) => target.textDigest);
  expect(digests('f'.repeat(64))).toEqual(['f'.repeat(64), 'a'.repeat(64)]);
  expect(digests(null)).toEqual([undefined, 'a'.repeat(64)]);
});
