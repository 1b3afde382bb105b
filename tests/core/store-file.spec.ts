import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { newDocumentRecord } from '../../core/model/document-record';
import type { StoredRecord } from '../../core/model/merge-records';
import { parseStore, parseSummary, serializeStore, withEarlier, withSalvage, type Checksum, type ParsedStore, type StoreSchema } from '../../core/store-file';
import { annotationOf } from './annotation-sample';

const time = '2026-01-02T03:04:05.678Z';
const id = '00000000-0000-4000-8000-0000000000aa';

function sha256(): Checksum {
  const hash = createHash('sha256');
  return { update: (piece) => void hash.update(piece), digest: () => hash.digest('hex') };
}

function stored(count: number): StoredRecord {
  const annotations = Array.from({ length: count }, (_, index) => annotationOf(index + 1, index, index + 3, { comment: `é 👍🏽 e\u0301\n"\\\u2028${String(index)}` }));
  const record = {
    ...newDocumentRecord(id, 'C:\\Texte\\Brief "é"\n.txt', time), annotations, deleted: [{ id: annotationOf(999, 0, 1).id, revision: 3 }],
    file: { size: 7, modifiedMs: 1.5, sha256: 'ab' }, text: { digest: 'cd', length: 5 }, encoding: 'windows-1252', readingPosition: 4,
  };
  return { record, revision: 12, listed: false, lineage: new Map([[annotationOf(999, 0, 1).id, ['0123456789abcdef']]]) };
}

function serialize(value: StoredRecord): string {
  return [...serializeStore(value, time, sha256())].join('');
}

