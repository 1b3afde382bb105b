import { randomUUID } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import { copyFile, readFile, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import { expect, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { chunkSize } from '../../core/contract';
import { adding, removing, updating } from '../../core/session/change';
import { exportDocument } from '../../electron/document-job';
import { standardSettings } from '../../core/settings';
import { OpenDocuments } from '../../electron/open-documents';
import { openLibrary } from '../../electron/storage/library';
import { annotationOn, inWorkshop, openAndSettle, runHere, tick, valueOf, type Workshop } from './workshop';

const text = 'It was a bright cold day in the harbour, and the gulls along the breakwater had been complaining since before dawn.\n\nThe ferryman 👩‍👩‍👧‍👦 nodded, with a cafe\u0301 in hand.\n\nEvery clock told another hour.\n';
const marks = [annotationOn(text, 'bright cold', 1, { comment: 'first' }), annotationOn(text, 'cold day', 2), annotationOn(text, '👩‍👩‍👧‍👦', 3)];

/** A file that was annotated and closed again. */
async function annotated(workshop: Workshop, name = 'a.txt', content: string = text): Promise<string> {
  const path = await workshop.write(name, content);
  const { opened } = await openAndSettle(workshop.documents, path);
  valueOf(await workshop.documents.get(1, opened.documentId)!.saveChange(adding(...marks)));
  await workshop.documents.close(1);
  return path;
}

test('annotations and reading position are there again', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  const first = await openAndSettle(workshop.documents, path);
  expect(first.opened).toMatchObject({ name: 'a.txt', path, size: Buffer.byteLength(text), annotations: marks, unchanged: true, readOnly: false, problems: [] });
  expect(first.settled).toEqual({ annotations: marks, placements: {}, textChanged: false, unknownBeside: 0, problems: [] });
  workshop.documents.get(1)!.saveReadingPosition(17);
  workshop.documents.get(1)!.saveReadingPosition(42);
  await workshop.documents.close(1);
  expect(valueOf(await workshop.documents.open(path, 1)).readingPosition).toBe(42);
  expect(await readFile(path, 'utf8')).toBe(text);
}));

test('annotations made before the end of a large file has come are kept', () => inWorkshop(async ({ documents, write }) => {
  const path = await write('large.txt', text + 'x'.repeat(3 * chunkSize));
  const opened = valueOf(await documents.open(path, 1));
  expect(opened.firstChunk.last).toBe(false);
  valueOf(await documents.get(1)!.saveChange(adding(marks[0]!)));
  for (let index = 1; ; index += 1) if (valueOf(await documents.get(1)!.source.readChunk(index)).last) break;
  expect(valueOf(await documents.get(1)!.settle())).toEqual({ annotations: [marks[0]], placements: {}, textChanged: false, unknownBeside: 0, problems: [] });
  await documents.close(1);
  expect((await openAndSettle(documents, path)).opened).toMatchObject({ annotations: [marks[0]], unchanged: true });
}));

test('a file with the same content and a new date has all in place', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  await utimes(path, 1, 1);
  const { opened, settled } = await openAndSettle(workshop.documents, path);
  expect(opened.unchanged).toBe(false);
  expect(settled).toEqual({ annotations: marks, placements: {}, textChanged: false, unknownBeside: 0, problems: [] });
  expect(valueOf(await workshop.documents.open(path, 1)).unchanged).toBe(true);
}));

test('in an edited file annotations move along, and one that lost its words is told', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  const edited = `Before all this there was nothing to see.\n\n${text.replace('The ferryman 👩‍👩‍👧‍👦 nodded, with a cafe\u0301 in hand.', 'Nobody at all was there to answer.')}`;
  await writeFile(path, edited);
  const { settled } = await openAndSettle(workshop.documents, path);
  expect(settled.textChanged).toBe(true);
  expect(Object.keys(settled.placements)).toEqual([marks[2]!.id]);
  const [first, second, third] = [...settled.annotations].sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(edited.slice(first!.target.position.start, first!.target.position.end)).toBe('bright cold');
  expect(edited.slice(second!.target.position.start, second!.target.position.end)).toBe('cold day');
  expect(third!.target).toEqual({ ...marks[2]!.target, textDigest: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
  const again = await openAndSettle(workshop.documents, path);
  expect(again.opened.unchanged).toBe(true);
  expect(again.settled.annotations).toEqual(settled.annotations);
  expect(again.settled.placements).toEqual(settled.placements);
  await writeFile(path, text);
  const back = await openAndSettle(workshop.documents, path);
  expect(back.settled.placements).toEqual({});
  expect(back.settled.annotations.map(({ target }) => target)).toEqual(marks.map(({ target }) => target));
}));

