import { PDF, PdfDict, PdfName, PdfNumber, PdfArray, PdfString, StandardFonts } from '@libpdf/core';
import { expect } from '@playwright/test';
import { createPdf } from '../../../../electron/copies/pdf/create-pdf';
import { importPdfHighlights } from '../../../../electron/copies/pdf/import-highlights';
import { valueOf } from '../../workshop';
import { numberedId } from '../../../core/export/sample-copies';
import { copyOf } from './pdf-samples';
import { test } from './printer';

const source = 'Plain words and cafe\u0301 here.\n漢字と仮名。\nבראשית ברא אלהים את 123 השמים\nThe ﬁnal ligature, \tand a tab.\n';
const quotes = ['words and cafe\u0301', '字と仮', 'ברא אלהים את 123', 'ﬁnal ligature'];

test('what was marked comes back with quote, comment, tags, author, look, replies and state', async ({ printer }) => {
  const reply = { id: numberedId(60), creator: 'Charles', created: '2026-11-04T08:00:00.000Z', modified: '2026-11-05T08:00:00.000Z', comment: 'Indeed 😀' };
  const input = copyOf(source, quotes.map((quote, index) => [quote, index === 0 ? { comment: 'Said\n#notag here', tags: ['one', 'zwei'], color: 'pink', style: 'underline', resolved: true, replies: [reply] } : { color: 'blue' }]));
  const { content } = await createPdf(input, { paper: 'A4', print: printer.print });
  const imported = valueOf(await importPdfHighlights(content));
  expect(imported.map(({ annotation }) => annotation.target.quote.exact.normalize('NFKC'))).toEqual(quotes.map((quote) => quote.normalize('NFKC')));
  expect(imported[0]!.annotation).toMatchObject({
    id: numberedId(1), creator: 'Ada Lovelace', comment: 'Said\n#notag here', tags: ['one', 'zwei'], color: 'pink', style: 'underline', resolved: true, replies: [reply], created: '2026-11-02T09:30:00.000Z',
  });
  expect(imported[1]!.annotation).toMatchObject({ color: 'blue', style: 'highlight', comment: '', tags: [], resolved: false });
});

test('parts on several pages are one annotation', async ({ printer }) => {
  const lines = Array.from({ length: 60 }, (_, index) => `Line ${index}.`);
  const passage = lines.slice(30, 58).join('\n');
  const { content } = await createPdf(copyOf(lines.join('\n'), [[passage]]), { paper: 'A4', print: printer.print });
  const imported = valueOf(await importPdfHighlights(content));
  expect(imported.map(({ annotation }) => annotation.target.quote.exact)).toEqual([passage.replaceAll('\n', ' ')]);
});

/** A PDF by other means, with corners in the order of the standard, and the highlight of another program. */
async function otherPdf(points: readonly number[]): Promise<Uint8Array> {
  const pdf = PDF.create();
  const page = pdf.addPage({ size: 'a4' });
  page.drawText('Words of another program', { x: 50, y: 700, size: 12, font: StandardFonts.Helvetica });
  const highlight = PdfDict.of({
    Type: PdfName.of('Annot'), Subtype: PdfName.of('Highlight'), Rect: PdfArray.of(...[40, 690, 300, 720].map((value) => PdfNumber.of(value))),
    QuadPoints: PdfArray.of(...points.map((value) => PdfNumber.of(value))), Contents: PdfString.fromString('A note'), M: PdfString.fromString("D:20260102030405+02'00'"),
  });
  page.dict.set('Annots', PdfArray.of(pdf.register(highlight)));
  return pdf.save();
}

test('a highlight of another program is read, with the same id each time', async () => {
  const bytes = await otherPdf([40, 695, 300, 695, 300, 715, 40, 715]);
  const [first] = valueOf(await importPdfHighlights(bytes));
  expect(first!.annotation).toMatchObject({ target: { quote: { exact: 'Words of another program' } }, comment: 'A note', color: 'yellow', modified: '2026-01-02T01:04:05.000Z', creator: '' });
  expect(valueOf(await importPdfHighlights(bytes))).toEqual([first]);
});

test('what is no PDF, or a broken one, is a problem', async () => {
  for (const bytes of [Buffer.from('text 😀'), Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(4000)])]) {
    expect(await importPdfHighlights(bytes)).toMatchObject({ ok: false, problem: { kind: 'not-annotations' } });
  }
});
