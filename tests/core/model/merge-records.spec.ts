import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { colors, type Annotation, type Color } from '../../../core/model/annotation';
import { newDocumentRecord } from '../../../core/model/document-record';
import { applyChange, contains, copyIdOf, knows, layOver, mergeRecords, versionOf, type StoredRecord } from '../../../core/model/merge-records';
import { isId } from '../../../core/model/parse-annotation';
import { adding, removing, reverse, updating, type Change } from '../../../core/session/change';

const time = '2026-01-01T00:00:00.000Z';

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function sample(number: number, fields: Partial<Annotation> = {}): Annotation {
  return {
    id: idOf(number), revision: 1, created: time, modified: time, creator: '',
    target: { position: { start: number, end: number + 7 }, quote: { exact: 'cafe\u0301 👍', prefix: '', suffix: '' } },
    style: 'highlight', color: 'yellow', comment: '', tags: [], resolved: false, replies: [], ...fields,
  };
}

function edited(annotation: Annotation, fields: Partial<Annotation>): Annotation {
  return { ...annotation, ...fields, revision: annotation.revision + 1 };
}

const empty: StoredRecord = { record: newDocumentRecord(idOf(0), '/texts/a.txt', time), revision: 1, listed: true, lineage: new Map() };

function saved(stored: StoredRecord, ...changes: Change[]): StoredRecord {
  return changes.reduce((before, change) => ({ ...applyChange(before, change).stored, revision: before.revision + 1 }), stored);
}

function liveOf(stored: StoredRecord, id: string): Annotation | undefined {
  return stored.record.annotations.find((annotation) => annotation.id === id);
}

function commentsOf(stored: StoredRecord): string[] {
  return stored.record.annotations.map(({ comment }) => comment).sort();
}

const reply = (number: number, comment: string): Annotation['replies'][number] => ({ id: idOf(900 + number), creator: 'Ada', created: time, modified: time, comment });

test.describe('a change on a record', () => {
  const first = sample(1, { comment: 'first' });

  test('adds, updates and removes', () => {
    const second = edited(first, { comment: 'second' });
    const added = applyChange(empty, adding(first));
    expect(added).toMatchObject({ asGiven: true, stored: { record: { annotations: [first] } } });
    const updated = applyChange(added.stored, updating(first, second));
    expect(updated.stored.record.annotations).toEqual([second]);
    const removed = applyChange(updated.stored, removing(second));
    expect(removed.stored.record).toMatchObject({ annotations: [], deleted: [{ id: first.id, revision: 3 }] });
    const undone = applyChange(removed.stored, reverse(removing(second)));
    expect(undone).toMatchObject({ asGiven: true, stored: { record: { annotations: [{ comment: 'second', revision: 4 }], deleted: [] } } });
  });

  test('that is there already changes nothing', () => {
    const second = edited(first, { comment: 'second' });
    for (const change of [adding(first), updating(first, second), removing(second)]) {
      const once = saved(empty, ...(change.added.length ? [] : [adding(first)]), ...(change.removed.length ? [updating(first, second)] : []), change);
      expect(applyChange(once, change).stored.record).toEqual(once.record);
    }
  });

  const cases: readonly { name: string; disk: Partial<Annotation>; after: Partial<Annotation>; merged: Partial<Annotation>; kept: readonly Partial<Annotation>[] }[] = [
    { name: 'another field', disk: { color: 'blue' }, after: { comment: 'mine' }, merged: { color: 'blue', comment: 'mine' }, kept: [] },
    { name: 'the same field to the same value', disk: { color: 'blue', comment: 'theirs' }, after: { color: 'blue' }, merged: { color: 'blue', comment: 'theirs' }, kept: [] },
    { name: 'the same field to another value', disk: { comment: 'theirs 👍' }, after: { comment: 'mine' }, merged: { comment: 'mine' }, kept: [{ comment: 'theirs 👍' }] },
    { name: 'the comment, which says both', disk: { comment: 'first, theirs' }, after: { comment: 'first, theirs, mine' }, merged: { comment: 'first, theirs, mine' }, kept: [] },
    { name: 'tags', disk: { tags: ['x', 'theirs'] }, after: { tags: ['mine'] }, merged: { tags: ['mine', 'theirs'] }, kept: [] },
    { name: 'replies', disk: { replies: [reply(1, 'theirs')] }, after: { replies: [reply(2, 'mine')] }, merged: { replies: [reply(2, 'mine'), reply(1, 'theirs')] }, kept: [] },
    { name: 'the same colour differently', disk: { color: 'blue' }, after: { color: 'green' }, merged: { color: 'green' }, kept: [{ color: 'blue' }] },
  ];
  for (const { name, disk, after, merged, kept } of cases) {
    test(`meets another change of ${name}`, () => {
      const before = sample(1, { comment: 'first', tags: ['x'] });
      const theirs = edited(before, disk);
      const outcome = applyChange(saved(empty, adding(before), updating(before, theirs)), updating(before, edited(before, after)));
      expect(liveOf(outcome.stored, before.id)).toMatchObject({ ...merged, revision: 3 });
      const others = outcome.stored.record.annotations.filter(({ id }) => id !== before.id);
      expect(others).toHaveLength(kept.length);
      for (const [index, fields] of kept.entries()) expect(others[index]).toMatchObject({ ...fields, id: copyIdOf(theirs) });
      expect(outcome.asGiven).toBe(false);
    });
  }

  test('that someone else made the same way is not made twice', () => {
    const blue = edited(first, { color: 'blue' });
    const there = saved(empty, adding(first), updating(first, blue));
    expect(applyChange(there, updating(first, blue))).toMatchObject({ asGiven: true, stored: there });
  });

  test('does not delete what was said since', () => {
    const theirs = edited(first, { comment: 'said since' });
    const outcome = applyChange(saved(empty, adding(first), updating(first, theirs)), removing(first));
    expect(outcome.asGiven).toBe(false);
    expect(outcome.stored.record.annotations).toEqual([theirs]);
  });

  test('brings back what was deleted meanwhile', () => {
    const outcome = applyChange(saved(empty, adding(first), removing(first)), updating(first, edited(first, { comment: 'still needed' })));
    expect(outcome.stored.record).toMatchObject({ annotations: [{ comment: 'still needed' }], deleted: [] });
  });
});

