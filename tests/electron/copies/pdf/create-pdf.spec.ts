import { expect } from '@playwright/test';
import fc from 'fast-check';
import { importJsonld } from '../../../../core/import/jsonld';
import { createPdf, createPdfMargin } from '../../../../electron/copies/pdf/create-pdf';
import { readPdfCopy } from '../../../../electron/copies/pdf/read-pdf-copy';
import { arbitraryCopy, byId, expectedAnnotations } from '../../../core/export/arbitrary-copies';
import { hardCopy, numberedId } from '../../../core/export/sample-copies';
import { copyOf } from './pdf-samples';
import { test } from './printer';
import { readMarks, squash, type ReadMark, type ReadPdf } from './read-marks';

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;
/** Pictures without letters behind them: they cannot be read back here. */
const pictures = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\0/gu;

/** What can be compared: drawn from right to left, the characters come in another order. */
function comparable(text: string): string {
  const plain = squash(text.replace(pictures, ''));
  return rightToLeft.test(plain) ? [...plain].sort().join('') : plain;
}

function partsOf({ marks }: ReadPdf, id: string): ReadMark[] {
  return marks.filter(({ name }) => name.split('.')[0] === id && !name.endsWith('.state'));
}

test('each annotation of a text full of traps stands on exactly its passage', async ({ printer }) => {
  const input = hardCopy();
  const { content, losses } = await createPdf(input, { paper: 'A4', print: printer.print });
  const pdf = await readMarks(content);
  expect(losses).toEqual([]);
  for (const { annotation, placement } of input.entries) {
    const parts = partsOf(pdf, annotation.id);
    const passage = input.source.slice(placement.span!.start, placement.span!.end);
    expect(comparable(parts.map(({ text }) => text).join('')), annotation.id).toBe(comparable(passage));
    expect(parts[0]!.subtype).toBe('Highlight');
    expect(parts[0]!.author).toBe(annotation.creator);
    expect(parts[0]!.contents).toBe([annotation.comment, annotation.tags.map((tag) => `#${tag}`).join(' ')].filter((part) => part !== '').join('\n'));
    expect(parts[0]!.appearance).toMatch(/ re\nf\n$/);
  }
});

test('title, language, structure: the links that told the places are gone, and their elements are spans', async ({ printer }) => {
  const source = '吾輩は猫である。名前はまだ無い。m:1 is no link.';
  const { content } = await createPdf(copyOf(source, [['猫である'], ['である。']], 'a <猫> & "b".txt'), { paper: 'Letter', print: printer.print });
  const pdf = await readMarks(content);
  expect({ title: pdf.title, language: pdf.language, links: pdf.links }).toEqual({ title: 'a <猫> & "b".txt', language: 'ja-JP', links: [] });
  expect(pdf.structure['Span']).toBe(3);
  expect(Object.keys(pdf.structure)).not.toContain('Link');
  expect(Object.keys(pdf.structure)).not.toContain('OBJR');
  expect(pdf.text).toContain('m:1 is no link.');
});

test('a passage over two lines has two rectangles, one below the other', async ({ printer }) => {
  const words = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ');
  const passage = words.slice(75, 150);
  const { content } = await createPdf(copyOf(words, [[passage]]), { paper: 'A4', print: printer.print });
  const [mark] = (await readMarks(content)).marks;
  expect(mark!.boxes).toHaveLength(2);
  const [first, second] = mark!.boxes;
  expect(second![3]).toBeLessThanOrEqual(first![1]);
  expect(second![0]).toBeLessThan(first![0]);
  expect(squash(mark!.text)).toBe(squash(passage));
});

test('a passage reaches over a ligature at its end, wherever on the line that stands', async ({ printer }) => {
  const source = Array.from({ length: 40 }, (_, index) => `${'i'.repeat(index + 1)} off we go.`).join('\n');
  const passages = Array.from({ length: 40 }, (_, index): [string] => [`${'i'.repeat(index + 1)} off`]);
  const entries = copyOf(source, passages).entries.map((entry, index) => {
    const start = source.split('\n').slice(0, index).join('\n').length + (index === 0 ? 0 : 1);
    return { ...entry, placement: { ...entry.placement, span: { start, end: start + passages[index]![0].length } } };
  });
  const { content } = await createPdf({ ...copyOf(source, []), entries }, { paper: 'A4', print: printer.print });
  expect((await readMarks(content)).marks.map(({ text }) => squash(text))).toEqual(passages.map(([passage]) => squash(passage)));
});

