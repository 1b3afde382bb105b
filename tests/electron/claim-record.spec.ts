import fs from 'node:fs';
import { copyFile, link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { describe } from '../../core/anchor/describe';
import { chunkSize, type CopiedFrom, type Settled } from '../../core/contract';
import type { Annotation } from '../../core/model/annotation';
import { adding, removing, updating } from '../../core/session/change';
import { relocate } from '../../electron/locate-document';
import { driveOf } from '../../electron/whereabouts';
import { annotationOn, inWorkshop, openAndSettle, valueOf, type Workshop } from './workshop';

const lines = Array.from({ length: 12 }, (_, n) => `Section ${String(n)}. Please describe the state of item number ${String(n)} here 😀, and sign.\n`).join('');
const first = `${lines}It was a bright cold day, with a cafe\u0301.\n`;
const second = `A whole new paragraph in front of everything.\n${first}`;

/** Writes a file, also in a folder that is to be made. */
async function put({ folder }: Workshop, name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

/** Opens a file, does something to its annotations, and closes it. */
async function visit({ documents }: Workshop, path: string, act: (shown: readonly Annotation[]) => Parameters<typeof save>[1] | null = () => null): Promise<Settled> {
  const { settled } = await openAndSettle(documents, path);
  const change = act(settled.annotations);
  if (change) await save(documents, change);
  await documents.close(1);
  return settled;
}

async function save(documents: Workshop['documents'], change: ReturnType<typeof adding>): Promise<void> {
  valueOf(await documents.get(1)!.saveChange(change));
}

const mark = (text: string, exact: string, number: number, comment: string) => adding(annotationOn(text, exact, number, { comment }));

/** Changes the only comment that says `from`. */
const rewriting = (from: string, to: string) => (shown: readonly Annotation[]) => {
  const before = shown.find(({ comment }) => comment === from)!;
  return updating(before, { ...before, comment: to, revision: before.revision + 1, modified: '2026-02-02T00:00:00.000Z' });
};

const commentsOf = ({ annotations }: Settled) => annotations.map(({ comment }) => comment).sort();

/** What a file shows in its place: words by comment. Orphans have none. */
function standing({ annotations, placements }: Settled, text: string): Record<string, string> {
  const placed = annotations.filter(({ id }) => !(id in placements));
  return Object.fromEntries(placed.map(({ comment, target: { position, quote } }) => {
    expect(text.slice(position.start, position.end)).toBe(quote.exact);
    return [comment, quote.exact];
  }));
}

async function recent({ library }: Workshop): Promise<unknown[][]> {
  return (await library.recent(9)).map(({ name, annotations, missing }) => [name, annotations, missing]);
}

const said = (settled: Settled): Omit<CopiedFrom, 'ids'> & { count: number } | null => {
  if (!settled.copiedFrom) return null;
  const { ids, ...rest } = settled.copiedFrom;
  return { ...rest, count: ids.length };
};

test('a guess takes nothing away: the file that was moved has its annotations, whatever was opened before, and the guess is said', () => inWorkshop(async (workshop) => {
  const january = `Report for January\n${lines}Snow. Ice. Wind from the north.\n`;
  const jan = await put(workshop, 'jan.txt', january);
  await visit(workshop, jan, () => mark(january, 'Snow. Ice', 1, 'cold'));
  await mkdir(join(workshop.folder, 'archive'));
  const archived = join(workshop.folder, 'archive', '2024-01.txt');
  await rename(jan, archived);
  const feb = await put(workshop, 'feb.txt', `Report for February\n${lines}Thaw. Mud. Rain all day.\n`);
  const guessed = await visit(workshop, feb, (shown) => removing(...shown));
  expect(said(guessed)).toEqual({ name: 'jan.txt', edited: true, gone: true, count: 1 });
  expect(await recent(workshop)).toEqual([['feb.txt', 0, false], ['jan.txt', 1, true]]);
  const found = await visit(workshop, archived);
  expect([commentsOf(found), said(found)]).toEqual([['cold'], null]);
  expect(standing(found, january)).toEqual({ cold: 'Snow. Ice' });
  expect(await recent(workshop)).toEqual([['2024-01.txt', 1, false], ['feb.txt', 0, false]]);
  // What was taken away is not offered again.
  await writeFile(feb, `Report for February\n${lines}Thaw. Mud. Rain all day long.\n`);
  expect(commentsOf(await visit(workshop, feb))).toEqual([]);
}));

test('of a file of the same name and much the same text elsewhere nothing is taken, either', () => inWorkshop(async (workshop) => {
  const readme = `# One\n\n${lines}Only here.\n`;
  const path = await put(workshop, 'p1/README.md', readme);
  await visit(workshop, path, () => mark(readme, 'Only here', 1, 'mine'));
  const old = join(workshop.folder, 'p1', 'README.old.md');
  await rename(path, old);
  expect(said(await visit(workshop, await put(workshop, 'p2/README.md', `# Two\n\n${lines}Only there.\n`)))).toEqual({ name: join('p1', 'README.md'), edited: true, gone: true, count: 1 });
  const found = await visit(workshop, old);
  expect([standing(found, readme), said(found)]).toEqual([{ mine: 'Only here' }, null]);
}));

test('what was done in a copy is there when the copy takes the place of the original, by name or by hand', async () => {
  for (const way of ['renamed', 'located'] as const) await inWorkshop(async (workshop) => {
    const a = await put(workshop, 'a.txt', first);
    await visit(workshop, a, () => adding(annotationOn(first, 'bright cold', 1, { comment: 'first' }), annotationOn(first, 'item number 3', 2, { comment: 'deleted in the copy' }), annotationOn(first, 'item number 4', 3, { comment: 'deleted here' })));
    const draft = join(workshop.folder, 'draft.txt');
    await copyFile(a, draft);
    await visit(workshop, draft, rewriting('first', 'first; and three hours of thought'));
    await visit(workshop, draft, rewriting('deleted here', 'deleted here, and changed there'));
    await visit(workshop, a, (shown) => removing(shown.find(({ comment }) => comment === 'deleted here')!));
    await writeFile(draft, second);
    await visit(workshop, draft, (shown) => ({ added: mark(second, 'new paragraph', 9, 'on the new text').added, updated: [], removed: shown.filter(({ comment }) => comment === 'deleted in the copy') }));
    const { documentId } = (await workshop.library.find(draft))!;
    await rename(draft, a);
    if (way === 'located') valueOf(await relocate(workshop.library, documentId, a));
    const settled = await visit(workshop, a);
    // A deletion counts where it was made, and not against what was changed since.
    expect(standing(settled, second), way).toEqual({
      'first; and three hours of thought': 'bright cold', 'on the new text': 'new paragraph', 'deleted in the copy': 'item number 3', 'deleted here, and changed there': 'item number 4',
    });
    expect(await recent(workshop)).toEqual([['a.txt', 4, false]]);
    expect(workshop.problems).toEqual([]);
  });
});

test('what was changed in the original while its copy was only edited is there once, and what was changed in both is there twice', () => inWorkshop(async (workshop) => {
  const a = await put(workshop, 'a.txt', first);
  await visit(workshop, a, () => adding(annotationOn(first, 'bright cold', 1, { comment: 'one' }), annotationOn(first, 'item number 3', 2, { comment: 'two' })));
  const draft = join(workshop.folder, 'draft.txt');
  await copyFile(a, draft);
  await writeFile(draft, second);
  await visit(workshop, draft, rewriting('two', 'two, in the copy'));
  await visit(workshop, a, rewriting('one', 'one, changed'));
  await visit(workshop, a, rewriting('two', 'two, in the original'));
  await rename(draft, a);
  expect(standing(await visit(workshop, a), second)).toEqual({ 'one, changed': 'bright cold', 'two, in the copy': 'item number 3', 'two, in the original': 'item number 3' });
}));

test('a drive that is away keeps its annotations: the same bytes elsewhere are a copy', () => inWorkshop(async (workshop) => {
  const { library } = workshop;
  const here = await put(workshop, 'here/notes.txt', first);
  await visit(workshop, here, () => mark(first, 'bright cold', 1, 'of the stick'));
  const { documentId } = (await library.find(here))!;
  await rm(here);
  const onStick = '/media/nobody/a stick 😀/notes.txt';
  valueOf(await library.update(documentId, { path: onStick }));
  await put(workshop, 'here/notes.txt', first);
  expect(said(await visit(workshop, here, (shown) => removing(...shown)))).toEqual({ name: join('a stick 😀', 'notes.txt'), edited: false, gone: true, count: 1 });
  expect(valueOf(await library.load(documentId))).toMatchObject({ path: onStick, annotations: [{ comment: 'of the stick' }] });
}));

for (const dead of [['realpath', 'stat', 'open'], ['stat', 'open'], ['open']] as const) test(`a drive that never answers keeps nothing from being saved, and its annotations are copied: ${dead.join()}`, () => inWorkshop(async (workshop) => {
  const { documents, library } = workshop;
  const away = await put(workshop, 'mount/away.txt', first);
  await visit(workshop, away, () => mark(first, 'bright cold', 1, 'of the mount'));
  const [copy, other] = [await put(workshop, 'copy.txt', first), await put(workshop, 'other.txt', 'Of another kind.\n')];
  const real = { ...fs.promises };
  const isAway = (path: unknown): boolean => typeof path === 'string' && path.startsWith(dirname(away));
  for (const name of dead) {
    const call = real[name] as (...given: unknown[]) => Promise<unknown>;
    Object.assign(fs.promises, { [name]: (...given: unknown[]) => (isAway(given[0]) ? new Promise(() => undefined) : call(...given)) });
  }
  syncBuiltinESMExports();
  try {
    const [copied] = await Promise.all([openAndSettle(documents, copy, 1), openAndSettle(documents, other, 2)]);
    valueOf(await documents.get(2)!.saveChange(mark('Of another kind.\n', 'kind', 2, 'on the other')));
    expect(said(copied.settled)).toEqual({ name: 'away.txt', edited: false, gone: false, count: 1 });
  } finally {
    Object.assign(fs.promises, Object.fromEntries(dead.map((name) => [name, real[name]])));
    syncBuiltinESMExports();
  }
  await documents.closeAll();
  expect((await library.find(other))?.annotations).toHaveLength(1);
  expect(commentsOf(await visit(workshop, away))).toEqual(['of the mount']);
}));

test('a folder that was renamed or moved takes the annotations of its files along, without a word', () => inWorkshop(async (workshop) => {
  const one = await put(workshop, 'papers/one.txt', first);
  const another = 'The ferryman nodded, and said nothing that stands in the other text.\n';
  const two = await put(workshop, 'papers/two.txt', another);
  await visit(workshop, one, () => mark(first, 'bright cold', 1, 'first'));
  await visit(workshop, two, () => mark(another, 'said nothing', 2, 'second'));
  await mkdir(join(workshop.folder, 'archive'));
  await rename(join(workshop.folder, 'papers'), join(workshop.folder, 'archive', 'old papers'));
  for (const [name, comment] of [['one.txt', 'first'], ['two.txt', 'second']] as const) {
    const settled = await visit(workshop, join(workshop.folder, 'archive', 'old papers', name));
    expect([commentsOf(settled), said(settled), settled.placements]).toEqual([[comment], null, {}]);
  }
  expect((await recent(workshop)).map((entry) => entry.slice(1))).toEqual([[1, false], [1, false]]);
}));

test('a drive is known by the form of a path', () => {
  const drives = {
    '/media/ana/stick 😀/a.txt': '/media/ana/stick 😀', '/media/stick/a.txt': '/media/stick', '/run/media/ana/stick/b/a.txt': '/run/media/ana/stick', '/mnt/share/b/a.txt': '/mnt/share',
    '/Volumes/Disk 2/a.txt': '/Volumes/Disk 2', '/run/user/1000/gvfs/smb-share:server=x/a.txt': '/run/user/1000/gvfs/smb-share:server=x', 'E:\\texts\\a.txt': 'E:\\', '\\\\server\\share\\a.txt': '\\\\server\\share\\',
    '/users/ana/media/a.txt': null, '/mediathek/b/a.txt': null,
  };
  for (const [path, drive] of Object.entries(drives)) expect(driveOf(path), path).toBe(drive);
});

for (const order of [[0, 1], [1, 0], [0, 1, 2], [2, 1, 0], [1, 2, 0]]) {
  test(`files that changed names among themselves, opened in the order ${order.join()}: each has the annotations of its text, and no others`, () => inWorkshop(async (workshop) => {
    const sorted = [...order].sort();
    const texts = sorted.map((n) => `${String(n)}: ${'nothing like the others 😀 '.repeat(n + 1)}the words of ${String(n)}.\n`);
    const paths = await Promise.all(texts.map((text, n) => put(workshop, `${String(n)}.txt`, text)));
    for (const n of sorted) await visit(workshop, paths[n]!, () => mark(texts[n]!, `words of ${String(n)}`, n + 1, `on ${String(n)}`));
    for (const n of sorted) await rename(paths[n]!, `${paths[n]!}~`);
    const textAt = (n: number) => (n + 1) % sorted.length;
    for (const n of sorted) await rename(`${paths[textAt(n)]!}~`, paths[n]!);
    for (const again of [false, true]) for (const n of order) {
      const settled = await visit(workshop, paths[n]!);
      expect([said(settled), settled.placements, standing(settled, texts[textAt(n)]!)], String(again)).toEqual([null, {}, { [`on ${String(textAt(n))}`]: `words of ${String(textAt(n))}` }]);
    }
    expect((await recent(workshop)).map((entry) => entry.slice(1))).toEqual(sorted.map(() => [1, false]));
    expect(workshop.problems).toEqual([]);
  }));
}

test('two files that changed names and are opened in two windows at the same time have theirs, too', () => inWorkshop(async (workshop) => {
  const { documents, library } = workshop;
  const textB = 'Of another kind.\n';
  const [a, b] = [await put(workshop, 'a.txt', first), await put(workshop, 'b.txt', textB)];
  await visit(workshop, a, () => mark(first, 'bright cold', 1, 'on A'));
  await visit(workshop, b, () => mark(textB, 'another kind', 2, 'on B'));
  await Promise.all([openAndSettle(documents, a, 1), openAndSettle(documents, b, 2)]);
  for (const [from, to] of [[a, `${a}~`], [b, a], [`${a}~`, b]] as const) await rename(from, to);
  const [atA, atB] = await Promise.all([openAndSettle(documents, a, 1), openAndSettle(documents, b, 2)]);
  expect([standing(atA.settled, textB), standing(atB.settled, first)]).toEqual([{ 'on B': 'another kind' }, { 'on A': 'bright cold' }]);
  await save(documents, mark(textB, 'Of', 3, 'later on B'));
  await documents.closeAll();
  expect((await library.find(a))?.annotations.map(({ comment }) => comment).sort()).toEqual(['later on B', 'on B']);
  expect((await library.find(b))?.annotations.map(({ comment }) => comment)).toEqual(['on A']);
  expect(workshop.problems).toEqual([]);
}));

test('a window that was told of another record than the one its file turned out to have hears of that', () => inWorkshop(async (workshop) => {
  const { documents, library } = workshop;
  const textB = 'Of another kind.\n';
  const [a, b] = [await put(workshop, 'a.txt', first), await put(workshop, 'b.txt', textB)];
  await visit(workshop, b, () => mark(textB, 'another kind', 2, 'on B'));
  const begun = await openAndSettle(documents, a);
  await save(documents, mark(first, 'bright cold', 1, 'on A'));
  const again = await openAndSettle(documents, a);
  for (const { settled } of [begun, again]) expect(settled).not.toHaveProperty('anotherDocument');
  for (const [from, to] of [[a, `${a}~`], [b, a], [`${a}~`, b]] as const) await rename(from, to);
  const { settled } = await openAndSettle(documents, a);
  expect([settled.anotherDocument, commentsOf(settled)]).toEqual([true, ['on B']]);
  expect(valueOf(await documents.get(1)!.settle(true))).not.toHaveProperty('anotherDocument');
  expect((await library.find(b))?.annotations.map(({ comment }) => comment)).toEqual(['on A']);
}));

test('two files that changed names in a folder that keeps annotations beside them lose none, with and without what lies beside them', async () => {
  for (const suffixes of [[''], ['', '.manicule.json']]) await inWorkshop(async (workshop) => {
    workshop.besideFolders.push(workshop.folder);
    const textB = 'Of another kind.\n';
    const [a, b] = [await put(workshop, 'a.txt', first), await put(workshop, 'b.txt', textB)];
    await visit(workshop, a, () => mark(first, 'bright cold', 1, 'on A'));
    await visit(workshop, b, () => mark(textB, 'another kind', 2, 'on B'));
    for (const suffix of suffixes) for (const [from, to] of [[a, `${a}~`], [b, a], [`${a}~`, b]] as const) await rename(`${from}${suffix}`, `${to}${suffix}`);
    const alone = suffixes.length > 1;
    for (const again of [false, true]) for (const [path, text, its] of [[a, textB, { 'on B': 'another kind' }], [b, first, { 'on A': 'bright cold' }]] as const) {
      const settled = await visit(workshop, path);
      expect([standing(settled, text), Object.keys(settled.placements).length], String(again)).toEqual([its, alone ? 0 : 1]);
    }
    expect(workshop.problems).toEqual([]);
  });
});

test('a mark that was made before it was seen that two files changed names stays where it was made, and each has those of its text', () => inWorkshop(async (workshop) => {
  const [textA, textB] = [`${first}${'x'.repeat(2 * chunkSize)}`, `Of another kind.\n${'y'.repeat(2 * chunkSize)}`];
  const [a, b] = [await put(workshop, 'a.txt', textA), await put(workshop, 'b.txt', textB)];
  await visit(workshop, a, () => mark(textA, 'bright cold', 1, 'on A'));
  await visit(workshop, b, () => mark(textB, 'another kind', 2, 'on B'));
  for (const [from, to] of [[a, `${a}~`], [b, a], [`${a}~`, b]] as const) await rename(from, to);
  const { settled } = await markEarly(workshop, a, annotationOn(textB, 'Of', 3, { comment: 'early' }));
  expect(standing(settled, textB)).toEqual({ 'on B': 'another kind', early: 'Of' });
  expect(said(settled)).toEqual({ name: 'b.txt', edited: false, gone: true, count: 1 });
  expect(commentsOf(settled)).toEqual(['early', 'on A', 'on B']);
  const other = await visit(workshop, b);
  expect([commentsOf(other), standing(other, textA)]).toEqual([['on A', 'on B'], { 'on A': 'bright cold' }]);
}));

test('what is still marked in a window whose record another one with the same bytes got everything of is listed, and found again', () => inWorkshop(async (workshop) => {
  const { documents, library } = workshop;
  const [a, b] = [await put(workshop, 'a.txt', first), await put(workshop, 'b.txt', 'Something else.\n')];
  await visit(workshop, b, () => mark('Something else.\n', 'else', 1, 'on b'));
  await visit(workshop, a, () => mark(first, 'bright cold', 2, 'before'));
  await openAndSettle(documents, a, 1);
  await rename(a, b);
  await openAndSettle(documents, b, 2);
  expect(await recent(workshop)).toEqual([['b.txt', 2, false]]);
  await save(documents, mark(first, 'item number 3', 3, 'later'));
  await documents.closeAll();
  expect(await recent(workshop)).toEqual([['a.txt', 2, true], ['b.txt', 2, false]]);
  valueOf(await relocate(library, (await library.find(a))!.documentId, b));
  expect(standing(await visit(workshop, b), first)).toEqual({ before: 'bright cold', later: 'item number 3' });
  expect(await recent(workshop)).toEqual([['b.txt', 3, false]]);
}));

test('a file that is back at a place from which another one took everything has its annotations where they were', () => inWorkshop(async (workshop) => {
  const rows = 'The same row of a table, again and again, and nothing tells one from another.\n'.repeat(60);
  const [a, b] = [await put(workshop, 'a.txt', rows), await put(workshop, 'b.txt', 'Something else.\n')];
  const start = rows.indexOf('table', rows.length / 2);
  const target = describe(rows, { start, end: start + 'table'.length });
  await visit(workshop, a, () => adding({ ...annotationOn(rows, 'table', 1, { comment: 'in the middle' }), target }));
  await visit(workshop, b, () => mark('Something else.\n', 'else', 2, 'on b'));
  await rename(a, b);
  await visit(workshop, b);
  await writeFile(a, rows);
  const back = await visit(workshop, a);
  const { id } = annotationOn(rows, 'table', 1);
  expect([back.annotations.find((annotation) => annotation.id === id)?.target, back.placements[id]]).toEqual([target, undefined]);
}));

/** Opens a file, marks it before its end has come, and settles and closes it. */
async function markEarly({ documents }: Workshop, path: string, annotation: Annotation, meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<{ settled: Settled }> {
  const opened = valueOf(await documents.open(path, 1));
  expect(opened.firstChunk.last).toBe(false);
  await save(documents, adding(annotation));
  await meanwhile();
  for (let index = 1; ; index += 1) if (valueOf(await documents.get(1)!.source.readChunk(index)).last) break;
  const settled = valueOf(await documents.get(1)!.settle());
  await documents.close(1);
  return { settled };
}

test('a mark that was made before it was seen that two files changed names stays where it was made, also when the other window saw it first', () => inWorkshop(async (workshop) => {
  const [textA, textB] = [`${first}${'x'.repeat(2 * chunkSize)}`, `Of another kind.\n${'y'.repeat(2 * chunkSize)}`];
  const [a, b] = [await put(workshop, 'a.txt', textA), await put(workshop, 'b.txt', textB)];
  await visit(workshop, a, () => mark(textA, 'bright cold', 1, 'on A'));
  await visit(workshop, b, () => mark(textB, 'another kind', 2, 'on B'));
  for (const [from, to] of [[a, `${a}~`], [b, a], [`${a}~`, b]] as const) await rename(from, to);
  const { settled } = await markEarly(workshop, a, annotationOn(textB, 'Of', 3, { comment: 'early' }), () => openAndSettle(workshop.documents, b, 2));
  await workshop.documents.closeAll();
  for (const seen of [settled, await visit(workshop, a)]) expect([seen.placements, standing(seen, textB)]).toEqual([{}, { 'on B': 'another kind', early: 'Of' }]);
  const other = await visit(workshop, b);
  expect([other.placements, standing(other, textA)]).toEqual([{}, { 'on A': 'bright cold' }]);
  expect(workshop.problems).toEqual([]);
}));

for (const order of [[1, 2], [2, 1]]) test(`of three files that changed names, and of which one was marked before that was seen, each gets the annotations of its text alone: ${order.join()}`, () => inWorkshop(async (workshop) => {
  const texts = ['one apple', 'two bananas', 'three cherries'].map((words, n) => `${words}\n${'xyz'[n]!.repeat(2 * chunkSize)}`);
  const paths = await Promise.all(texts.map((text, n) => put(workshop, `${String(n)}.txt`, text)));
  for (const n of [0, 1, 2]) await visit(workshop, paths[n]!, () => mark(texts[n]!, ['one', 'two', 'three'][n]!, n + 1, `on ${String(n)}`));
  for (const n of [0, 1, 2]) await rename(paths[n]!, `${paths[n]!}~`);
  for (const n of [0, 1, 2]) await rename(`${paths[(n + 1) % 3]!}~`, paths[n]!);
  const { settled } = await markEarly(workshop, paths[0]!, annotationOn(texts[1]!, 'bananas', 9, { comment: 'early' }));
  expect([commentsOf(settled), standing(settled, texts[1]!)]).toEqual([['early', 'on 0', 'on 1'], { early: 'bananas', 'on 1': 'two' }]);
  const others: Record<string, unknown> = {};
  for (const n of order) {
    const seen = await visit(workshop, paths[n]!);
    others[n] = [commentsOf(seen), standing(seen, texts[(n + 1) % 3]!)];
  }
  expect(others).toEqual({ 1: [['on 1', 'on 2'], { 'on 2': 'three' }], 2: [['on 0', 'on 2'], { 'on 0': 'one' }] });
}));

test('a mark that was made on a file whose record another window took to a file of the same bytes is in both', () => inWorkshop(async (workshop) => {
  const text = `${first}${'x'.repeat(2 * chunkSize)}`;
  const [a, b] = [await put(workshop, 'a.txt', text), join(workshop.folder, 'b.txt')];
  await visit(workshop, a, () => mark(text, 'bright cold', 1, 'first'));
  const { settled } = await markEarly(workshop, a, annotationOn(text, 'item number 3', 2, { comment: 'early' }), async () => {
    await rename(a, b);
    await openAndSettle(workshop.documents, b, 2);
    await rename(b, a);
    await copyFile(a, b);
  });
  await workshop.documents.closeAll();
  expect(standing(settled, text)).toEqual({ first: 'bright cold', early: 'item number 3' });
  for (const path of [a, b]) expect(standing(await visit(workshop, path), text), path).toEqual({ first: 'bright cold', early: 'item number 3' });
}));

test('one renamed away and another onto its name: both have theirs, in either order', async () => {
  for (const order of [[0, 1], [1, 0]]) await inWorkshop(async (workshop) => {
    const textB = 'Of another kind.\n';
    const [a, b] = [await put(workshop, 'a.txt', first), await put(workshop, 'b.txt', textB)];
    await visit(workshop, a, () => mark(first, 'bright cold', 1, 'on A'));
    await visit(workshop, b, () => mark(textB, 'another kind', 2, 'on B'));
    const old = join(workshop.folder, 'old.txt');
    await rename(a, old);
    await rename(b, a);
    const opened: Record<string, unknown> = {};
    for (const n of order) opened[String(n)] = standing(await visit(workshop, [a, old][n]!), [textB, first][n]!);
    expect(opened, String(order)).toEqual({ 0: { 'on B': 'another kind' }, 1: { 'on A': 'bright cold' } });
  });
});

test('marked before its end was read, a renamed file leaves no old entry behind, and its copy gets what it has now, and says so', () => inWorkshop(async (workshop) => {
  const text = `${first}${'x'.repeat(2 * chunkSize)}`;
  const a = await put(workshop, 'a.txt', text);
  await visit(workshop, a, () => mark(text, 'bright cold', 1, 'first'));
  const [b, c] = [join(workshop.folder, 'b.txt'), join(workshop.folder, 'c.txt')];
  await rename(a, b);
  const { settled } = await markEarly(workshop, b, annotationOn(text, 'item number 3', 2, { comment: 'early' }));
  expect([commentsOf(settled), said(settled)]).toEqual([['early', 'first'], null]);
  expect(await recent(workshop)).toEqual([['b.txt', 2, false]]);
  await visit(workshop, b, rewriting('first', 'second thoughts'));
  await copyFile(b, c);
  const copied = await visit(workshop, c);
  expect([commentsOf(copied), said(copied)]).toEqual([['early', 'second thoughts'], { name: 'b.txt', edited: false, gone: false, count: 2 }]);
  // And back under its first name.
  await rm(c);
  await rename(b, a);
  expect(standing(await visit(workshop, a), text)).toEqual({ early: 'item number 3', 'second thoughts': 'bright cold' });
}));

test('the copy of a copy that was worked in is not taken for the original that is gone', () => inWorkshop(async (workshop) => {
  const a = await put(workshop, 'a.txt', first);
  await visit(workshop, a, () => mark(first, 'bright cold', 1, 'first'));
  const [b, c] = [join(workshop.folder, 'b.txt'), join(workshop.folder, 'c.txt')];
  await copyFile(a, b);
  await visit(workshop, b, rewriting('first', 'second thoughts'));
  await rm(a);
  await copyFile(b, c);
  const copied = await visit(workshop, c);
  expect([commentsOf(copied), said(copied)]).toEqual([['second thoughts'], { name: 'b.txt', edited: false, gone: false, count: 1 }]);
  // One that was renamed beside a copy that nobody worked in is itself.
  await rename(b, a);
  await visit(workshop, a);
  await rename(a, b);
  const renamed = await visit(workshop, b);
  expect([commentsOf(renamed), said(renamed)]).toEqual([['second thoughts'], null]);
}));

const encoded = [
  ['line ends', Buffer.from(first.replaceAll('\n', '\r\n'))],
  ['a byte order mark', Buffer.from(`\ufeff${first}`)],
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(first, 'utf16le')])],
] as const;
for (const [name, bytes] of encoded) test(`a copy with other bytes and the same text is no edited one: ${name}`, () => inWorkshop(async (workshop) => {
  const a = await put(workshop, 'a.txt', first);
  await visit(workshop, a, () => mark(first, 'bright cold', 1, 'first'));
  const settled = await visit(workshop, await put(workshop, 'copy.txt', bytes));
  expect([said(settled), settled.textChanged, standing(settled, first)]).toEqual([{ name: 'a.txt', edited: false, gone: false, count: 1 }, false, { first: 'bright cold' }]);
}));

