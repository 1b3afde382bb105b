import { randomUUID } from 'node:crypto';
import fs, { readdirSync, readlinkSync } from 'node:fs';
import { copyFile, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { describe } from '../../core/anchor/describe';
import { chunkSize } from '../../core/contract';
import type { Annotation } from '../../core/model/annotation';
import { adding, removing, updating } from '../../core/session/change';
import type { DocumentSession } from '../../electron/document-session';
import { OpenDocuments } from '../../electron/open-documents';
import { openLibrary } from '../../electron/storage/library';
import { annotationOn, inWorkshop, openAndSettle, runHere, tick, valueOf, type Workshop } from './workshop';

/** Rows that are as good as the same: what counts in the wrong text stands on the same words of another row. */
const rows = (count: number): string => Array.from({ length: count }, (_, row) => `Section ${String(row + 10)}. Please describe the state of item number ${String(row + 10)} here 😀, and sign.\n`).join('');
const v1 = `${rows(12)}It was a bright cold day.\n`;
const v2 = `A whole new paragraph in front of everything.\n${v1}`;
/** As long as one row: the words of each row stand where those of the one before it stood. */
const oneRowMore = `${rows(13).split('\n')[12]!.replace('22', '09').replace('22', '09')}\n${v1}`;

/** A mark on “sign” in a row. */
function markOn(text: string, row: number, number: number, fields: Partial<Annotation> = {}): Annotation {
  const start = text.indexOf('sign', text.indexOf(`Section ${String(row)}.`));
  return { ...annotationOn(text, 'Section', number, fields), target: describe(text, { start, end: start + 4 }), comment: `row ${String(row)}` };
}

/** The rows that annotations are painted in, by what they were meant for; 'review' where a person is asked. */
async function painted({ documents }: Workshop, path: string): Promise<Record<string, string>> {
  const { settled, bytes } = await openAndSettle(documents, path, 9);
  const text = Buffer.from(bytes).toString('utf8');
  await documents.close(9);
  return Object.fromEntries(settled.annotations.map(({ id, comment, target }) => {
    if (target.textDigest !== undefined) return [comment, settled.placements[id] ? 'review' : 'nowhere'];
    const line = text.slice(text.lastIndexOf('\n', target.position.start) + 1, target.position.end);
    return [comment, line.endsWith('sign') ? `row ${/^Section (\d+)/.exec(line)?.[1] ?? '?'}` : line];
  }));
}

/** Another program on the same profile. */
async function elsewhere({ folders }: Workshop, use: (documents: OpenDocuments) => Promise<void>): Promise<void> {
  const library = await openLibrary(folders.library, { now: tick, newId: randomUUID, onProblem: () => undefined });
  const documents = new OpenDocuments({ library: Promise.resolve(library), run: runHere, snapshots: folders.snapshots, now: tick, newId: randomUUID, notify: () => undefined });
  await use(documents);
  await documents.closeAll();
  await library.close();
}

async function save(session: DocumentSession | null, ...annotations: Annotation[]): Promise<void> {
  if (!session) throw new Error('The document is not open.');
  valueOf(await session.saveChange(adding(...annotations)));
}

for (const known of ['nothing', 'a record', 'annotations'] as const) for (const theirs of [0, 1]) {
  test(`what is marked on a text that another program's record has left stays where it was marked (known before: ${known}; marks of the other: ${String(theirs)})`, () => inWorkshop(async (workshop) => {
    const { documents } = workshop;
    const path = await workshop.write('a.txt', v1);
    await openAndSettle(documents, path);
    if (known === 'annotations') await save(documents.get(1), markOn(v1, 12, 1));
    if (known !== 'nothing') {
      await documents.close(1);
      await openAndSettle(documents, path);
    }
    await writeFile(path, v2);
    await elsewhere(workshop, async (others) => {
      await openAndSettle(others, path);
      if (theirs > 0) await save(others.get(1), markOn(v2, 19, 2));
    });
    await save(documents.get(1), markOn(v1, 15, 3));
    await documents.close(1);
    expect(await painted(workshop, path)).toEqual({ ...(known === 'annotations' ? { 'row 12': 'row 12' } : {}), ...(theirs ? { 'row 19': 'row 19' } : {}), 'row 15': 'row 15' });
  }));
}

test('a change that leaves the place alone leaves it where another program found it', () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const path = await workshop.write('a.txt', v1);
  const mark = markOn(v1, 15, 1);
  await openAndSettle(documents, path);
  await save(documents.get(1), mark);
  await writeFile(path, v2);
  await elsewhere(workshop, async (others) => { await openAndSettle(others, path); });
  valueOf(await documents.get(1)!.saveChange(updating(mark, { ...mark, color: 'blue', revision: 2 })));
  const { annotations } = (await workshop.library.find(path))!;
  expect(annotations.map(({ color, target }) => [color, target.textDigest, target.position.start - mark.target.position.start])).toEqual([['blue', undefined, v2.length - v1.length]]);
}));