test.describe('two copies of a record', () => {
  const first = sample(1, { comment: 'first' });
  const base = saved(empty, adding(first));

  test('an older copy adds nothing', () => {
    const later = saved(base, updating(first, edited(first, { comment: 'second' })), adding(sample(2)));
    expect(mergeRecords(later, base).record.annotations).toHaveLength(2);
    expect(commentsOf(mergeRecords(base, later))).toEqual(['', 'second']);
    expect(knows(later, base)).toBe(true);
    expect(knows(base, later)).toBe(false);
  });

  test('two edits on one side do not hide one edit on the other', () => {
    const once = edited(first, { comment: 'here' });
    const here = saved(base, updating(first, once), updating(once, edited(once, { comment: 'here, twice' })));
    const there = saved(base, updating(first, edited(first, { comment: 'there' })));
    const merged = mergeRecords(here, there);
    expect(commentsOf(merged)).toEqual(['here, twice', 'there']);
    expect(liveOf(merged, first.id)?.comment).toBe('here, twice');
    expect(isId(merged.record.annotations.find(({ comment }) => comment === 'there')?.id)).toBe(true);
  });

  test('an edit outlives a deletion that had not seen it', () => {
    const there = saved(base, updating(first, edited(first, { comment: 'there' })));
    const merged = mergeRecords(saved(base, removing(first)), there);
    expect(merged.record).toMatchObject({ annotations: [{ comment: 'there' }], deleted: [] });
  });

  test('a deletion holds against the version it deleted', () => {
    const merged = mergeRecords(saved(base, removing(first)), base);
    expect(merged.record).toMatchObject({ annotations: [], deleted: [{ id: first.id }] });
  });

  test('what counts in another text says so', () => {
    const withText = (stored: StoredRecord, digest: string, revision: number): StoredRecord =>
      ({ ...stored, revision, record: { ...stored.record, text: { digest, length: 10 } } });
    const merged = mergeRecords(withText(saved(base, adding(sample(2))), 'new', 9), withText(saved(base, adding(sample(3))), 'old', 4));
    expect(merged.record.text?.digest).toBe('new');
    expect(merged.record.annotations.map(({ id, target }) => [id, target.textDigest])).toEqual([[idOf(1), undefined], [idOf(2), undefined], [idOf(3), 'old']]);
  });

  const onFile = (stored: StoredRecord, revision: number, sha256: string | null, digest: string | null): StoredRecord => ({
    ...stored, revision,
    record: { ...stored.record, file: sha256 === null ? null : { size: 10, modifiedMs: 1, sha256 }, text: digest === null ? null : { digest, length: 10 } },
  });
  const one = saved(empty, adding(sample(1)));
  const cases: { what: string; newer: StoredRecord; older: StoredRecord; subject: [file: string | undefined, text: string | undefined]; counted: (string | undefined)[] }[] = [
    { what: 'a file whose text nobody knows, and a text of another file', newer: onFile(empty, 9, 'v1', null), older: onFile(one, 4, 'v2', 'd2'), subject: ['v1', undefined], counted: ['d2'] },
    { what: 'two files whose texts nobody knows', newer: onFile(empty, 9, 'v1', null), older: onFile(one, 4, 'v2', null), subject: ['v1', undefined], counted: ['unknown'] },
    { what: 'the same file, whose text one side knows', newer: onFile(empty, 9, 'v1', null), older: onFile(one, 4, 'v1', 'd1'), subject: ['v1', 'd1'], counted: [undefined] },
    { what: 'two files of one text', newer: onFile(empty, 9, 'v1', 'd'), older: onFile(one, 4, 'v2', 'd'), subject: ['v1', 'd'], counted: [undefined] },
    { what: 'a record that has not seen its file', newer: onFile(empty, 9, null, null), older: onFile(one, 4, 'v2', 'd2'), subject: ['v2', 'd2'], counted: [undefined] },
  ];
  for (const { what, newer, older, subject, counted } of cases) {
    test(`file and text are those of one side: ${what}`, () => {
      for (const { record } of [mergeRecords(newer, older), mergeRecords(older, newer)]) {
        expect([record.file?.sha256, record.text?.digest]).toEqual(subject);
        expect(record.annotations.map(({ target }) => target.textDigest)).toEqual(counted);
      }
    });
  }
});

