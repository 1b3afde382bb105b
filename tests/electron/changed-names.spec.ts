import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { chunkSize } from '../../core/contract';
import { commentsOf, first, mark, markEarly, put, recent, said, save, standing, visit } from './visits';
import { annotationOn, inWorkshop, openAndSettle, valueOf } from './workshop';

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

test('a window whose file is another document when it opens afresh is told of no former text: nothing of before is taken back in it', () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const textB = 'Of another kind.\n';
  const [a, b] = [await put(workshop, 'a.txt', first), await put(workshop, 'b.txt', textB)];
  await visit(workshop, b, () => mark(textB, 'another kind', 2, 'on B'));
  await openAndSettle(documents, a);
  await save(documents, mark(first, 'bright cold', 1, 'on A'));
  expect(valueOf(await documents.open(a, 1))).toHaveProperty('formerText');
  for (const [from, to] of [[a, `${a}~`], [b, a], [`${a}~`, b]] as const) await rename(from, to);
  await openAndSettle(documents, b, 2);
  const afresh = valueOf(await documents.open(a, 1));
  expect(afresh.annotations.map(({ comment }) => comment)).toEqual(['on B']);
  expect(afresh).not.toHaveProperty('formerText');
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
