import fs from 'node:fs';
import { copyFile, link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { chunkSize } from '../../core/contract';
import { adding, removing } from '../../core/session/change';
import { relocate } from '../../electron/locate-document';
import { driveOf } from '../../electron/whereabouts';
import { commentsOf, first, lines, mark, markEarly, put, recent, rewriting, said, second, standing, visit } from './visits';
import { annotationOn, inWorkshop, openAndSettle, valueOf } from './workshop';

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