test('line ends and encoding may change: all stays in place', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  await writeFile(path, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.replaceAll('\n', '\r\n'), 'utf16le')]));
  const { settled } = await openAndSettle(workshop.documents, path);
  expect(settled).toEqual({ annotations: marks, placements: {}, textChanged: false, unknownBeside: 0, problems: [] });
}));

test('a renamed file keeps its annotations', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  const renamed = join(workshop.folder, 'b 😀.txt');
  await rename(path, renamed);
  const { opened, settled } = await openAndSettle(workshop.documents, renamed);
  expect(opened.annotations).toEqual([]);
  expect(settled.annotations).toEqual(marks);
  await workshop.documents.close(1);
  expect((await workshop.library.recent(9)).map((recent) => recent.path)).toEqual([renamed]);
  expect(valueOf(await workshop.documents.open(renamed, 1)).annotations).toEqual(marks);
}));

test('a copied file gets annotations of its own', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  const copy = join(workshop.folder, 'copy.txt');
  await copyFile(path, copy);
  const { settled } = await openAndSettle(workshop.documents, copy);
  expect(settled).toMatchObject({ annotations: marks, copiedFrom: { name: 'a.txt', edited: false, ids: marks.map(({ id }) => id) } });
  const changed = { ...marks[0]!, comment: 'only here', revision: 2 };
  valueOf(await workshop.documents.get(1)!.saveChange(updating(marks[0]!, changed)));
  await workshop.documents.close(1);
  expect(valueOf(await workshop.documents.open(path, 1)).annotations).toEqual(marks);
  expect(valueOf(await workshop.documents.open(copy, 2)).annotations).toContainEqual(changed);
}));

test('a file that is renamed onto one that was opened before brings its annotations, and what was there stays', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  const [onto, other] = [await workshop.write('onto.txt', 'Nothing of the kind.\n'), await workshop.write('other.txt', 'Of another kind.\n')];
  await openAndSettle(workshop.documents, onto);
  const own = annotationOn('Of another kind.\n', 'another', 7, { comment: 'own' });
  const { opened } = await openAndSettle(workshop.documents, other);
  valueOf(await workshop.documents.get(1, opened.documentId)!.saveChange(adding(own)));
  await workshop.documents.close(1);
  // Copied onto one without annotations, as if it were new; onto one with some of its own, only when it is gone from where it was.
  for (const target of [onto, other]) await copyFile(path, target);
  const copied = await openAndSettle(workshop.documents, onto);
  expect(copied.settled.annotations.map(({ id, comment, target }) => [id, comment, target])).toEqual(marks.map(({ id, comment, target }) => [id, comment, target]));
  expect((await openAndSettle(workshop.documents, other)).settled.annotations.map(({ comment }) => comment)).toEqual(['own']);
  await workshop.documents.close(1);
  await writeFile(other, 'Of another kind.\n');
  await openAndSettle(workshop.documents, other);
  await workshop.documents.close(1);
  await rename(onto, other);
  await rename(path, join(workshop.folder, 'gone.txt'));
  const { settled } = await openAndSettle(workshop.documents, other);
  expect(settled.annotations.map(({ comment }) => comment).sort()).toEqual(['own', ...marks.map(({ comment }) => comment)].sort());
  expect(Object.keys(settled.placements)).toEqual([own.id]);
  await workshop.documents.close(1);
  expect((await openAndSettle(workshop.documents, other)).settled.annotations).toEqual(settled.annotations);
  expect(workshop.problems).toEqual([]);
}));

/** Enough of a text to be known again when it was edited. */
const chapter = `${text}\n${Array.from({ length: 8 }, (_, line) => `On evening ${String(line)} the harbour book says what ${String(line * 7)} ships brought, and to whom.\n`).join('')}`;

