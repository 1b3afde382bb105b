import { link, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { exportDocument, importDocument, isSameFile, keepText, makeCopy, openCopy, placeDocument, type Basis } from '../../electron/document-job';
import { readHtmlCopy } from '../../electron/html-copy';
import { loadDocumentText } from '../../electron/document-text';
import { readSnapshot } from '../../electron/snapshots';
import { annotationOn, inWorkshop, valueOf, type Workshop } from './workshop';

const source = 'First line, with a cafe\u0301.\r\n\r\nThe ferryman 👩‍👩‍👧‍👦 nodded & <cast> off.\r\nLast line';
const text = source.replaceAll('\r\n', '\n');
const annotations = [
  annotationOn(text, 'First', 1, { comment: '“Quoted” <b>& bold</b>\nsecond line', tags: ['a', 'β'] }),
  annotationOn(text, 'line, with a cafe\u0301.\n\nThe', 2, { color: 'blue', style: 'underline' }),
  annotationOn(text, '👩‍👩‍👧‍👦', 3, { color: 'pink', comment: 'a family' }),
  annotationOn(text, 'Last line', 4, { resolved: true }),
];

async function basisFor(workshop: Workshop, name = 'text.txt'): Promise<Basis> {
  const path = await workshop.write(name, source);
  const loaded = valueOf(await loadDocumentText(path, null));
  return { path, file: loaded.file, text: loaded.fingerprint, encoding: null, annotations, deleted: [], fresh: [], snapshots: workshop.folders.snapshots };
}

for (const format of ['html', 'jsonld'] as const) {
  test(`text and annotations come back from ${format}, and a second time adds nothing`, () => inWorkshop(async (workshop) => {
    const basis = await basisFor(workshop);
    const target = join(workshop.folder, `copy.${format}`);
    const exported = valueOf(await exportDocument({ ...basis, format, version: '1', target, overwrite: false }));
    expect(exported).toEqual({ path: target, annotations: 4, losses: [], leftOut: { annotations: 0, comments: 0, replies: 0 } });
    const imported = valueOf(await importDocument({ ...basis, annotations: [] }, target));
    expect(imported).toEqual({ change: { added: expect.any(Array) as unknown, updated: [], removed: [] }, placements: {}, alreadyThere: 0, conflicts: [] });
    expect([...imported.change.added].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(annotations);
    const again = valueOf(await importDocument(basis, target));
    expect(again).toEqual({ change: { added: [], updated: [], removed: [] }, placements: {}, alreadyThere: 4, conflicts: [] });
    expect(await readFile(basis.path, 'utf8')).toBe(source);
  }));
}

test('copies made at different times are the same, and the one format carries what the other is', () => inWorkshop(async (workshop) => {
  const basis = await basisFor(workshop);
  const copy = async (format: 'html' | 'jsonld') => String(valueOf(await makeCopy({ ...basis, format, version: '1' })).content);
  const [html, jsonld] = [await copy('html'), await copy('jsonld')];
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect([await copy('html'), await copy('jsonld')]).toEqual([html, jsonld]);
  expect(JSON.parse(readHtmlCopy(html)?.jsonld ?? 'null')).toEqual(JSON.parse(jsonld));
}));

for (const format of ['html', 'docx', 'odt'] as const) test(`a ${format} copy opens as a document of the same text`, () => inWorkshop(async (workshop) => {
  const basis = await basisFor(workshop);
  const target = join(workshop.folder, `copy.${format}`);
  valueOf(await exportDocument({ ...basis, format, version: '1', target, overwrite: false }));
  const opened = valueOf(await openCopy(target, { annotations: [], deleted: [] }));
  expect(Buffer.from(opened?.bytes ?? []).toString('utf8')).toBe(source);
  expect(opened?.text).toEqual(basis.text);
  expect(opened?.compared.change.added).toHaveLength(4);
  expect(opened?.file.size).toBe((await stat(target)).size);
}));

test('an HTML file of someone else is an ordinary text', () => inWorkshop(async (workshop) => {
  const path = await workshop.write('page.html', '<!doctype html><meta name="generator" content="Manicule-like"><p>Hello');
  expect(valueOf(await openCopy(path, { annotations: [], deleted: [] }))).toBeNull();
  expect(valueOf(await loadDocumentText(path, null)).text).toContain('<p>Hello');
}));

test('importing keeps what is newer here, takes what is newer there, and tells of rivals', () => inWorkshop(async (workshop) => {
  const basis = await basisFor(workshop);
  const target = join(workshop.folder, 'copy.jsonld');
  const theirs = [
    { ...annotations[0]!, comment: 'theirs, newer', revision: 5 },
    { ...annotations[1]!, comment: 'theirs, as old as ours' },
    annotations[2]!,
    { ...annotations[3]!, revision: 2 },
  ];
  valueOf(await exportDocument({ ...basis, annotations: theirs, format: 'jsonld', version: '1', target, overwrite: false }));
  const deleted = [{ id: annotations[3]!.id, revision: 3 }];
  const imported = valueOf(await importDocument({ ...basis, annotations: annotations.slice(0, 3), deleted }, target));
  expect(imported.change.updated.map(({ after }) => [after.id, after.comment, after.revision])).toEqual([[annotations[0]!.id, 'theirs, newer', 5]]);
  expect(imported.change.added.map(({ id, revision }) => [id, revision])).toEqual([[annotations[3]!.id, 4]]);
  expect(imported).toMatchObject({ alreadyThere: 1, conflicts: [{ mine: annotations[1], theirs: { comment: 'theirs, as old as ours', target: annotations[1]!.target } }] });
}));

test('annotations on words that are not in the text arrive, unplaced', () => inWorkshop(async (workshop) => {
  const basis = await basisFor(workshop);
  const target = join(workshop.folder, 'copy.jsonld');
  valueOf(await exportDocument({ ...basis, format: 'jsonld', version: '1', target, overwrite: false }));
  const other = await workshop.write('other.txt', 'Nothing of the kind stands here, only weather reports and tide tables for Thursday.');
  const imported = valueOf(await importDocument({ ...basis, path: other, annotations: [] }, target));
  expect(imported.change.added).toHaveLength(4);
  const ferry = imported.change.added.find(({ id }) => id === annotations[2]!.id);
  expect(imported.placements[annotations[2]!.id]?.status).toBe('orphaned');
  expect(ferry?.target.textDigest).toBeDefined();
  expect(ferry?.target.quote.exact).toBe('👩‍👩‍👧‍👦');
}));

for (const [name, content] of [['nonsense', 'not JSON'], ['null', 'null'], ['an empty file', ''], ['another JSON', '{"a": [1, 2]}'], ['broken off', '{"type": "AnnotationCollection", "first": {']] as const) {
  test(`importing ${name} is refused and names the file`, () => inWorkshop(async (workshop) => {
    const basis = await basisFor(workshop);
    const from = await workshop.write('import.jsonld', content);
    expect(await importDocument(basis, from)).toMatchObject({ ok: false, problem: { kind: 'not-annotations', path: from } });
  }));
}

test('an export never goes onto the document, whatever the path is called', () => inWorkshop(async (workshop) => {
  const basis = await basisFor(workshop);
  await symlink(basis.path, join(workshop.folder, 'link.html'));
  await link(basis.path, join(workshop.folder, 'hard.html'));
  for (const target of [basis.path, join(workshop.folder, 'profile', '..', 'text.txt'), join(workshop.folder, 'link.html'), join(workshop.folder, 'hard.html')]) {
    const written = await exportDocument({ ...basis, format: 'html', version: '1', target, overwrite: true });
    expect(written, target).toEqual({ ok: false, problem: { kind: 'write-failed', path: target, code: 'SOURCE' } });
  }
  expect(await readFile(basis.path, 'utf8')).toBe(source);
  expect(await isSameFile(basis.path, join(workshop.folder, 'nowhere'))).toBe(false);
}));

test('an export replaces nothing unless it was asked to', () => inWorkshop(async (workshop) => {
  const basis = await basisFor(workshop);
  const target = await workshop.write('taken.html', 'mine');
  const request = { ...basis, format: 'html', version: '1', target } as const;
  expect(await exportDocument({ ...request, overwrite: false })).toEqual({ ok: false, problem: { kind: 'file-exists', path: target } });
  expect(await readFile(target, 'utf8')).toBe('mine');
  valueOf(await exportDocument({ ...request, overwrite: true }));
  expect(await readFile(target, 'utf8')).toContain('<mark');
}));

test('in a changed file annotations are placed by the kept text', () => inWorkshop(async (workshop) => {
  const basis = await basisFor(workshop);
  const kept = valueOf(await keepText(basis.path, null, basis.snapshots));
  expect(kept.text).toEqual(basis.text);
  expect(await readSnapshot(basis.snapshots, kept.text.digest)).toBe(text);
  await workshop.write('text.txt', `A new beginning, put here by somebody else.\r\n${source.replace('Last line', 'The end')}`);
  const placed = valueOf(await placeDocument(basis));
  expect(placed.textChanged).toBe(true);
  expect(Object.keys(placed.placements)).toEqual([annotations[3]!.id]);
  expect(placed.updates).toHaveLength(4);
  const copy = valueOf(await makeCopy({ ...basis, format: 'jsonld', version: '1' }));
  const first = copy.entries[0]!;
  expect(first.placement.status).toBe('moved');
  expect(copy.source.slice(first.placement.span!.start, first.placement.span!.end)).toBe('First');
}));

test('a snapshot is written once, and a damaged one counts as none', () => inWorkshop(async (workshop) => {
  const basis = await basisFor(workshop);
  await keepText(basis.path, null, basis.snapshots);
  const path = join(basis.snapshots, `${basis.text!.digest}.txt.gz`);
  const before = await stat(path);
  await keepText(basis.path, null, basis.snapshots);
  expect((await stat(path)).ino).toBe(before.ino);
  await workshop.write(`profile/snapshots/${basis.text!.digest}.txt.gz`, 'torn');
  expect(await readSnapshot(basis.snapshots, basis.text!.digest)).toBeNull();
  expect(await readSnapshot(basis.snapshots, '../../../etc/passwd')).toBeNull();
}));

test('a copy of some annotations leaves the others out, and says how many', () => inWorkshop(async (workshop) => {
  const basis = await basisFor(workshop);
  const options = { colors: ['yellow', 'pink'], tags: null, resolved: 'open', withComments: false, guard: null, paper: 'A4' } as const;
  const made = valueOf(await makeCopy({ ...basis, format: 'html', version: '1', options }));
  expect(made).toMatchObject({ annotations: 2, losses: [], leftOut: { annotations: 2, comments: 2, replies: 0 } });
  expect(made.content).toContain('👩‍👩‍👧‍👦');
  expect(made.content).not.toContain('a family');
}));
