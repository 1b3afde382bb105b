import { expect, test } from '@playwright/test';
import { changingTag, restoringTags } from '../../../core/model/tags';
import { apply, reverse } from '../../../core/session/change';
import { annotationOf } from '../annotation-sample';

const now = '2026-02-02T00:00:00.000Z';
const tagged = (number: number, ...tags: string[]) => annotationOf(number, 0, 1, { tags });
const given = [tagged(1, 'law', 'métal 👩‍⚖️'), tagged(2, 'Law'), tagged(3, 'law', 'rule'), tagged(4)];
const after = (from: string, to: string | null) => changingTag(given, from, to, now).updated.map(({ after: next }) => next.tags);

const changes: readonly (readonly [string, string, string | null, readonly (readonly string[])[]])[] = [
  ['renamed', 'law', 'order', [['order', 'métal 👩‍⚖️'], ['order', 'rule']]],
  ['renamed to one that is there: the two become one', 'law', 'rule', [['rule', 'métal 👩‍⚖️'], ['rule']]],
  ['spelt differently', 'law', 'LAW', [['LAW', 'métal 👩‍⚖️'], ['LAW', 'rule']]],
  ['removed', 'law', null, [['métal 👩‍⚖️'], ['rule']]],
  ['tidied', 'métal 👩‍⚖️', ' #metal ', [['law', 'metal']]],
  ['renamed to nothing: nothing happens', 'law', ' # ', []],
  ['renamed to itself: nothing happens', 'law', 'law', []],
  ['not there', 'nowhere', 'x', []],
];

for (const [name, from, to, tags] of changes) {
  test(`a tag is ${name}`, () => {
    expect(after(from, to)).toEqual(tags);
  });
}

test('a change of tags is a change like any other: it has a reverse', () => {
  const before = new Map(given.map((annotation) => [annotation.id, annotation]));
  const change = changingTag(given, 'law', 'rule', now);
  const back = apply(apply(before, change), reverse(change));
  expect([...back.values()].map(({ tags }) => tags)).toEqual(given.map(({ tags }) => tags));
});

test('tags come back where nobody changed them since', () => {
  const change = changingTag(given, 'law', null, now);
  const present = [{ ...change.updated[0]!.after, comment: 'new' }, { ...change.updated[1]!.after, tags: ['other'] }];
  expect(restoringTags(present, change, now).updated.map(({ after: next }) => [next.tags, next.comment])).toEqual([[['law', 'métal 👩‍⚖️'], 'new']]);
});