test('a passage over three pages has a part on each, and neighbours stay on theirs', async ({ printer }) => {
  const lines = Array.from({ length: 130 }, (_, index) => `Line ${index} 😀 cafe\u0301.`);
  const passage = lines.slice(2, 128).join('\n');
  const { content } = await createPdf(copyOf(lines.join('\n'), [[passage, { comment: 'long' }], ['Line 129', { style: 'underline' }]]), { paper: 'A4', print: printer.print });
  const pdf = await readMarks(content);
  const parts = partsOf(pdf, numberedId(1));
  expect(pdf.pages).toBe(3);
  expect(parts.map(({ name, page }) => [name, page])).toEqual([[numberedId(1), 1], [`${numberedId(1)}.2`, 2], [`${numberedId(1)}.3`, 3]]);
  expect(parts.map(({ contents }) => contents)).toEqual(['long', 'long', 'long']);
  expect(comparable(parts.map(({ text }) => text).join(''))).toBe(comparable(passage));
  expect(partsOf(pdf, numberedId(2)).map(({ page, text }) => [page, text])).toEqual([[3, 'Line 129']]);
});

test('replies and being resolved are annotations in reply to the first part', async ({ printer }) => {
  const reply = { id: numberedId(50), creator: 'Charles 😀', created: '2026-11-04T08:00:00.000Z', modified: '2026-11-05T08:00:00.000Z', comment: 'Indeed' };
  const { content } = await createPdf(copyOf('one two', [['two', { replies: [reply], resolved: true, creator: 'Ada' }]]), { paper: 'A4', print: printer.print });
  const pdf = await readMarks(content);
  const [mark, answer, state] = pdf.marks;
  expect([mark, answer, state].map((entry) => [entry!.subtype, entry!.name])).toEqual([['Highlight', numberedId(1)], ['Text', numberedId(50)], ['Text', `${numberedId(1)}.state`]]);
  expect([answer, state].map((entry) => pdf.resolve(entry!.dictionary.get('IRT')))).toEqual([mark!.dictionary, mark!.dictionary]);
  expect([answer!.author, answer!.contents, state!.dictionary.getString('State')?.asString()]).toEqual(['Charles 😀', 'Indeed', 'Completed']);
});

test('tints over one another get paler with their number, and are multiplied', async ({ printer }) => {
  const { content } = await createPdf(copyOf('one two three', [['one two three'], ['two three'], ['two'], ['three', { color: 'blue' }]]), { paper: 'A4', print: printer.print });
  const colors = (await readMarks(content)).marks.map(({ name, appearance }) => [Number(name.slice(-2)), /gs (\S+ \S+ \S+) rg/.exec(appearance)?.[1]] as const);
  const strong = '1 0.886 0.478';
  expect(colors.find(([number]) => number === 1)?.[1]).not.toBe(strong);
  expect(new Map(colors).get(3)).toBe(new Map(colors).get(1));
});

test('passages that cannot be seen, and those without a place, are there all the same', async ({ printer }) => {
  const input = copyOf('one\n\n \ntwo', [['\n\n'], [' '], ['two', { comment: 'orphan' }]]);
  const entries = input.entries.map((entry, index) => (index < 2 ? entry : { ...entry, placement: { status: 'orphaned' as const, span: null, confidence: 0, formerly: 0 } }));
  const { content, losses } = await createPdf({ ...input, entries }, { paper: 'A4', print: printer.print });
  const pdf = await readMarks(content);
  expect(pdf.marks.map(({ name, text }) => [name, text])).toEqual([[numberedId(1), ''], [numberedId(2), ''], [numberedId(3), 'two']]);
  expect(losses).toEqual([{ kind: 'orphan-without-place', count: 1 }]);
  expect(pdf.text).toContain('Without a certain place in this text');
});

test('a copy with margin notes says the comments on paper and keeps its own links', async ({ printer }) => {
  const input = copyOf('one two 😀 e\u0301', [['two 😀', { comment: 'A remark.', tags: ['tag'] }]]);
  const { content } = await createPdfMargin(input, { paper: 'A4', print: printer.print });
  const pdf = await readMarks(content);
  expect(pdf.text).toContain('A remark.');
  expect(pdf.text).toContain('#tag');
  expect(pdf.marks).toEqual([]);
  expect(pdf.title).toBe('sample.txt');
  const back = await readPdfCopy(content);
  expect(back).toMatchObject({ ok: true, value: { source: input.source } });
});

