import { PDF, PdfArray, PdfDict, PdfName } from '@libpdf/core';
import { expect, test } from '@playwright/test';
import { PdfAssembly } from '../../../../electron/copies/pdf/assembly';
import { PdfDocument } from '../../../../electron/copies/pdf/pdf-document';
import { readPdfCopy } from '../../../../electron/copies/pdf/read-pdf-copy';
import { hardCopy } from '../../../core/export/sample-copies';

async function plainPdf(change: (pdf: PDF) => void = () => undefined): Promise<Uint8Array> {
  const pdf = PDF.create();
  pdf.addPage({ size: 'a4' });
  change(pdf);
  return pdf.save();
}

async function ownPdf(): Promise<Uint8Array> {
  const assembly = new PdfAssembly();
  assembly.add(await PdfDocument.open(await plainPdf()));
  return assembly.finish(hardCopy(), 'und');
}

test('text and annotations come back as they were, also after another program wrote the file anew', async () => {
  const bytes = await ownPdf();
  const pdf = await PDF.load(bytes);
  pdf.setSubject('changed');
  for (const written of [bytes, await pdf.save(), await pdf.save({ useXRefStream: true })]) {
    expect(await readPdfCopy(written)).toMatchObject({ ok: true, value: { source: hardCopy().source } });
  }
});

test('a PDF of other origin is none of ours', async () => {
  expect(await readPdfCopy(await plainPdf())).toEqual({ ok: true, value: null });
  const other = await plainPdf((pdf) => { pdf.attachments.add('manicule-annotations', Buffer.from('{}')); });
  expect(await readPdfCopy(other)).toEqual({ ok: true, value: null });
});

test('a name tree that goes in a circle ends', async () => {
  const circle = await plainPdf((pdf) => {
    const node = PdfDict.of({});
    const reference = pdf.register(node);
    node.set('Kids', PdfArray.of(reference, reference));
    pdf.getCatalog().set('Names', PdfDict.of({ EmbeddedFiles: reference, Type: PdfName.of('Names') }));
  });
  expect(await readPdfCopy(circle)).toEqual({ ok: true, value: null });
});

const broken: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array])[] = [
  ['empty', () => new Uint8Array()],
  ['text', () => Buffer.from('no PDF 😀')],
  ['the first bytes alone', (bytes) => bytes.slice(0, 40)],
  ['zeros after the start', (bytes) => Buffer.concat([bytes.slice(0, 20), Buffer.alloc(5000)])],
];

for (const [name, breakIt] of broken) {
  test(`a broken file is a problem: ${name}`, async () => {
    expect(await readPdfCopy(breakIt(await ownPdf()))).toMatchObject({ ok: false, problem: { kind: 'not-annotations' } });
  });
}

test('a file cut anywhere, or with a byte changed, is read, refused or none of ours, and nothing is thrown', async () => {
  const bytes = await ownPdf();
  for (let index = 0; index < 60; index++) {
    const at = Math.floor((bytes.length * index) / 60);
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x55;
    for (const broken of [bytes.slice(0, at), changed]) {
      const answer = await readPdfCopy(broken);
      expect(answer.ok ? answer.value === null || typeof answer.value.source === 'string' : answer.problem.kind === 'not-annotations').toBe(true);
    }
  }
});
