import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { standsExactly } from '../../core/anchor/stands-exactly';
import { carryAnnotations, neededTexts, unknownText } from '../../electron/carry-annotations';
import { annotationOn } from './workshop';

const old = [
  'The harbour clock had stopped at noon.',
  'A ferryman 👩‍👩‍👧‍👦 with a cafe\u0301 in hand nodded at it as if it had spoken to him.',
  'Nobody asked him what hour it was, since each of them had come by another clock.',
  'עברית: קרא לאט, והטקסט יענה לך.',
  'At last the rope was cast off, and the quay began to move.',
].join('\n\n');

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const marks = ['harbour clock', '👩‍👩‍👧‍👦 with a cafe\u0301', 'clock had stopped', 'קרא לאט', 'the quay began to move'].map((exact, index) => annotationOn(old, exact, index + 1));

function carry(text: string, options: { kept?: boolean; annotations?: typeof marks; base?: string | null; fresh?: string[] } = {}) {
  const { kept = true, annotations = marks, base = digest(old), fresh = [] } = options;
  return carryAnnotations({
    text, digest: digest(text), base: base === null ? null : { digest: base }, annotations, fresh: new Set(fresh),
    earlierTexts: new Map(kept ? [[digest(old), old]] : []),
  });
}

test('on the same text nothing is to be done', () => {
  expect(carry(old)).toEqual({ updates: [], placements: {}, textChanged: false });
});

for (const kept of [true, false]) {
  const how = kept ? 'by the kept text' : 'by the quotes alone';
  test(`a paragraph put before them moves all annotations, ${how}`, () => {
    const inserted = 'An entirely new beginning, written by someone else in quite other words.\n\n';
    const { updates, placements, textChanged } = carry(inserted + old, { kept });
    expect(textChanged).toBe(true);
    expect(placements).toEqual({});
    expect(updates.map(({ after }) => after.target.position.start)).toEqual(marks.map(({ target }) => target.position.start + inserted.length));
    for (const { before, after } of updates) {
      expect(after).toEqual({ ...before, revision: before.revision + 1, target: after.target });
      expect(standsExactly(inserted + old, after.target)).toBe(true);
    }
  });

  test(`a deleted passage keeps its old target and names the text it counts in, ${how}`, () => {
    const without = old.replace('At last the rope was cast off, and the quay began to move.', 'Then everyone went home and slept soundly until Thursday.');
    const { updates, placements } = carry(without, { kept });
    const gone = marks[4]!;
    expect(placements[gone.id]?.status).toBe('orphaned');
    const update = updates.find(({ after }) => after.id === gone.id);
    expect(update?.after.target).toEqual({ ...gone.target, textDigest: digest(old) });
    expect(Object.keys(placements)).toEqual([gone.id]);
  });
}

test('a second carry does not touch what waits for review, and brings it back with its text', () => {
  const without = old.replace('At last the rope was cast off, and the quay began to move.', 'Then everyone went home.');
  const after = new Map(carry(without).updates.map((update) => [update.after.id, update.after]));
  const annotations = marks.map((mark) => after.get(mark.id) ?? mark);
  const again = carry(without, { annotations, base: digest(without) });
  expect(again.updates).toEqual([]);
  expect(Object.keys(again.placements)).toEqual([marks[4]!.id]);
  const back = carry(old, { annotations, base: digest(without) });
  expect(back.updates.find(({ after: { id } }) => id === marks[4]!.id)?.after.target).toEqual(marks[4]!.target);
  expect(back.placements).toEqual({});
});

test('what was made on the present text stays, whatever the record says', () => {
  const text = `New first line.\n\n${old}`;
  const fresh = annotationOn(text, 'New first line', 9);
  const { updates } = carry(text, { annotations: [...marks, fresh], fresh: [fresh.id] });
  expect(updates.map(({ after }) => after.id)).toEqual(marks.map(({ id }) => id));
});

test('targets that were saved before the digest they count in was saved are recognised', () => {
  const text = `Something new in front.\n\n${old}`;
  const moved = carry(text).updates.map(({ after }) => after);
  expect(carry(text, { annotations: moved })).toEqual({ updates: [], placements: {}, textChanged: true });
});

test('annotations on a text that nobody wrote down are found by their quotes', () => {
  const { updates, placements } = carry(`Ahead.\n\n${old}`, { base: null });
  expect(placements).toEqual({});
  expect(updates).toHaveLength(marks.length);
});

test('only earlier texts that can be known are asked for', () => {
  const other = annotationOn(old, 'noon', 7);
  const waiting = { ...other, target: { ...other.target, textDigest: 'a'.repeat(64) } };
  const lost = { ...other, id: marks[0]!.id, target: { ...other.target, textDigest: unknownText } };
  expect([...neededTexts({ digest: 'b'.repeat(64), base: { digest: 'c'.repeat(64) }, annotations: [marks[1]!, waiting, lost], fresh: new Set() })]).toEqual(['c'.repeat(64), 'a'.repeat(64)]);
  expect([...neededTexts({ digest: 'b'.repeat(64), base: { digest: 'b'.repeat(64) }, annotations: marks, fresh: new Set() })]).toEqual([]);
});