test('a short text in Windows-1252 is the same one in UTF-8', () => inWorkshop(async (workshop) => {
  const short = 'Un café, deux thés.\n';
  await visit(workshop, await put(workshop, 'a.txt', Buffer.from(short, 'latin1')), () => mark(short, 'café', 1, 'noir'));
  const settled = await visit(workshop, await put(workshop, 'copy.txt', short));
  expect([said(settled), standing(settled, short)]).toEqual([{ name: 'a.txt', edited: false, gone: false, count: 1 }, { noir: 'café' }]);
}));

test('renamed and edited at once onto a name that was opened before, a file has its annotations; one that is only alike and was there before gets none', () => inWorkshop(async (workshop) => {
  const [a, onto] = [await put(workshop, 'a.txt', first), await put(workshop, 'onto.txt', 'Nothing yet.\n')];
  await visit(workshop, a, () => mark(first, 'bright cold', 1, 'first'));
  await visit(workshop, onto);
  await writeFile(onto, `${second}Of its own.\n`);
  expect(commentsOf(await visit(workshop, onto))).toEqual([]);
  await rename(a, onto);
  await writeFile(onto, second);
  const settled = await visit(workshop, onto);
  expect([said(settled), standing(settled, second)]).toEqual([{ name: 'a.txt', edited: true, gone: true, count: 1 }, { first: 'bright cold' }]);
}));