/** What one machine does, as numbers that are read on the record of the moment. */
type Deed = readonly [kind: number, which: number, what: number];
const deeds = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(5)), { maxLength: 8 });

/** Does the deeds, and notes each version that someone wrote. */
function live(start: StoredRecord, machine: number, list: readonly Deed[]): { states: StoredRecord[]; written: Annotation[] } {
  const states = [start];
  const written: Annotation[] = [];
  let added = 0;
  for (const [kind, which, what] of list) {
    const stored = states.at(-1)!;
    const chosen = stored.record.annotations[which % Math.max(1, stored.record.annotations.length)];
    // Each machine has its own clock, so no two write the very same version.
    const modified = `2026-01-0${String(machine)}T00:00:0${String(states.length % 10)}.000Z`;
    const fields = { modified, ...(what < 3 ? { color: colors[what] as Color } : { comment: `${String(what)} by ${String(machine)} é` }) };
    const change = kind === 0 || !chosen ? adding(sample(100 * machine + (added += 1), fields))
      : kind === 1 ? removing(chosen) : updating(chosen, edited(chosen, fields));
    written.push(...change.added, ...change.updated.map(({ after }) => after));
    states.push(saved(stored, change));
  }
  return { states, written };
}

/** True when someone removed or replaced this version knowingly, or it is still to be seen. */
function accountedFor(merged: StoredRecord, version: Annotation): boolean {
  if (merged.record.annotations.some((annotation) => annotation.id === version.id && versionOf(annotation) === versionOf(version))) return true;
  const gone = (merged.lineage.get(version.id) ?? []).includes(versionOf(version));
  return gone && (liveOf(merged, version.id) !== undefined || merged.record.deleted.some(({ id }) => id === version.id));
}

/** True when all that this version says is still said, or was said by a version that a person replaced or deleted. */
function isSaid(merged: StoredRecord, version: Annotation, replaced: readonly Annotation[]): boolean {
  return [...merged.record.annotations, ...replaced].some((other) => contains(other, version));
}

/** The versions that someone replaced or deleted knowingly. */
function replacedIn(states: readonly StoredRecord[]): Annotation[] {
  const lineage = states.at(-1)!.lineage;
  return states.flatMap(({ record }) => record.annotations).filter((version) => (lineage.get(version.id) ?? []).includes(versionOf(version)));
}

