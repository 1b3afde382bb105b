import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfString, StandardFonts } from '@libpdf/core';
import { zipSync } from 'fflate';
import { adding } from '../../core/session/change';
import { createCopy } from '../../electron/copies/create-copy';
import { importDocument } from '../../electron/document-job';
import { readAnnotations } from '../../electron/read-annotations';
import { hardCopy } from '../core/export/sample-copies';
import { inWorkshop, valueOf } from './workshop';

const input = hardCopy();
const document = { name: input.name, source: input.source };

for (const format of ['jsonld', 'html', 'docx', 'odt', 'critic', 'hypothesis', 'readwise'] as const) {
  test(`${format} is known by what it holds, whatever it is called`, () => inWorkshop(async ({ write }) => {
    const { content } = await createCopy(format, input, { paper: 'A4', print: null, tell: () => undefined });
    const read = valueOf(await readAnnotations(await write('no-name', content), document));
    expect(read).toHaveLength(input.entries.length);
    const lossless = ['jsonld', 'html', 'docx', 'odt'].includes(format);
    if (lossless) for (const { annotation } of input.entries) expect(read.map((each) => each.annotation.id)).toContain(annotation.id);
  }));
}

/** A PDF of another program with one highlight. */
async function otherPdf(): Promise<Uint8Array> {
  const pdf = PDF.create();
  const page = pdf.addPage({ size: 'a4' });
  page.drawText('Several sentences stand here', { x: 50, y: 700, size: 12, font: StandardFonts.Helvetica });
  const numbers = (...values: number[]): PdfArray => PdfArray.of(...values.map((value) => PdfNumber.of(value)));
  const highlight = { Type: PdfName.of('Annot'), Subtype: PdfName.of('Highlight'), Rect: numbers(40, 690, 300, 720), QuadPoints: numbers(40, 695, 300, 695, 300, 715, 40, 715), Contents: PdfString.fromString('A note') };
  page.dict.set('Annots', PdfArray.of(pdf.register(PdfDict.of(highlight))));
  return pdf.save();
}

const fox = { title: 'hard', entries: [{ text: 'sentences stand here', note: 'A note', color: 'green', drawer: 'lighten' }] };
const kindle = '\ufeffhard (Somebody)\r\n- Your Highlight on page 1 | Location 4-5 | Added on Monday, March 2, 2020 1:02:03 PM\r\n\r\nsentences stand here\r\n==========\r\nhard (Somebody)\r\n- Your Note on page 1 | Location 5 | Added on Monday, March 2, 2020 1:03:00 PM\r\n\r\nA note\r\n==========\r\n';
const others: Readonly<Record<string, () => Promise<string | Uint8Array>>> = {
  'a PDF that was highlighted elsewhere': otherPdf,
  'a PDF with bytes before its start that begin like a web page': async () => Buffer.concat([Buffer.from('<junk>\n'), await otherPdf()]),
  'a PDF with bytes before its start that begin like JSON': async () => Buffer.concat([Buffer.from('{"junk":\n'), await otherPdf()]),
  'KOReader’s highlights': () => Promise.resolve(JSON.stringify(fox)),
  'Kindle’s clippings': () => Promise.resolve(kindle),
};
for (const [name, make] of Object.entries(others)) {
  test(`${name}: quote and note are read, and come into the record once`, () => inWorkshop(async (workshop) => {
    const from = await workshop.write('given', await make());
    const read = valueOf(await readAnnotations(from, document));
    expect(read.map(({ annotation, fits }) => [annotation.target.quote.exact.replace('Several ', ''), annotation.comment, fits])).toEqual([['sentences stand here', 'A note', false]]);
    const path = await workshop.write('hard.txt', input.source);
    const basis = { path, file: null, text: null, encoding: null, annotations: [], deleted: [], fresh: [], snapshots: workshop.folders.snapshots };
    const { change, placements } = valueOf(await importDocument(basis, from));
    expect([change.added.length, placements]).toEqual([1, {}]);
    const { start } = change.added[0]!.target.position;
    expect(input.source.replace(/\r\n?/g, '\n').slice(start)).toMatch(/^(Several )?sentences stand here/);
    expect(valueOf(await importDocument({ ...basis, annotations: change.added }, from))).toMatchObject({ change: adding(), alreadyThere: 1 });
  }));
}

test('a web page about PDFs is not taken for one', () => inWorkshop(async ({ write }) => {
  const page = '<p>A file begins with\n%PDF-1.7\nand ends with startxref.</p>';
  expect(await readAnnotations(await write('page', page), document)).toMatchObject({ ok: false, problem: { reason: 'It holds no kind of annotations that Manicule reads.' } });
}));

const bomb = zipSync({ '[Content_Types].xml': new Uint8Array(300_000_000) }, { level: 9 });
const hostile: Readonly<Record<string, string | Uint8Array>> = {
  'an empty file': '',
  'a text without annotations': 'Nothing is marked here.',
  'a picture': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  'a broken PDF': Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(4000)]),
  'a broken ZIP': Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500)]),
  'a ZIP bomb': bomb,
  'a hundred thousand brackets': '['.repeat(100_000),
  'deep JSON': `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
  'a very long comment': JSON.stringify({ type: 'Annotation', body: 'x'.repeat(2_000_000), target: 'a' }),
};
for (const [name, content] of Object.entries(hostile)) {
  test(`${name} is refused with a sentence that names the file`, () => inWorkshop(async ({ write }) => {
    const path = await write('given.bin', content);
    const read = await readAnnotations(path, document);
    expect(read).toMatchObject({ ok: false, problem: { kind: 'not-annotations', path } });
    expect(read.ok || read.problem.kind !== 'not-annotations' ? '' : read.problem.reason).toMatch(/^[A-Z].*\.$/);
  }));
}

test('a file that is not there', () => inWorkshop(async ({ folder }) => {
  const path = join(folder, 'nowhere.pdf');
  expect(await readAnnotations(path, document)).toEqual({ ok: false, problem: { kind: 'file-not-found', path } });
}));