test('an edited copy gets a record of its own, and so does a file that was renamed and edited at once, and it is said', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop, 'a.txt', chapter);
  const { documentId } = (await workshop.library.find(path))!;
  const edited = `New words at first. 😀\n\n${chapter.replace('with a cafe\u0301 in hand', 'with nothing in hand')}`;
  const copy = await workshop.write('of a.txt', edited);
  const copied = (await openAndSettle(workshop.documents, copy)).settled;
  expect(copied).toMatchObject({ textChanged: true, copiedFrom: { name: 'a.txt', edited: true, ids: marks.map(({ id }) => id) } });
  expect(copied.annotations.map(({ id, target }) => [id, edited.slice(target.position.start, target.position.end)])).toEqual(marks.map(({ id, target }) => [id, target.quote.exact]));
  await workshop.documents.close(1);
  expect((await workshop.library.find(copy))?.documentId).not.toBe(documentId);
  // What happens in the copy is the copy's alone; and it is said once.
  const again = await openAndSettle(workshop.documents, copy);
  expect(again.settled).not.toHaveProperty('copiedFrom');
  valueOf(await workshop.documents.get(1)!.saveChange(removing(...again.settled.annotations)));
  await workshop.documents.close(1);
  expect((await openAndSettle(workshop.documents, path)).settled.annotations).toEqual(marks);
  await workshop.documents.close(1);
  const renamed = await workshop.write('renamed.txt', `${edited}The end, again.\n`);
  await rename(path, join(workshop.folder, 'elsewhere'));
  await writeFile(join(workshop.folder, 'elsewhere'), '');
  const { settled } = await openAndSettle(workshop.documents, renamed);
  expect(settled).toMatchObject({ textChanged: true, placements: {}, copiedFrom: { name: 'a.txt', edited: true, gone: true, ids: marks.map(({ id }) => id) } });
  expect(settled.annotations.map(({ id }) => id)).toEqual(marks.map(({ id }) => id));
  await workshop.documents.close(1);
  expect(valueOf(await workshop.library.load(documentId))).toMatchObject({ path, annotations: marks });
  // Another text of the folder is nobody's copy.
  const other = await workshop.write('other.txt', chapter.replaceAll(/[aeiou]/g, 'o'));
  expect((await openAndSettle(workshop.documents, other)).settled.annotations).toEqual([]);
}));

test('a file that was moved, with a link left in its place, is the same document', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  const moved = join(workshop.folder, 'moved.txt');
  await rename(path, moved);
  await symlink(moved, path);
  const { settled } = await openAndSettle(workshop.documents, path);
  expect(settled.annotations).toEqual(marks);
  await workshop.documents.close(1);
  expect((await workshop.library.recent(9)).map(({ path: known }) => known)).toEqual([moved]);
}));

test('a window that closes while another one opens its document takes nothing away from it', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  await openAndSettle(workshop.documents, path);
  workshop.documents.get(1)!.saveReadingPosition(5);
  const [, second] = await Promise.all([workshop.documents.close(1), openAndSettle(workshop.documents, path, 2)]);
  const other = await openLibrary(workshop.folders.library, { now: tick, newId: randomUUID, onProblem: (problem) => workshop.problems.push(problem) });
  valueOf(await other.saveChange(workshop.documents.get(2)!.recordId!, adding(annotationOn(text, 'Every clock', 9))));
  await other.close();
  await expect.poll(() => workshop.notices.filter(({ kind }) => kind === 'annotations-changed')).toHaveLength(1);
  expect(second.settled.annotations).toEqual(marks);
}));

for (const all of [false, true]) test(`a file that is being opened in a window when ${all ? 'everything' : 'the window'} is closed is closed again`, () => inWorkshop(async (workshop) => {
  const { documents, folder } = workshop;
  const path = await annotated(workshop, 'a 😀.txt');
  const openHere = () => readdirSync('/proc/self/fd').filter((handle) => linkOf(handle)?.startsWith(folder) === true && linkOf(handle)?.endsWith('.txt'));
  const before = await openAndSettle(documents, await workshop.write('before.txt', 'Another harbour 😀.\n'), 7);
  const late = annotationOn('Another harbour 😀.\n', 'harbour', 8, { comment: 'e\u0301' });
  const opening = documents.open(path, 7);
  const again = documents.open(path, 7);
  const saved = documents.get(7, before.opened.documentId)!.saveChange(adding(late));
  await (all ? documents.closeAll() : documents.close(7));
  expect([valueOf(await saved), valueOf(await opening).name, valueOf(await again).name]).toEqual([null, 'a 😀.txt', 'a 😀.txt']);
  await expect.poll(async () => [await documents.ownerOf(path), documents.get(7)?.path ?? null, openHere()]).toEqual([null, null, []]);
  // The window after it has all of both.
  expect((await openAndSettle(documents, path, 8)).settled.annotations).toEqual(marks);
  expect((await openAndSettle(documents, before.opened.path, 9)).settled.annotations).toEqual([late]);
}));