test.describe('any copies of a record', () => {
  const start = saved(empty, adding(sample(1, { comment: 'one' }), sample(2, { comment: 'two' }), sample(3)));
  const machines = fc.tuple(deeds, deeds, deeds).map((lists) => lists.map((list, machine) => live(start, machine + 1, list)));

  test('merge to the same whatever the order', () => {
    fc.assert(fc.property(machines, (all) => {
      const [a, b, c] = all.map(({ states }) => states.at(-1)!) as [StoredRecord, StoredRecord, StoredRecord];
      expect(mergeRecords(a, b)).toEqual(mergeRecords(b, a));
      const outcome = mergeRecords(mergeRecords(a, b), c);
      for (const other of [mergeRecords(mergeRecords(a, c), b), mergeRecords(mergeRecords(c, b), a), mergeRecords(c, mergeRecords(b, a))]) expect(other).toEqual(outcome);
    }), { numRuns: 120 });
  });

  test('merge again without effect', () => {
    fc.assert(fc.property(machines, (all) => {
      const [a, b] = all.map(({ states }) => states.at(-1)!) as [StoredRecord, StoredRecord];
      const merged = mergeRecords(a, b);
      expect(mergeRecords(merged, merged)).toEqual(merged);
      expect(mergeRecords(merged, b)).toEqual(merged);
      expect(mergeRecords(a, merged)).toEqual(merged);
      expect(knows(merged, a) && knows(merged, b)).toBe(true);
    }), { numRuns: 120 });
  });

  test('lose no version that no one replaced, older copies among them or not', () => {
    fc.assert(fc.property(machines, fc.array(fc.tuple(fc.nat(2), fc.nat(8)), { maxLength: 4 }), (all, older) => {
      const snapshots = older.map(([machine, state]) => all[machine]!.states[state % all[machine]!.states.length]!);
      const merged = [...snapshots, ...all.map(({ states }) => states.at(-1)!)].reduce(mergeRecords);
      for (const { written } of all) for (const version of written) expect(accountedFor(merged, version)).toBe(true);
      const replaced = all.flatMap(({ states }) => replacedIn(states));
      for (const { states } of all) for (const mine of states.at(-1)!.record.annotations) expect(isSaid(merged, mine, replaced)).toBe(true);
    }), { numRuns: 120 });
  });

  test('saved from two windows lose nothing either', () => {
    fc.assert(fc.property(deeds, deeds, (one, two) => {
      const here = live(start, 1, one);
      const there = live(start, 2, two);
      let both = start;
      for (let index = 0; index < 8; index += 1) {
        for (const { states } of [here, there]) {
          const [before, after] = [states[index], states[index + 1]];
          if (!before || !after) continue;
          both = saved(both, difference(before, after));
        }
      }
      for (const [states, others] of [[here.states, there.states], [there.states, here.states]] as const) {
        for (const mine of states.at(-1)!.record.annotations) {
          const replaced = replacedIn(others).filter(({ id }) => id === mine.id);
          const original = liveOf(start, mine.id);
          const about = both.record.annotations.filter(({ target }) => target.position.start === mine.target.position.start);
          if (mine.comment !== original?.comment && !replaced.some(({ comment }) => comment === mine.comment)) expect(about.some(({ comment }) => comment.includes(mine.comment))).toBe(true);
          if (mine.color !== original?.color && !replaced.some(({ color }) => color === mine.color)) expect(about.some(({ color }) => color === mine.color)).toBe(true);
        }
      }
    }), { numRuns: 120 });
  });
});

function difference(before: StoredRecord, after: StoredRecord): Change {
  const [older, newer] = [before, after].map(({ record }) => new Map(record.annotations.map((annotation) => [annotation.id, annotation]))) as [Map<string, Annotation>, Map<string, Annotation>];
  return {
    added: [...newer.values()].filter(({ id }) => !older.has(id)),
    removed: [...older.values()].filter(({ id }) => !newer.has(id)),
    updated: [...newer.values()].flatMap((version) => {
      const previous = older.get(version.id);
      return previous && versionOf(previous) !== versionOf(version) ? [{ before: previous, after: version }] : [];
    }),
  };
}

test('changes ten thousand annotations at once in the time that their number asks for', () => {
  const annotations = Array.from({ length: 10_000 }, (_, index) => sample(index));
  const start: StoredRecord = { ...empty, record: { ...empty.record, annotations } };
  const updated = annotations.map((before) => ({ before, after: { ...before, revision: 2, comment: 'e\u0301 👍' } }));
  const { stored } = applyChange(start, { added: [], updated, removed: [] });
  expect(stored.lineage.size).toBe(10_000);
  expect(stored.record.annotations.every(({ comment }) => comment === 'e\u0301 👍')).toBe(true);
});

test.describe('a change on its way to the disk, over what came from there', () => {
  const before = sample(1, { comment: 'before' });
  const blue = updating(before, edited(before, { color: 'blue' }));
  const over = (list: readonly Annotation[], change: Change): Annotation[] => {
    const annotations = new Map(list.map((annotation) => [annotation.id, annotation]));
    layOver(annotations, change);
    return [...annotations.values()];
  };

  test('what others did to other fields shows, before the change is there and after', () => {
    const theirs = edited(before, { comment: 'theirs 👍', tags: ['theirs'] });
    expect(over([theirs], blue)).toMatchObject([{ color: 'blue', comment: 'theirs 👍', tags: ['theirs'] }]);
    const stored = saved(saved({ ...empty, record: { ...empty.record, annotations: [before] } }, updating(before, theirs)), blue);
    expect(over(stored.record.annotations, blue)).toEqual(stored.record.annotations);
  });

  test('what is added, removed or was deleted by others meanwhile is as it will be', () => {
    expect(over([], adding(before))).toEqual([before]);
    expect(over([edited(before, { comment: 'theirs' })], adding(before))).toMatchObject([{ comment: 'theirs' }]);
    expect(over([before], removing(before))).toEqual([]);
    expect(over([], blue)).toMatchObject([{ color: 'blue' }]);
  });
});
