import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { withFields, type Annotation } from '../../../core/model/annotation';
import { adding, removing, updating } from '../../../core/session/change';
import { perform, redo, startSession, undo, withAnnotations, type Session, type Step } from '../../../core/session/session';
import { annotationOf } from '../annotation-sample';

const later = '2026-02-02T00:00:00.000Z';
const one = annotationOf(1, 0, 5);

function after(step: Step | null): Session {
  if (!step) throw new Error('There was nothing to do.');
  return step.session;
}

test('typing in one comment is taken back in one step, other changes one by one', () => {
  let session = after(perform(startSession([]), adding(one)));
  for (const comment of ['a', 'ab', 'abc']) {
    const present = session.annotations.get(one.id) ?? one;
    session = after(perform(session, updating(present, withFields(present, { comment }, later)), `comment ${one.id}`));
  }
  session = after(undo(session));
  expect(session.annotations.get(one.id)?.comment).toBe('');
  session = after(undo(session));
  expect(session.annotations.size).toBe(0);
  expect(undo(session)).toBeNull();
  session = after(redo(session));
  session = after(redo(session));
  expect(session.annotations.get(one.id)?.comment).toBe('abc');
  expect(redo(session)).toBeNull();
});

test('a new change ends what could be made again', () => {
  let session = after(perform(startSession([]), adding(one)));
  session = after(undo(session));
  session = after(perform(session, adding(annotationOf(2, 1, 2))));
  expect(redo(session)).toBeNull();
});

test('an undo keeps what another program did to the same annotation meanwhile in its revision count', () => {
  const recolored = withFields(one, { color: 'blue' }, later);
  let session = after(perform(startSession([one]), updating(one, recolored)));
  const theirs = { ...recolored, comment: 'from elsewhere', revision: 9 };
  session = withAnnotations(session, [theirs]);
  const step = undo(session);
  expect(step?.change.updated[0]?.before).toEqual(theirs);
  expect(step?.change.updated[0]?.after.revision).toBeGreaterThan(9);
});

test('an undo passes over an annotation that another program deleted', () => {
  const session = withAnnotations(after(perform(startSession([one]), updating(one, withFields(one, { color: 'pink' }, later)))), []);
  const step = undo(session);
  expect(step?.change).toEqual({ added: [], updated: [], removed: [] });
});

/** A reply, for which only its id and what it says matter. */
function say(to: Annotation, number: number, comment: string): Annotation {
  const reply = { id: `00000000-0000-4000-8000-00000000900${String(number)}`, creator: '', created: later, modified: later, comment };
  return { ...to, replies: [...to.replies, reply], revision: to.revision + 1 };
}

/** What becomes of the first annotation when `mine` is taken back after somebody else made `theirs` of it. */
function undone(mine: Annotation, theirs: Annotation): Annotation | undefined {
  return undo(withAnnotations(after(perform(startSession([one]), updating(one, mine))), [theirs]))?.session.annotations.get(one.id);
}

test('an undo takes back what was done here, and nothing that somebody else said or did since', () => {
  const answered = say(one, 1, 'mine');
  expect(undone(answered, say(answered, 2, 'theirs'))?.replies.map(({ comment }) => comment)).toEqual(['theirs']);
  const tagged = withFields(one, { tags: ['mine'] }, later);
  expect(undone(tagged, withFields(tagged, { tags: ['mine', 'the\u0301irs'] }, later))?.tags).toEqual(['the\u0301irs']);
  const commented = withFields(one, { comment: 'mine', color: 'blue' }, later);
  expect(undone(commented, withFields(commented, { comment: 'mine, and theirs' }, later))).toMatchObject({ comment: 'mine, and theirs', color: one.color });
  const untagged = withFields(one, { tags: [] }, later);
  expect(undo(withAnnotations(after(perform(startSession([withFields(one, { tags: ['a', 'b'] }, later)]), updating(withFields(one, { tags: ['a', 'b'] }, later), untagged))), [{ ...untagged }]))?.session.annotations.get(one.id)?.tags).toEqual(['a', 'b']);
});

test('what somebody else said to an annotation keeps it from going with the undo that would take it away', () => {
  const made = after(perform(startSession([]), adding(one)));
  expect(undo(withAnnotations(made, [say(one, 1, 'theirs 👍')]))?.session.annotations.get(one.id)?.replies).toHaveLength(1);
  expect(undo(withAnnotations(made, [withFields(one, { comment: 'theirs' }, later)]))?.session.annotations.get(one.id)?.comment).toBe('theirs');
  expect(undo(withAnnotations(made, [withFields(one, { color: 'pink' }, later)]))?.session.annotations.size).toBe(0);
});

test('typing that goes on after somebody else did something is taken back without that', () => {
  const mine = withFields(one, { comment: 'mine' }, later);
  let session = after(perform(startSession([one]), updating(one, mine), `comment ${one.id}`));
  const theirs = withFields(say(mine, 1, 'theirs'), { color: 'blue', tags: ['theirs'] }, later);
  session = withAnnotations(session, [theirs]);
  session = after(perform(session, updating(theirs, withFields(theirs, { comment: 'mine, and more' }, later)), `comment ${one.id}`));
  session = after(undo(session));
  expect(session.annotations.get(one.id)).toMatchObject({ comment: 'mine', color: 'blue', tags: ['theirs'], replies: [{ comment: 'theirs' }] });
  session = after(undo(session));
  expect(session.annotations.get(one.id)).toMatchObject({ comment: '', color: 'blue', tags: ['theirs'], replies: [{ comment: 'theirs' }] });
});

test('whatever is done, undoing all and making all again comes out the same; revisions only rise', () => {
  const actions = fc.array(fc.tuple(fc.constantFrom('add', 'update', 'remove', 'undo', 'redo'), fc.nat(4), fc.string({ maxLength: 4 })), { maxLength: 40 });
  fc.assert(fc.property(actions, (list) => {
    let session = startSession([annotationOf(0, 0, 1), annotationOf(1, 2, 3)]);
    const highest = new Map<string, number>();
    const take = (step: Step | null) => {
      if (!step) return;
      for (const annotation of [...step.change.added, ...step.change.updated.map((update) => update.after)]) {
        expect(annotation.revision).toBeGreaterThan(highest.get(annotation.id) ?? 0);
        highest.set(annotation.id, annotation.revision);
      }
      for (const annotation of step.change.removed) highest.set(annotation.id, annotation.revision + 1);
      session = step.session;
    };
    for (const [kind, number, comment] of list) {
      const { id } = annotationOf(number, 0, 1);
      const known = session.annotations.get(id);
      if (kind === 'undo') take(undo(session));
      else if (kind === 'redo') take(redo(session));
      else if (kind === 'add' && !known && !highest.has(id)) take(perform(session, adding(annotationOf(number, number, number + 3, { comment }))));
      else if (kind === 'update' && known) take(perform(session, updating(known, withFields(known, { comment }, later))));
      else if (kind === 'remove' && known) take(perform(session, removing(known)));
    }
    const content = (state: Session) => [...state.annotations.values()].map(({ id, comment }) => `${id} ${comment}`).sort();
    const end = content(session);
    let count = 0;
    for (let step = undo(session); step; step = undo(session)) {
      take(step);
      count += 1;
    }
    for (; count > 0; count -= 1) take(redo(session));
    expect(content(session)).toEqual(end);
  }));
});