for (const record of [true, false]) test(`what a window still saves of the text that it is leaving counts in that text (${record ? 'it had' : 'it had no'} record when it was opened)`, () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const path = await workshop.write('a.txt', v1);
  if (record) {
    await openAndSettle(documents, path);
    await documents.close(1);
  }
  const first = await openAndSettle(documents, path);
  await save(documents.get(1), markOn(v1, 11, 1));
  await writeFile(path, oneRowMore);
  const again = valueOf(await documents.open(path, 1));
  expect(again.documentId).not.toBe(first.opened.documentId);
  // The window shows the old text until it has the new one, and says so by its id.
  await save(documents.get(1, first.opened.documentId), markOn(v1, 15, 2));
  const session = documents.get(1, again.documentId)!;
  expect(documents.get(1, first.opened.documentId)).toBeNull();
  const settled = valueOf(await session.settle());
  expect(settled.placements).toEqual({});
  await documents.close(1);
  expect(await painted(workshop, path)).toEqual({ 'row 11': 'row 11', 'row 15': 'row 15' });
}));

test('openings of one window are one after the other, and none of their files stays open', () => inWorkshop(async ({ documents, write }) => {
  const path = await write('a.txt', v1);
  const opened = await Promise.all([1, 2, 3].map(() => documents.open(path, 1)));
  expect(documents.get(1, valueOf(opened[2]!).documentId)).not.toBeNull();
  for (const earlier of opened.slice(0, 2)) expect(documents.get(1, valueOf(earlier).documentId)).toBeNull();
  const held = () => readdirSync('/proc/self/fd').filter((name) => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`) === path;
    } catch {
      return false;
    }
  });
  await expect.poll(() => held().length).toBe(1);
}));

test('two windows on one record: the one that shows the older text names it', () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const path = await workshop.write('a.txt', v1);
  await openAndSettle(documents, path);
  await save(documents.get(1), markOn(v1, 12, 1));
  const renamed = join(workshop.folder, 'b.txt');
  await rename(path, renamed);
  await openAndSettle(documents, renamed, 2);
  expect(documents.get(2)?.recordId).toBe(documents.get(1)?.recordId);
  await writeFile(renamed, v2);
  await openAndSettle(documents, renamed, 2);
  await save(documents.get(1), markOn(v1, 17, 2));
  for (const owner of [1, 2]) await documents.close(owner);
  expect(await painted(workshop, renamed)).toEqual({ 'row 12': 'row 12', 'row 17': 'row 17' });
}));

test('two copies of a file that is gone do not both take over its record', () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const path = await workshop.write('a.txt', v1);
  await openAndSettle(documents, path);
  await save(documents.get(1), markOn(v1, 12, 1));
  await documents.close(1);
  const copies = ['b.txt', 'c.txt'].map((name) => join(workshop.folder, name));
  for (const copy of copies) await copyFile(path, copy);
  await unlink(path);
  const opened = await Promise.all(copies.map(async (copy, at) => (await openAndSettle(documents, copy, at + 1)).settled.annotations.length));
  expect(opened).toEqual([1, 1]);
  expect(documents.get(1)?.recordId).not.toBe(documents.get(2)?.recordId);
}));

test('a window that shows an older text than the one that another record got everything of names its own', () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const [path, onto] = [await workshop.write('a.txt', v1), await workshop.write('b.txt', 'Something else.\n')];
  await openAndSettle(documents, onto);
  await openAndSettle(documents, path);
  await save(documents.get(1), markOn(v1, 12, 1));
  await documents.close(1);
  await openAndSettle(documents, path);
  await writeFile(path, oneRowMore);
  await openAndSettle(documents, path, 2);
  await documents.close(2);
  await rename(path, onto);
  await openAndSettle(documents, onto, 2);
  await save(documents.get(1), markOn(v1, 15, 2));
  const { annotations } = (await workshop.library.find(path))!;
  expect(annotations.find(({ comment }) => comment === 'row 15')?.target.textDigest).toBe(documents.get(1)!.textName);
  await documents.closeAll();
  await writeFile(path, oneRowMore);
  expect(await painted(workshop, path)).toEqual({ 'row 12': 'row 12', 'row 15': 'row 15' });
}));

/** Opens a file and reads it to its end, without settling. */
async function openAndRead({ documents }: Workshop, path: string): Promise<DocumentSession> {
  const opened = valueOf(await documents.open(path, 1));
  const session = documents.get(1, opened.documentId)!;
  for (let [index, { last }] = [1, opened.firstChunk]; !last; index += 1) ({ last } = valueOf(await session.source.readChunk(index)));
  return session;
}

for (const marked of ['before', 'never'] as const) test(`a file that is edited between its last piece and its placing is told once it rests, and what was marked meanwhile finds its place (marked ${marked})`, () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const path = await workshop.write('a.txt', v1);
  await openAndSettle(documents, path);
  await save(documents.get(1), markOn(v1, 12, 1));
  await documents.close(1);
  await writeFile(path, v2);
  const session = await openAndRead(workshop, path);
  if (marked === 'before') await save(session, markOn(v2, 16, 2));
  const v3 = oneRowMore + v2;
  await writeFile(path, v3);
  const settled = await session.settle();
  expect(settled).toMatchObject({ ok: false, problem: { kind: 'changed-while-reading' } });
  documents.watch(1, settled.ok ? null : settled.problem);
  await expect.poll(() => workshop.notices, { timeout: 20_000 }).toEqual([{ kind: 'file-changed', documentId: session.documentId, gone: false }]);
  await documents.close(1);
  const { 'row 12': old, 'row 16': late } = await painted(workshop, path);
  expect(old).toBe('row 12');
  // Its text was kept by nobody: it is in its place, or for review.
  expect(['row 16', 'review']).toContain(marked === 'before' ? late : 'review');
}));

test('what was marked before the text was known counts in no other one after a crash', () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const path = await workshop.write('a.txt', oneRowMore);
  await openAndSettle(documents, path);
  await save(documents.get(1), markOn(oneRowMore, 12, 1));
  await documents.close(1);
  await writeFile(path, v1);
  const session = await openAndRead(workshop, path);
  await save(session, markOn(v1, 16, 2));
  // Never settled: the program is killed. What the record says of the older text must not hold for the new mark.
  const record = (await workshop.library.find(path))!;
  const late = record.annotations.find(({ comment }) => comment === 'row 16')!;
  expect(late.target.textDigest).toBe('unknown');
  expect(record.annotations.find(({ comment }) => comment === 'row 12')!.target.textDigest).toBeUndefined();
  await documents.close(1);
  expect(await painted(workshop, path)).toEqual({ 'row 12': 'row 12', 'row 16': 'row 16' });
}));

test('what was marked early in a record that another one took over does not count in the text that it had', () => inWorkshop(async (workshop) => {
  const [path, onto] = [await workshop.write('a.txt', v1), await workshop.write('b.txt', 'Something else.\n')];
  await openAndSettle(workshop.documents, onto);
  await openAndSettle(workshop.documents, path);
  await save(workshop.documents.get(1), markOn(v1, 12, 1));
  await workshop.documents.close(1);
  await rename(path, onto);
  await openAndSettle(workshop.documents, onto);
  await writeFile(path, oneRowMore);
  await save(await openAndRead(workshop, path), markOn(oneRowMore, 16, 2));
  const digestOf = async (row: string) => (await workshop.library.find(path))!.annotations.find(({ comment }) => comment === row)!.target.textDigest;
  expect([await digestOf('row 12'), await digestOf('row 16')]).toEqual([undefined, 'unknown']);
  await workshop.documents.close(1);
  expect(await painted(workshop, path)).toEqual({ 'row 12': 'row 12', 'row 16': 'row 16' });
}));

test('what was marked before the text was known is in place at once when it turns out to be the known one', () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const text = v1 + 'x'.repeat(2 * chunkSize);
  const path = await workshop.write('a.txt', text);
  await openAndSettle(documents, path);
  await documents.close(1);
  const session = await openAndRead(workshop, path);
  const mark = markOn(text, 16, 2);
  await save(session, mark);
  valueOf(await session.saveChange(updating(mark, { ...mark, color: 'blue', revision: 2 })));
  const settled = valueOf(await session.settle());
  expect(settled).toMatchObject({ textChanged: false, placements: {} });
  expect(settled.annotations.map(({ target, color }) => [target, color])).toEqual([[mark.target, 'blue']]);
}));

test('while annotations are being placed, one that is deleted and brought back is placed like the others, and one that is resized stays as it was resized', () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const path = await workshop.write('a.txt', v1);
  const [deleted, resized, both] = [markOn(v1, 12, 1), markOn(v1, 14, 2), markOn(v1, 18, 3)];
  await openAndSettle(documents, path);
  await save(documents.get(1), deleted, resized, both);
  await documents.close(1);
  await writeFile(path, oneRowMore);
  const session = await openAndRead(workshop, path);
  valueOf(await session.saveChange(removing(deleted)));
  valueOf(await session.saveChange(adding({ ...deleted, revision: 3 })));
  const { target } = markOn(oneRowMore, 15, 9);
  valueOf(await session.saveChange(updating(resized, { ...resized, target, comment: 'row 15', revision: 2 })));
  // Resized, and taken back.
  valueOf(await session.saveChange(updating(both, { ...both, target, revision: 2 })));
  valueOf(await session.saveChange(updating({ ...both, target, revision: 2 }, { ...both, revision: 3 })));
  valueOf(await session.settle());
  await documents.close(1);
  expect(await painted(workshop, path)).toEqual({ 'row 12': 'row 12', 'row 15': 'row 15', 'row 18': 'row 18' });
}));

test('the window is told when what it was shown before counts in another text', () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const path = await workshop.write('a.txt', v1);
  const first = await openAndSettle(documents, path);
  expect(first.settled).not.toHaveProperty('formerText');
  const mark = markOn(v1, 12, 1);
  await save(documents.get(1), mark);
  await documents.close(1);
  expect((await openAndSettle(documents, path)).settled).not.toHaveProperty('formerText');
  await documents.close(1);
  await writeFile(path, oneRowMore);
  const session = await openAndRead(workshop, path);
  valueOf(await session.saveChange(removing(mark)));
  expect(valueOf(await session.settle())).toMatchObject({ textChanged: false, formerText: 'unknown' });
  expect(valueOf(await session.settle())).not.toHaveProperty('formerText');
  // Brought back as what it is: of a text that it names.
  valueOf(await session.saveChange(adding({ ...mark, revision: 3, target: { ...mark.target, textDigest: 'unknown' } })));
  const { annotations } = valueOf(await session.settle(true));
  expect(annotations.map(({ target }) => [target.textDigest, target.position.start - mark.target.position.start])).toEqual([[undefined, oneRowMore.length - v1.length]]);
}));

test('what is brought back while its file is being placed, and reaches the record after that, is placed too', () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const path = await workshop.write('a.txt', v1);
  const mark = markOn(v1, 12, 1);
  await openAndSettle(documents, path);
  await save(documents.get(1), mark);
  await documents.close(1);
  await writeFile(path, oneRowMore);
  const session = await openAndRead(workshop, path);
  valueOf(await session.saveChange(removing(mark)));
  const [settled] = await Promise.all([session.settle(), session.saveChange(adding({ ...mark, revision: 3 }))]);
  expect(valueOf(settled).annotations).toEqual([]);
  await documents.close(1);
  expect(await painted(workshop, path)).toEqual({ 'row 12': 'row 12' });
}));

test('a record that another program changes while its places are looked for is placed as it is then', () => inWorkshop(async (workshop) => {
  const path = await workshop.write('a.txt', v1);
  await openAndSettle(workshop.documents, path);
  const mark = markOn(v1, 12, 1);
  await save(workshop.documents.get(1), mark);
  await workshop.documents.close(1);
  await writeFile(path, oneRowMore);
  const { library, folders } = workshop;
  let meanwhile: (() => Promise<void>) | null = () => elsewhere(workshop, async (others) => {
    await openAndSettle(others, path);
    await save(others.get(1), markOn(oneRowMore, 17, 2));
  });
  const run = (async (name: 'place', input: Parameters<typeof runHere<'place'>>[1]) => {
    const answer = await runHere(name, input);
    const before = name === 'place' ? meanwhile : null;
    meanwhile = before ? null : meanwhile;
    await before?.();
    return answer;
  }) as typeof runHere;
  const documents = new OpenDocuments({ library: Promise.resolve(library), run, snapshots: folders.snapshots, now: tick, newId: randomUUID, notify: () => undefined });
  const { settled } = await openAndSettle(documents, path);
  expect(meanwhile).toBeNull();
  expect(settled.annotations.map(({ comment, revision }) => [comment, revision])).toEqual([['row 12', 2], ['row 17', 1]]);
  await documents.closeAll();
  expect(await painted(workshop, path)).toEqual({ 'row 12': 'row 12', 'row 17': 'row 17' });
}));

test('at no moment does the record on the disk say that a place counts in a text in which it does not stand', () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const path = await workshop.write('a.txt', v1);
  await openAndSettle(documents, path);
  await save(documents.get(1), ...[12, 14, 19].map((row, number) => markOn(v1, row, number)));
  await documents.close(1);
  await writeFile(path, oneRowMore);
  const session = await openAndRead(workshop, path);
  const record = (await workshop.library.find(path))!;
  const target = join(workshop.folders.library, 'documents', `${record.documentId}.json`);
  const states: { text: { digest: string }; annotations: Annotation[] }[] = [];
  const real = fs.promises.rename;
  fs.promises.rename = (async (from: string, to: string) => {
    if (to === target) states.push((JSON.parse((await readFile(from, 'utf8')).replace(/\n[^\n]*\n?$/, (trailer) => (trailer.trim().startsWith('{') ? '' : trailer))) as { data: (typeof states)[number] }).data);
    return real(from, to);
  }) as typeof real;
  syncBuiltinESMExports();
  try {
    valueOf(await session.settle());
  } finally {
    fs.promises.rename = real;
    syncBuiltinESMExports();
  }
  expect(states.length).toBeGreaterThan(0);
  for (const { text, annotations } of states) {
    const counted = text.digest === record.text!.digest ? v1 : oneRowMore;
    for (const { target: { position, quote } } of annotations) expect(counted.slice(position.start - quote.prefix.length, position.end)).toBe(quote.prefix + quote.exact);
  }
}));

test('a place that is said to be certain, and is not exactly what its annotation says, is looked for when it is doubted', () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const path = await workshop.write('a.txt', v1);
  await openAndSettle(documents, path);
  const mark = markOn(v1, 15, 1);
  const { position, quote } = mark.target;
  await save(documents.get(1), { ...mark, target: { quote, position: { start: position.start - 7, end: position.end - 7 } } });
  const session = documents.get(1)!;
  expect(valueOf(await session.settle()).annotations[0]?.target.position).not.toEqual(position);
  expect(valueOf(await session.settle(true)).annotations[0]?.target).toEqual(mark.target);
}));