/** What an open handle of this process is of, where that can be told. */
function linkOf(handle: string): string | null {
  try {
    return readlinkSync(`/proc/self/fd/${handle}`);
  } catch {
    return null;
  }
}

test('a link and another spelling lead to the same document', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  const link = join(workshop.folder, 'link.txt');
  await symlink(path, link);
  expect(valueOf(await workshop.documents.open(link, 1)).annotations).toEqual(marks);
  expect(await workshop.documents.ownerOf(join(workshop.folder, 'profile', '..', 'a.txt'))).toBe(1);
  expect(await workshop.documents.ownerOf(join(workshop.folder, 'b.txt'))).toBeNull();
}));

/** Stands in for the printer: an empty page. What is attached to a copy does not depend on it. */
async function printNothing(): Promise<Uint8Array> {
  const pdf = PDF.create();
  pdf.addPage({ size: 'a4' });
  return pdf.save();
}

for (const format of ['html', 'docx', 'odt', 'pdf'] as const) test(`an annotated ${format} copy opens with text and annotations, and doubles nothing on reopening`, () => inWorkshop(async (workshop) => {
  const path = await workshop.write('a.txt', text);
  const target = join(workshop.folder, `a.annotated.${format}`);
  valueOf(await exportDocument({
    path, file: null, text: null, encoding: null, annotations: marks, deleted: [], fresh: marks.map(({ id }) => id), snapshots: workshop.folders.snapshots,
    format, version: '1', target, overwrite: false,
  }, printNothing));
  const bytes = await readFile(target);
  const first = await openAndSettle(workshop.documents, target);
  expect(Buffer.from(first.bytes).toString('utf8')).toBe(text);
  expect(first.opened).toMatchObject({ unchanged: true, annotations: expect.arrayContaining(marks) as unknown });
  const mine = { ...marks[1]!, comment: 'mine, later', revision: 2 };
  valueOf(await workshop.documents.get(1)!.saveChange({ added: [], updated: [{ before: marks[1]!, after: mine }], removed: [marks[2]!] }));
  await workshop.documents.close(1);
  const again = await openAndSettle(workshop.documents, target);
  expect([...again.settled.annotations].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([marks[0], mine]);
  expect(await readFile(target)).toEqual(bytes);
}));

test('a PDF or word processor file that is none of ours is no text; a text of such a name is one', () => inWorkshop(async (workshop) => {
  const files = { 'other.pdf': Buffer.concat([await printNothing(), Buffer.alloc(9)]), 'other.docx': zipSync({ 'word/document.xml': Buffer.from('<x/>') }), 'bad.odt': Buffer.from('PK\u0003\u0004\0\0') };
  for (const [name, content] of Object.entries(files)) {
    const path = await workshop.write(name, content);
    expect(await workshop.documents.open(path, 1), name).toEqual({ ok: false, problem: { kind: 'binary-file', path } });
  }
  const { bytes } = await openAndSettle(workshop.documents, await workshop.write('text.pdf', 'Not printed at all 😀.'));
  expect(Buffer.from(bytes).toString('utf8')).toBe('Not printed at all 😀.');
}));

test('what another program writes is told to the window', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  const { opened } = await openAndSettle(workshop.documents, path);
  const record = (await workshop.library.find(path))!;
  workshop.documents.recordChanged({ ...record, annotations: [marks[0]!] });
  expect(workshop.notices).toEqual([{ kind: 'annotations-changed', documentId: opened.documentId, annotations: [marks[0]] }]);
  workshop.notices.length = 0;
  workshop.documents.recordChanged({ ...record, text: { digest: 'f'.repeat(64), length: 1 }, annotations: [] });
  expect(workshop.notices).toEqual([{ kind: 'file-changed', documentId: opened.documentId, gone: false }]);
}));

