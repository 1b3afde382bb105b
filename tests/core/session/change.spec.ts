import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { withFields, type Annotation } from '../../../core/model/annotation';
import { adding, apply, isEmpty, merge, parseChange, removing, reverse, updating, type Annotations, type Change } from '../../../core/session/change';
import { Layered } from '../../../core/session/layered';
import { annotationOf } from '../annotation-sample';

const later = '2026-02-02T00:00:00.000Z';

/** Random steps on a set of annotations, each a change that fits the set it meets. */
const steps = fc.array(fc.tuple(fc.constantFrom('add', 'update', 'remove'), fc.nat(5), fc.string()), { maxLength: 20 });

function changeOf([kind, number, comment]: [string, number, string], present: Annotations): Change | null {
  const known = present.get(annotationOf(number, 0, 1).id);
  if (kind === 'add') return known ? null : adding(annotationOf(number, number, number + 2, { comment }));
  if (!known) return null;
  return kind === 'update' ? updating(known, withFields(known, { comment }, later)) : removing(known);
}

function withoutRevisions(annotations: Annotations): Record<string, unknown> {
  return Object.fromEntries([...annotations].map(([id, annotation]) => [id, { ...annotation, revision: 0 }]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

test('a change and its reverse leave everything as it was, with higher revisions', () => {
  fc.assert(fc.property(steps, (list) => {
    let present: Annotations = new Map();
    for (const item of list) {
      const change = changeOf(item, present);
      if (!change) continue;
      const after = apply(present, change);
      const back = apply(after, reverse(change));
      expect(withoutRevisions(back)).toEqual(withoutRevisions(present));
      for (const { before, after: next } of change.updated) expect(back.get(before.id)?.revision).toBeGreaterThan(next.revision);
      present = after;
    }
  }));
});

test('changes joined into one do what they did one after the other', () => {
  fc.assert(fc.property(steps, steps, (firstSteps, secondSteps) => {
    const base: Annotations = new Map([0, 1, 2].map((number) => annotationOf(number, number, number + 1)).map((annotation) => [annotation.id, annotation]));
    let present = base;
    let joined: Change | null = null;
    for (const item of [...firstSteps, ...secondSteps]) {
      const change = changeOf(item, present);
      if (!change) continue;
      present = apply(present, change);
      joined = joined ? merge(joined, change) : change;
    }
    if (!joined) return;
    expect(new Map([...apply(base, joined)].sort())).toEqual(new Map([...present].sort()));
    expect(withoutRevisions(apply(present, reverse(joined)))).toEqual(withoutRevisions(base));
  }));
});

test('what was added and removed again is no change', () => {
  const annotation = annotationOf(1, 0, 5);
  expect(isEmpty(merge(adding(annotation), removing(annotation)))).toBe(true);
});

const good: Annotation = annotationOf(1, 0, 3, { comment: '👩‍👩‍👧 e\u0301', tags: ['law'] });
const hostile: { name: string; value: unknown }[] = [
  { name: 'nothing', value: null },
  { name: 'a list', value: [] },
  { name: 'a change without lists', value: { added: null, updated: [], removed: [] } },
  { name: 'an annotation without an id', value: { ...adding(good), added: [{ ...good, id: '' }] } },
  { name: 'an id that is a path', value: { ...adding(good), added: [{ ...good, id: '../../etc/passwd' }] } },
  { name: 'a negative zero as an offset', value: { ...adding(good), added: [{ ...good, target: { ...good.target, position: { start: -0, end: 3 } } }] } },
  { name: 'a passage that ends before it starts', value: { ...adding(good), added: [{ ...good, target: { ...good.target, position: { start: 3, end: 1 } } }] } },
  { name: 'an offset that is no number', value: { ...adding(good), added: [{ ...good, target: { ...good.target, position: { start: Number.NaN, end: 3 } } }] } },
  { name: 'an unknown colour', value: { ...adding(good), added: [{ ...good, color: 'url(x)' }] } },
  { name: 'a comment of a hundred megabytes', value: { ...adding(good), added: [{ ...good, comment: 'x'.repeat(100_000_000) }] } },
  { name: 'an update of another annotation', value: { added: [], removed: [], updated: [{ before: good, after: annotationOf(2, 0, 3) }] } },
];

for (const { name, value } of hostile) {
  test(`refuses ${name}`, () => {
    expect(parseChange(value)).toBeNull();
  });
}

test('takes a change apart that came as JSON and drops what it does not know', () => {
  const change = merge(adding(good), removing(annotationOf(2, 4, 5)));
  const foreign = JSON.parse(JSON.stringify({ ...change, __proto__: null, extra: 1, added: [{ ...good, extra: true }] })) as unknown;
  expect(parseChange(foreign)).toEqual(change);
});

test('a few changes on top of very many annotations are what they are in a plain map', () => {
  const many = Array.from({ length: 1_200 }, (_, at) => annotationOf(at, at, at + 1));
  const actions = fc.array(fc.tuple(fc.constantFrom('add', 'update', 'remove'), fc.nat(1_400), fc.string({ maxLength: 3 })), { minLength: 1, maxLength: 600 });
  fc.assert(fc.property(actions, (list) => {
    let present: Annotations = new Map(many.map((annotation) => [annotation.id, annotation]));
    const plain = new Map(present);
    for (const [kind, number, comment] of list) {
      const { id } = annotationOf(number, 0, 1);
      const known = plain.get(id);
      if ((kind === 'add') === (known !== undefined)) continue;
      const next = annotationOf(number, number, number + 1, { comment });
      const change = known ? (kind === 'remove' ? removing(known) : updating(known, next)) : adding(next);
      const before = present;
      present = apply(present, change);
      expect(before.get(id)).toBe(known);
      for (const gone of change.removed) plain.delete(gone.id);
      for (const made of [...change.added, ...change.updated.map(({ after }) => after)]) plain.set(made.id, made);
      expect(present.get(id)).toBe(plain.get(id));
      expect(present.has(id)).toBe(plain.has(id));
      expect(present.size).toBe(plain.size);
    }
    expect(new Map(present)).toEqual(plain);
    expect([...present.values()].length).toBe(plain.size);
    expect([...present.keys()].sort()).toEqual([...plain.keys()].sort());
    const layers = Layered.layersOf(present);
    if (layers) expect(new Map([...layers.below].flatMap(([id, one]) => (layers.above.has(id) ? [] : [[id, one] as const])).concat([...layers.above].flatMap(([id, one]) => (one ? [[id, one] as const] : []))))).toEqual(plain);
    const seen: string[] = [];
    present.forEach((annotation, id) => { if (annotation.id === id) seen.push(id); });
    expect(seen).toEqual([...present.keys()]);
  }), { numRuns: 15 });
});
