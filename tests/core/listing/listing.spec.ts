import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { listInSlices, type Listing } from '../../../core/listing/list-in-slices';
import { namesUsed } from '../../../core/listing/names-used';
import { comparing, everything, listed, matcher, orders, type ListQuery } from '../../../core/listing/query';
import { colors, markStyles, type Annotation } from '../../../core/model/annotation';
import { tagCounts, tidyTag, withTag, withoutTag } from '../../../core/model/tags';
import { annotationOf } from '../annotation-sample';

const place = (annotation: Annotation) => annotation.target.position.start;
const now = '2026-05-05T00:00:00.000Z';

function run<Answer>(work: Generator<void, Answer>): Answer {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

const mapOf = (annotations: readonly Annotation[]) => new Map(annotations.map((annotation) => [annotation.id, annotation]));
const idsOf = ({ entries }: Listing) => entries.map(({ annotation }) => annotation.id);

const some = fc.uniqueArray(fc.record({ number: fc.nat(60), start: fc.nat(50), color: fc.constantFrom(...colors), style: fc.constantFrom(...markStyles), resolved: fc.boolean(), tag: fc.constantFrom('law', 'metal') }), { selector: ({ number }) => number, maxLength: 40 })
  .map((all) => all.map(({ number, start, color, style, resolved, tag }) => annotationOf(number, start, start + 3, { color, style, resolved, tags: [tag] })));
const queries = fc.record({
  search: fc.constantFrom('', 'META', 'x'), order: fc.constantFrom(...orders), colors: fc.subarray([...colors]), styles: fc.subarray([...markStyles]),
  tags: fc.constantFrom([], ['law']), creators: fc.constant([]), commented: fc.constant(false), state: fc.constantFrom('all' as const, 'open' as const, 'resolved' as const),
});

test('a listing made from the one before it is the listing made anew', () => {
  fc.assert(fc.property(some, some, queries, (first, second, query: ListQuery) => {
    const before = run(listInSlices({ annotations: mapOf(first), query, place }, null));
    const both = mapOf([...first.slice(2), ...second]);
    const after = run(listInSlices({ annotations: both, query, place }, before));
    const anew = [...both.values()].filter(matcher(query)).map((annotation) => listed(annotation, place(annotation), query.order)).sort(comparing(query.order));
    expect(idsOf(after)).toEqual(anew.map(({ annotation }) => annotation.id));
  }));
});

test('100,000 entries are listed in slices that no one feels', () => {
  const annotations = mapOf(Array.from({ length: 100_000 }, (_, at) => annotationOf(at, (at * 7919) % 1_000_003, (at * 7919) % 1_000_003 + 3, { created: new Date(1e12 + ((at * 31) % 9_973) * 1000).toISOString() })));
  let slices = 0;
  const work = listInSlices({ annotations, query: { ...everything, order: 'created' }, place }, null);
  let step = work.next();
  for (; !step.done; step = work.next()) slices += 1;
  expect(slices).toBeGreaterThan(300);
  expect(step.value.entries).toHaveLength(100_000);
});

const found: { name: string; query: Partial<ListQuery>; numbers: number[] }[] = [
  { name: 'words of the quote, the comment, a tag or a reply', query: { search: 'café' }, numbers: [1, 2, 3, 4] },
  { name: 'colours', query: { colors: ['blue', 'pink'] }, numbers: [2] },
  { name: 'styles', query: { styles: ['underline'] }, numbers: [3] },
  { name: 'tags', query: { tags: ['Café 👩‍⚖️'] }, numbers: [3] },
  { name: 'authors', query: { creators: ['Ana'] }, numbers: [1] },
  { name: 'those with something said', query: { commented: true }, numbers: [2, 4] },
  { name: 'what is settled', query: { state: 'resolved' }, numbers: [1] },
  { name: 'what is open', query: { state: 'open', colors: ['yellow'] }, numbers: [3, 4] },
];
const four = [
  annotationOf(1, 0, 4, { target: { position: { start: 0, end: 4 }, quote: { exact: 'CAFÉ', prefix: '', suffix: '' } }, creator: 'Ana', resolved: true }),
  annotationOf(2, 2, 6, { comment: 'the Café', color: 'blue' }),
  annotationOf(3, 5, 9, { tags: ['Café 👩‍⚖️'], style: 'underline' }),
  annotationOf(4, 7, 9, { replies: [{ id: annotationOf(9, 0, 1).id, creator: '', created: now, modified: now, comment: 'café!' }] }),
];
for (const { name, query, numbers } of found) {
  test(`the list finds ${name}`, () => {
    expect(idsOf(run(listInSlices({ annotations: mapOf(four), query: { ...everything, ...query }, place }, null)))).toEqual(numbers.map((number) => annotationOf(number, 0, 1).id));
  });
}

test('tags are tidied, added once and taken away', () => {
  expect(tidyTag('  #law   of\u00a0 metal ')).toBe('law of metal');
  const one = withTag(annotationOf(1, 0, 4), ' law', now)!;
  expect(one).toMatchObject({ tags: ['law'], revision: 2, modified: now });
  expect(withTag(one, 'LAW', now)).toBeNull();
  expect(withTag(one, ' ', now)).toBeNull();
  const two = withTag(one, 'metal', now)!;
  expect(withoutTag(two, 'law', now)!.tags).toEqual(['metal']);
  expect([...tagCounts([two, one])]).toEqual([['law', 2], ['metal', 1]]);
});

test('the names to choose by are each there once, in the order of the alphabet, and so many at most', () => {
  const all = [annotationOf(1, 0, 1, { tags: ['metal', 'law'], creator: 'Zoë' }), annotationOf(2, 0, 1, { tags: ['law', 'äther'], creator: '' }), annotationOf(3, 0, 1, { creator: 'Ana' })];
  expect(run(namesUsed(all, 10))).toEqual({ tags: ['äther', 'law', 'metal'], creators: ['Ana', 'Zoë'] });
  expect(run(namesUsed(all, 1))).toEqual({ tags: ['äther'], creators: ['Ana'] });
});
