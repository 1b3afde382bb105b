import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { describe } from '../../core/anchor/describe';
import { standsExactly } from '../../core/anchor/stands-exactly';
import { unknownText } from '../../core/model/annotation';
import { carryAnnotations, neededTexts } from '../../electron/carry-annotations';
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

/** Rows of equal width. */
const table = Array.from({ length: 30 }, (_, row) => `| item ${String(row + 10)} | state 😀 | sign |\n`).join('');
/** A mark on “sign” in a row of the table, which stands after `head`. */
const inRow = (row: number, head = '') => {
  const start = head.length + table.indexOf('sign', table.indexOf(`item ${String(row)}`));
  return { ...annotationOn(head + table, 'sign', row), target: describe(head + table, { start, end: start + 4 }) };
};

test('a text in which a target does not stand between its own context is not the one that it counts in', () => {
  const head = '| item 09 | state 😀 | sign |\n';
  const mark = inRow(15, head);
  // Written down as if it counted in the table without that row: there the same words stand a row further down.
  const { updates, placements } = carryAnnotations({
    text: head + table, digest: digest(head + table), base: { digest: digest(table) }, annotations: [mark], fresh: new Set(), earlierTexts: new Map([[digest(table), table]]),
  });
  expect(placements).toEqual({});
  expect(updates.map(({ after }) => after.target)).toEqual([]);
});

test('what is said to count in the present text and does not stand there is placed by its quote', () => {
  const mark = inRow(15);
  const width = table.indexOf('\n') + 1;
  const wrong = { ...mark, target: { ...mark.target, position: { start: mark.target.position.start - width, end: mark.target.position.end - width } } };
  for (const [base, fresh] of [[digest(table), []], [digest(old), [mark.id]]] as const) {
    const { updates, placements } = carry(table, { annotations: [wrong], base, fresh: [...fresh] });
    expect(placements).toEqual({});
    expect(updates.map(({ after }) => after.target)).toEqual([mark.target]);
  }
});

test('among rows that are all the same, what was marked on a text that nobody kept is for review', () => {
  const same = '| item | state 😀 | sign |\n'.repeat(40);
  const start = same.indexOf('sign', 500);
  const mark = { ...annotationOn(same, 'sign', 1), target: { ...describe(same, { start, end: start + 4 }), textDigest: unknownText } };
  const { updates, placements } = carry(same, { annotations: [mark], base: digest(same) });
  expect(updates).toEqual([]);
  expect(placements).toEqual({ [mark.id]: { status: 'unsure', span: mark.target.position, confidence: expect.any(Number) as unknown as number, formerly: start } });
});

test('what was kept without a place stays so on that text, and is looked for again on every other one', () => {
  const gone = marks[4]!;
  const without = old.replace('At last the rope was cast off, and the quay began to move.', 'Then everyone went home.');
  const changed = old.replace('the quay began to move', 'the quay began at last to move');
  const kept = { ...gone, target: { ...gone.target, textDigest: digest(old), kept: true as const } };
  const on = (text: string, base: string) => carry(text, { annotations: [kept], base: digest(base) });
  expect(on(without, without)).toMatchObject({ updates: [], placements: { [gone.id]: { status: 'orphaned', span: null } }, textChanged: false });
  // Decided about a passage that was changed: it has no place in that text, whatever could be found.
  expect(on(changed, changed)).toMatchObject({ updates: [], placements: { [gone.id]: { status: 'orphaned', span: null } } });
  expect(on(`New.\n\n${without}`, without)).toMatchObject({ updates: [], placements: { [gone.id]: { status: 'orphaned' } } });
  const review = on(changed, without);
  expect(review.updates.map(({ after }) => after.target)).toEqual([{ ...gone.target, textDigest: digest(old) }]);
  expect(review.placements[gone.id]?.span).not.toBeNull();
  for (const back of [on(old, without), on(`New words in front.\n\n${old}`, without)]) {
    expect(back.placements).toEqual({});
    expect(back.updates.map(({ after }) => [after.target.textDigest, after.target.kept])).toEqual([[undefined, undefined]]);
  }
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