test('a copy with margin notes that is printed in parts is one file: pages are counted through, and each link finds its place', async ({ printer }) => {
  const lines = Array.from({ length: 30 }, (_, index) => `Line ${index} 😀 of cafe\u0301.`);
  const passage = lines.slice(3, 25).join('\n');
  const copy = copyOf(lines.join('\n'), [[passage, { comment: 'Over parts.' }], ['Line 4', { comment: 'In one.' }], ['Line 29', { comment: 'Lost.' }]]);
  const entries = copy.entries.map((entry, index) => (index < 2 ? entry : { ...entry, placement: { status: 'orphaned' as const, span: null, confidence: 0, formerly: 0 } }));
  const { content, losses } = await createPdfMargin({ ...copy, entries }, { paper: 'A4', print: printer.print }, 200);
  const pdf = await readMarks(content);
  expect(losses).toEqual([{ kind: 'orphan-without-place', count: 1 }]);
  expect(pdf.pages).toBeGreaterThan(4);
  for (const said of ['Over parts.', 'In one.', 'Lost.', ...lines.map((line) => line.slice(0, 7).trim())]) expect(pdf.text).toContain(said);
  const places = new Set(pdf.places);
  const [long, short] = [numberedId(1), numberedId(2)];
  expect([...new Set(pdf.destinations)].sort()).toEqual([`a-${long}`, `a-${short}`, `n-${long}`, `n-${short}`, 'placeless'].sort());
  expect(pdf.destinations.filter((name) => !places.has(name))).toEqual([]);
  expect(pdf.links.filter((address) => address !== '')).toEqual([]);
  expect(await readPdfCopy(content)).toMatchObject({ ok: true, value: { source: copy.source } });
});

test('the steps are told, and the work can be ended', async ({ printer }) => {
  const told: number[] = [];
  await createPdf(copyOf('one', []), { paper: 'A4', print: printer.print, progress: (done, of) => told.push(done / of) });
  expect(told).toEqual([1 / 3, 2 / 3, 1]);
  const controller = new AbortController();
  const print: typeof printer.print = async (html, options) => {
    const bytes = await printer.print(html, options);
    controller.abort(new Error('ended'));
    return bytes;
  };
  await expect(createPdf(copyOf('one', []), { paper: 'A4', print, signal: controller.signal })).rejects.toThrow('ended');
});

test('any text with any annotations comes back as it was', async ({ printer }) => {
  test.setTimeout(180_000);
  await fc.assert(fc.asyncProperty(arbitraryCopy, async (input) => {
    const { content, losses } = await createPdf(input, { paper: 'A4', print: printer.print });
    const back = await readPdfCopy(content);
    if (!back.ok || !back.value) throw new Error(JSON.stringify(back));
    expect(back.value.source).toBe(input.source);
    const imported = importJsonld(back.value.jsonld, input.source);
    if (!imported.ok) throw new Error(JSON.stringify(imported.problem));
    expect(byId(imported.value.map(({ annotation }) => annotation))).toEqual(expectedAnnotations(input));
    const names = new Set((await readMarks(content)).marks.map(({ name }) => name));
    expect(input.entries.map(({ annotation }) => annotation.id).filter((id) => !names.has(id))).toEqual([]);
    expect(losses.filter(({ kind }) => kind !== 'character-replaced')).toEqual([]);
  }), { numRuns: 12, seed: 7 });
});

test('any text with any annotations comes back from the margin as it was, in whatever parts it was printed', async ({ printer }) => {
  test.setTimeout(180_000);
  await fc.assert(fc.asyncProperty(arbitraryCopy, async (input) => {
    const { content } = await createPdfMargin(input, { paper: 'A4', print: printer.print }, 150);
    const back = await readPdfCopy(content);
    if (!back.ok || !back.value) throw new Error(JSON.stringify(back));
    expect(back.value.source).toBe(input.source);
    const imported = importJsonld(back.value.jsonld, input.source);
    expect(imported.ok && byId(imported.value.map(({ annotation }) => annotation))).toEqual(expectedAnnotations(input));
  }), { numRuns: 2, seed: 11 });
});