test('what was taken away of a copy is back, and said, when the document itself comes to stand there', () => inWorkshop(async (workshop) => {
  const [a, b] = [await put(workshop, 'a.txt', first), await put(workshop, 'b.txt', second)];
  await visit(workshop, a, () => mark(first, 'bright cold', 1, 'first'));
  await visit(workshop, b, (shown) => removing(...shown));
  await rename(a, b);
  const settled = await visit(workshop, b);
  expect([said(settled), standing(settled, first)]).toEqual([{ name: 'a.txt', edited: false, gone: true, count: 1 }, { first: 'bright cold' }]);
}));

test('copies of one text in many places, and hard links, are each their own, and each says where its annotations came from', () => inWorkshop(async (workshop) => {
  const template = await put(workshop, 'a/form.txt', first);
  await visit(workshop, template, () => mark(first, 'bright cold', 1, 'how to fill it in'));
  const copies = await Promise.all(['b/form.txt', 'c/form.txt', 'a/other.txt'].map((name) => put(workshop, name, first)));
  const linked = join(workshop.folder, 'linked.txt');
  await link(template, linked);
  for (const copy of [...copies, linked]) {
    const settled = await visit(workshop, copy, (shown) => removing(...shown));
    expect([commentsOf(settled), said(settled)?.edited, said(settled)?.gone, said(settled)?.count]).toEqual([['how to fill it in'], false, false, 1]);
  }
  expect(said(await visit(workshop, await put(workshop, 'd/form.txt', first)))?.name).toBe(join('a', 'form.txt'));
  for (const copy of [...copies, linked]) expect(commentsOf(await visit(workshop, copy))).toEqual([]);
  expect(commentsOf(await visit(workshop, template))).toEqual(['how to fill it in']);
}));