function parse(content: string, schema?: StoreSchema): ParsedStore {
  const end = content.lastIndexOf('\n', content.length - 2) + 1;
  const sum = createHash('sha256').update(content.slice(0, end)).digest('hex');
  const steps = parseStore(content.replace(/\n$/, '').split('\n'), sum, schema);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same content with a fitting checksum. */
function sealed(content: string): string {
  const body = content.slice(0, content.lastIndexOf('\n', content.length - 2) + 1);
  return `${body},"sha256":"${createHash('sha256').update(body).digest('hex')}"}\n`;
}

for (const count of [0, 1, 2, 199, 200, 201, 450]) {
  test(`reads back what it wrote: ${String(count)} annotations`, () => {
    const value = stored(count);
    const content = serialize(value);
    expect(parse(content)).toEqual({ kind: 'good', stored: value, version: 1, savedAt: time, rejected: [] });
    expect(JSON.parse(content)).toMatchObject({ format: 'manicule-document', version: 1, revision: 12, data: { annotations: value.record.annotations } });
  });
}

test('the first line tells what a list needs', () => {
  const summary = parseSummary(serialize(stored(3)).split('\n')[0] ?? '');
  expect(summary).toMatchObject({ version: 1, revision: 12, savedAt: time, data: { documentId: id, count: 3, listed: false } });
  expect(parseSummary('{"format":"another"')).toBeNull();
});

test('no byte can change unseen', () => {
  const content = serialize(stored(2));
  for (let index = 0; index < content.length - 1; index += 7) {
    const changed = `${content.slice(0, index)}${content[index] === '7' ? '8' : '7'}${content.slice(index + 1)}`;
    expect(parse(changed).kind, `at ${String(index)}: ${content.slice(index, index + 20)}`).not.toBe('good');
  }
});

test('a bad annotation does not hide the others', () => {
  const bad = '{"id":"bad","comment":"é 👍"}';
  const lines = serialize(stored(3)).split('\n');
  lines[5] = `${bad},`;
  const parsed = parse(sealed(lines.join('\n')));
  expect(parsed).toMatchObject({ kind: 'good', rejected: [bad] });
  if (parsed.kind === 'good') expect(parsed.stored.record.annotations.map(({ id: each }) => each)).toEqual([annotationOf(1, 0, 1).id, annotationOf(3, 0, 1).id]);
});

test('of two annotations with one id the one with more changes stays', () => {
  const value = stored(1);
  const first = value.record.annotations[0]!;
  const twice = { ...value, record: { ...value.record, annotations: [{ ...first, revision: 4, comment: 'newer' }, first] } };
  expect(parse(serialize(twice))).toMatchObject({ kind: 'good', stored: { record: { annotations: [{ comment: 'newer' }] } }, rejected: [JSON.stringify(first)] });
});

for (const count of [Number.MAX_SAFE_INTEGER, 2 ** 53, 1e300]) {
  test(`a count of changes that nobody can have counted can be read, and counted on from: ${String(count)}`, () => {
    const value = stored(2);
    const [first, second] = value.record.annotations;
    const lineage = new Map([...value.lineage, ...[first!, second!].map((annotation) => [annotation.id, ['fedcba9876543210']] as const)]);
    const record = { ...value.record, annotations: [{ ...first!, revision: count }, second!], deleted: value.record.deleted.map((tombstone) => ({ ...tombstone, revision: count })) };
    const parsed = parse(serialize({ ...value, record, lineage, revision: count }));
    if (parsed.kind !== 'good') throw new Error(parsed.kind);
    const read = parsed.stored;
    expect(parsed.rejected).toEqual([]);
    const bounded = read.revision;
    expect([bounded > 1e12, Number.isSafeInteger(bounded + 1e12)]).toEqual([true, true]);
    expect(read.record).toMatchObject({ annotations: [{ ...first!, revision: bounded }, second], deleted: [{ revision: bounded }] });
    // It is another version than the one that was written, so its marks would be those of others.
    expect([...read.lineage.keys()]).toEqual([...value.lineage.keys(), second!.id]);
    const on = { ...read, revision: bounded + 1, record: { ...read.record, annotations: [{ ...first!, revision: bounded + 1 }, second!] } };
    expect(parse(serialize(on))).toMatchObject({ kind: 'good', rejected: [], stored: on });
  });
}

test('annotations that could not be understood come from an earlier copy, unless they were deleted since', () => {
  const [first, second, third] = stored(3).record.annotations;
  const now = { ...stored(0), record: { ...stored(0).record, text: { digest: 'new', length: 5 }, annotations: [first!], deleted: [{ id: third!.id, revision: 2 }] } };
  const earlier = { ...stored(3), record: { ...stored(3).record, annotations: [{ ...first!, comment: 'as it was' }, second!, third!] } };
  expect(withEarlier(now, earlier).record.annotations).toEqual([first, { ...second!, target: { ...second!.target, textDigest: 'cd' } }]);
  expect(withEarlier({ ...now, record: { ...now.record, text: earlier.record.text } }, earlier).record.annotations).toEqual([first, second]);
  expect(withEarlier(earlier, now)).toBe(earlier);
});

test.describe('another version', () => {
  /** Version 1 as version 3 would see it: `path` was called `file` in version 1, `encoding` came with version 3. */
  const schema: StoreSchema = {
    version: 3,
    migrations: [({ file, ...data }) => ({ ...data, path: file, file: null }), (data) => ({ ...data, encoding: 'utf-16le' })],
  };
  const older = sealed(serialize(stored(2)).replace(/"path":("(?:[^"\\]|\\.)*"),"file":\{[^}]*\}/, '"file":$1'));

  test('that is older goes through each step to the present', () => {
    expect(parse(older, schema)).toMatchObject({
      kind: 'good', version: 1, stored: { record: { path: stored(0).record.path, file: null, encoding: 'utf-16le', annotations: stored(2).record.annotations } },
    });
    const second = sealed(serialize(stored(1)).replace('"version":1', '"version":2'));
    expect(parse(second, schema)).toMatchObject({ kind: 'good', version: 2, stored: { record: { path: stored(0).record.path, encoding: 'utf-16le' } } });
  });

  test('that is older and damaged is no present one', () => {
    expect(parse(older.replace('"listed"', '"LISTED"'), schema).kind).toBe('damaged');
  });

  test('that is newer is read as far as it is understood, whatever its checksum', () => {
    const newer = serialize(stored(2)).replace('"version":1', '"version":2').replace('"listed":false', '"listed":false,"shelf":"👍"');
    expect(parse(newer)).toMatchObject({ kind: 'newer', version: 2, stored: { record: { annotations: stored(2).record.annotations } } });
    expect(parse('{"format":"manicule-document","version":9,"data":[1]}\n')).toEqual({ kind: 'newer', version: 9, stored: null });
  });
});

test.describe('damage', () => {
  const good = stored(3);
  const [first, second, third] = good.record.annotations as [typeof good.record.annotations[0], typeof good.record.annotations[0], typeof good.record.annotations[0]];
  const salvaged = (content: string): StoredRecord | null => {
    const parsed = parse(content);
    return parsed.kind === 'damaged' ? withSalvage(null, parsed.salvage) : null;
  };

  test('leaves the lines that are whole', () => {
    const lines = serialize(good).split('\n');
    lines[5] = (lines[5] ?? '').slice(0, 30);
    expect(salvaged(lines.join('\n'))?.record).toMatchObject({ documentId: id, annotations: [first, third], deleted: good.record.deleted });
    expect(salvaged(lines.slice(0, 5).join('\n'))?.record.annotations).toEqual([first]);
  });

  test('of the first line leaves the annotations to an earlier copy', () => {
    const parsed = parse(serialize(good).replace('"format"', '"f'));
    expect(parsed).toMatchObject({ kind: 'damaged', salvage: { head: null, annotations: [first, second, third] } });
    if (parsed.kind !== 'damaged') return;
    expect(withSalvage(null, parsed.salvage)).toBeNull();
    const copy = { ...good, record: { ...good.record, annotations: [{ ...first, comment: 'as it was saved' }, { ...second, revision: 5 }] } };
    expect(withSalvage(copy, parsed.salvage)?.record.annotations).toEqual([{ ...first, comment: 'as it was saved' }, { ...second, revision: 5 }, third]);
  });

  test('does not bring back what was deleted', () => {
    const gone = { ...stored(0), record: { ...stored(0).record, deleted: [{ id: first.id, revision: 2 }] } };
    expect(withSalvage(gone, { head: null, annotations: [first, second], deleted: [{ id: third.id, revision: 2 }] })?.record).toMatchObject({ annotations: [second] });
    expect(withSalvage(good, { head: null, annotations: [], deleted: [{ id: third.id, revision: 2 }] })?.record.annotations).toEqual([first, second]);
  });
});
