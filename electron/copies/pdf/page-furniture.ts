import { PdfDict, PdfStream, type PdfDocument, type PdfObject } from './pdf-document';
import { name, numbers } from './pdf-values';

/** How far the head line is moved up from where the text begins, and the page number stands above the lower edge, in points. */
const headRise = 24;
const folioHeight = 24;
const folioSize = 8;
/** Widths of the characters of a page number in Helvetica, in thousandths of the size: digits, and the blank and slash. */
const digitWidth = 556;
const signWidth = 278;

/** The names of head line and font among a page's resources. */
const resourceNames = { head: 'ManiculeHead', font: 'ManiculeFolio' } as const;

/** The font of page numbers: one of those that every reader of PDF has. */
export function folioFont(): PdfDict {
  return PdfDict.of({ Type: name('Font'), Subtype: name('Type1'), BaseFont: name('Helvetica'), Encoding: name('WinAnsiEncoding') });
}

/** The head line as something to be drawn on every page, from the first page of a document that holds nothing else. Null: nothing to draw. */
export function headForm(document: PdfDocument): PdfStream | null {
  const [page] = document.pages();
  const content = document.resolve(page?.dictionary.get('Contents'));
  if (!page || !(content instanceof PdfStream)) return null;
  const form = new PdfStream(content, content.data);
  form.set('Type', name('XObject'));
  form.set('Subtype', name('Form'));
  form.set('BBox', numbers([0, 0, page.width, page.height]));
  const resources = page.dictionary.get('Resources');
  if (resources) form.set('Resources', resources);
  return form;
}

/** A page's resources with those that head line and page number need. */
export function withFurniture(document: PdfDocument, resources: PdfObject | undefined, head: PdfObject | null, font: PdfObject): PdfDict {
  const all = document.dictionary(resources)?.clone() ?? new PdfDict();
  const add = (kind: string, key: string, value: PdfObject): void => {
    const some = document.dictionary(all.get(kind))?.clone() ?? new PdfDict();
    some.set(key, value);
    all.set(kind, some);
  };
  if (head) add('XObject', resourceNames.head, head);
  add('Font', resourceNames.font, font);
  return all;
}

/**
 * What is no part of the text: it is not read out (ISO 32000-1, 14.8.2.2), and programs that take the text out of a page take a blank
 * instead of it.
 */
function artifact(kind: 'Header' | 'Footer', drawing: string): string {
  return `/Artifact <</Type /Pagination /Subtype /${kind}>> BDC\n/Span <</ActualText ( )>> BDC\n${drawing}\nEMC\nEMC\n`;
}

/** Comes before a page's content: what it changes of the state of drawing ends with it. */
export const beforeContent = 'q\n';

/** Draws head line and page number after a page's content. `width` is the page's, in points. */
export function afterContent(page: number, pages: number, width: number, hasHead: boolean): string {
  const folio = `${page} / ${pages}`;
  const folioWidth = [...folio].reduce((sum, character) => sum + (/\d/.test(character) ? digitWidth : signWidth), 0) * folioSize / 1000;
  const head = hasHead ? artifact('Header', `q 1 0 0 1 0 ${headRise} cm /${resourceNames.head} Do Q`) : '';
  return `\nQ\n${head}${artifact('Footer', `BT 0.4 0.37 0.33 rg /${resourceNames.font} ${folioSize} Tf ${((width - folioWidth) / 2).toFixed(2)} ${folioHeight} Td (${folio}) Tj ET`)}`;
}