test('a file under another case of its name, moved elsewhere, or fetched again, is the same document', () => inWorkshop(async (workshop) => {
  const a = await put(workshop, 'a.txt', first);
  await visit(workshop, a, () => mark(first, 'bright cold', 1, 'first'));
  const { documentId } = (await workshop.library.find(a))!;
  const [upper, elsewhere] = [join(workshop.folder, 'A.txt'), join(workshop.folder, 'other drive', 'A.txt')];
  await rename(a, upper);
  await visit(workshop, upper);
  await mkdir(dirname(elsewhere));
  await copyFile(upper, elsewhere);
  await rm(upper);
  const moved = await visit(workshop, elsewhere);
  await rm(elsewhere);
  await writeFile(elsewhere, first);
  const again = await visit(workshop, elsewhere);
  expect([moved, again].map((settled) => [commentsOf(settled), said(settled)])).toEqual([[['first'], null], [['first'], null]]);
  expect((await workshop.library.find(elsewhere))?.documentId).toBe(documentId);
}));

test('the tour keeps its annotations to itself, and takes none', () => inWorkshop(async (workshop) => {
  const tour = await workshop.tour.begin('en');
  const { annotations } = await visit(workshop, tour);
  expect(annotations).not.toEqual([]);
  const copy = join(workshop.folder, 'copy.md');
  await copyFile(tour, copy);
  expect(await visit(workshop, copy, () => null)).toMatchObject({ annotations: [] });
  expect((await visit(workshop, tour)).annotations).toEqual(annotations);
}));
