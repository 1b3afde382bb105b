import { expect, test } from '@playwright/test';
import { withReply, withResolved } from '../../../core/model/discussion';
import { annotationOf } from '../annotation-sample';

const ana = { creator: 'Ana', now: '2026-01-02T00:00:00.000Z' };
const ben = { creator: 'Ben', now: '2026-01-03T00:00:00.000Z' };
const id = '00000000-0000-4000-8000-00000000000a';

test('a reply is added, corrected and taken away; each is a further revision', () => {
  const annotation = annotationOf(1, 0, 4);
  const added = withReply(annotation, id, 'Yes 👩‍⚖️', ana);
  expect(added).toMatchObject({ revision: annotation.revision + 1, modified: ana.now, replies: [{ id, comment: 'Yes 👩‍⚖️', creator: 'Ana', created: ana.now, modified: ana.now }] });
  const corrected = added && withReply(added, id, 'No', ben);
  expect(corrected?.replies).toEqual([{ id, comment: 'No', creator: 'Ana', created: ana.now, modified: ben.now }]);
  expect(corrected && withReply(corrected, id, '', ben)?.replies).toEqual([]);
});

test('nothing to say, or the same again, is no change', () => {
  const annotation = annotationOf(1, 0, 4);
  expect(withReply(annotation, id, '', ana)).toBeNull();
  const added = withReply(annotation, id, 'Yes', ana);
  expect(added && withReply(added, id, 'Yes', ben)).toBeNull();
});

test('resolving and reopening are changes like others', () => {
  const annotation = annotationOf(1, 0, 4);
  const resolved = withResolved(annotation, true, ana.now);
  expect(resolved).toEqual({ ...annotation, resolved: true, modified: ana.now, revision: annotation.revision + 1 });
  expect(withResolved(resolved, false, ben.now).resolved).toBe(false);
});