test('a change made on a text that the record has left names that text', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  await openAndSettle(workshop.documents, path);
  const session = workshop.documents.get(1)!;
  const record = valueOf(await workshop.library.update(session.recordId!, { text: { digest: 'f'.repeat(64), length: 1 } }));
  workshop.documents.recordChanged(record);
  const late = annotationOn(text, 'another hour', 7);
  valueOf(await session.saveChange(adding(late)));
  const saved = valueOf(await workshop.library.load(record.documentId)).annotations.find(({ id }) => id === late.id);
  expect(saved?.target.textDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(saved?.target.textDigest).not.toBe('f'.repeat(64));
}));

test('a document comes with the look that is kept for its record, and with the name of the text that its window shows already', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  const { documentId } = (await workshop.library.find(path))!;
  const { look } = standardSettings;
  const documents = new OpenDocuments({
    library: Promise.resolve(workshop.library), run: runHere, snapshots: workshop.folders.snapshots, now: tick, newId: randomUUID, notify: () => undefined,
    lookOf: (recordId) => (recordId === documentId ? { ...look, theme: 'sepia' } : undefined),
  });
  const { opened } = await openAndSettle(documents, path);
  expect(opened).toMatchObject({ look: { theme: 'sepia' } });
  expect(opened).not.toHaveProperty('formerText');
  const other = valueOf(await documents.open(await workshop.write('other.txt', text), 2));
  for (const field of ['look', 'formerText']) expect(other).not.toHaveProperty(field);
  expect(valueOf(await documents.open(path, 1)).formerText).toBe((await workshop.library.find(path))!.text!.digest);
  await documents.closeAll();
}));

test('a file that changes while it is open is told, and opens afresh', () => inWorkshop(async (workshop) => {
  const path = await annotated(workshop);
  const { opened } = await openAndSettle(workshop.documents, path);
  await writeFile(path, `Put in front by an editor.\n\n${text}`);
  workshop.documents.check(1);
  await expect.poll(() => workshop.notices, { timeout: 20_000 }).toEqual([{ kind: 'file-changed', documentId: opened.documentId, gone: false }]);
  expect(workshop.documents.get(1)?.fileChanged).toBe(true);
  const again = await openAndSettle(workshop.documents, path);
  expect(again.settled.annotations.map(({ target }) => target.position.start)).toEqual(marks.map(({ target }) => target.position.start + 'Put in front by an editor.\n\n'.length));
  expect(workshop.documents.get(1)?.fileChanged).toBe(false);
}));

const refused = [
  ['no such file', 'nowhere.txt', 'file-not-found'],
  ['a folder', '.', 'is-folder'],
  ['a device', '/dev/zero', 'not-a-regular-file'],
] as const;
for (const [name, path, kind] of refused) {
  test(`${name} is refused, and what was open stays open`, () => inWorkshop(async (workshop) => {
    const open = await annotated(workshop);
    const { opened } = await openAndSettle(workshop.documents, open);
    expect(await workshop.documents.open(path.startsWith('/') ? path : join(workshop.folder, path), 1)).toMatchObject({ ok: false, problem: { kind } });
    expect(workshop.documents.get(1, opened.documentId)).not.toBeNull();
  }));
}

test('a window reaches its own document only', () => inWorkshop(async ({ documents, write }) => {
  const one = valueOf(await documents.open(await write('1.txt', 'one'), 1));
  const two = valueOf(await documents.open(await write('2.txt', 'two'), 2));
  expect(documents.get(1, two.documentId)).toBeNull();
  expect(documents.get(2, one.documentId)).toBeNull();
  expect(documents.get(3)).toBeNull();
}));

test('what is wrong beside the text is told in its window at once, before it is shown with it, and all else with the next document', () => inWorkshop(async ({ documents, notices, write }) => {
  const [path, other] = [await write('a.txt', text), await write('b.txt', text)];
  const full = { kind: 'beside-failed', path: `${path}.manicule.json`, code: 'ENOSPC' } as const;
  const elsewhere = { kind: 'beside-failed', path: `${other}.manicule.json`, code: 'EROFS' } as const;
  const opened = valueOf(await documents.open(path, 1));
  documents.report(full);
  expect(documents.takeProblems()).toEqual([full]);
  await openAndSettle(documents, path);
  documents.report(full);
  documents.report(elsewhere);
  expect(notices).toEqual([{ kind: 'problem', problem: full }]);
  expect(valueOf(await documents.open(path, 1)).problems).toEqual([elsewhere]);
  expect(opened.problems).toEqual([]);
}));
