// Reads the annotations of a PDF and the characters that stand in them.
import { PDF, type PdfObject, PdfDict, type PdfNumber, PdfRef, PdfStream } from '@libpdf/core';

export interface ReadMark {
  readonly page: number;
  readonly subtype: string;
  readonly name: string;
  readonly contents: string;
  readonly author: string;
  /** Left, bottom, right, top of each quadrilateral. */
  readonly boxes: readonly (readonly [number, number, number, number])[];
  /** The characters whose middle is in the boxes, in the order in which they are drawn. */
  readonly text: string;
  readonly dictionary: PdfDict;
  /** What its own appearance draws. */
  readonly appearance: string;
}

export interface ReadPdf {
  readonly pages: number;
  /** The text of all pages as it can be read out. */
  readonly text: string;
  readonly marks: readonly ReadMark[];
  readonly title: string | undefined;
  readonly language: string | undefined;
  /** Kinds of structure elements, with how often each occurs. */
  readonly structure: Readonly<Record<string, number>>;
  /** Addresses of the links that are there. */
  readonly links: readonly string[];
  /** Names of the places that links lead to. */
  readonly destinations: readonly string[];
  /** Names of the places that there are. */
  readonly places: readonly string[];
  resolve(object: PdfObject | undefined): PdfObject | null;
}

/** Characters whatever the white space and what cannot be seen; ligatures as letters. */
export function squash(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u00ad\u200b-\u200f\u2060-\u2069\ufe0e\ufe0f\ufeff]/g, '');
}

function structureOf(pdf: PDF, resolve: ReadPdf['resolve']): Record<string, number> {
  const counts: Record<string, number> = {};
  const waiting = [resolve(pdf.getCatalog().get('StructTreeRoot'))];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (!(element instanceof PdfDict)) continue;
    const kind = element.getName('S')?.value ?? element.getName('Type')?.value ?? '';
    counts[kind] = (counts[kind] ?? 0) + 1;
    const kids = resolve(element.get('K'));
    if (kids instanceof PdfDict) waiting.push(kids);
    else if (kids && 'toArray' in kids) waiting.push(...kids.toArray().map(resolve));
  }
  return counts;
}

/** Reads a PDF. */
export async function readMarks(bytes: Uint8Array): Promise<ReadPdf> {
  const pdf = await PDF.load(bytes);
  const resolve = (object: PdfObject | undefined): PdfObject | null => (object instanceof PdfRef ? pdf.getObject(object) : object ?? null);
  const marks: ReadMark[] = [];
  const links: string[] = [];
  const destinations: string[] = [];
  const texts: string[] = [];
  for (const page of pdf.getPages()) {
    const extracted = page.extractText();
    texts.push(extracted.text);
    const characters = extracted.lines.flatMap(({ spans }) => spans.flatMap(({ chars }) => chars)).sort((a, b) => (a.sequenceIndex ?? 0) - (b.sequenceIndex ?? 0));
    for (const entry of page.dict.getArray('Annots', (reference) => pdf.getObject(reference)) ?? []) {
      const dictionary = resolve(entry) as PdfDict;
      const subtype = dictionary.getName('Subtype')!.value;
      if (subtype === 'Link') {
        links.push((resolve(dictionary.get('A')) as PdfDict | null)?.getString('URI')?.asString() ?? '');
        const destination = dictionary.getName('Dest');
        if (destination) destinations.push(destination.value);
        continue;
      }
      const points = (dictionary.getArray('QuadPoints')?.toArray() ?? []).map((value) => (value as PdfNumber).value);
      const boxes = Array.from({ length: points.length / 8 }, (_, index) => {
        const [left, top, , , , , right, bottom] = points.slice(index * 8, index * 8 + 8) as [number, number, number, number, number, number, number, number];
        return [left, bottom, right, top] as const;
      });
      const text = characters.filter(({ bbox }) => boxes.some(([left, bottom, right, top]) => {
        const [x, y] = [bbox.x + bbox.width / 2, bbox.y + bbox.height / 2];
        return x >= left && x <= right && y >= bottom && y <= top;
      })).map(({ char }) => char).join('');
      const appearance = resolve((resolve(dictionary.get('AP')) as PdfDict | null)?.get('N'));
      const say = (key: string): string => dictionary.getString(key)?.asString() ?? '';
      marks.push({
        page: page.index + 1, subtype, name: say('NM'), contents: say('Contents'), author: say('T'), boxes, text, dictionary,
        appearance: appearance instanceof PdfStream ? Buffer.from(appearance.getDecodedData()).toString('latin1') : '',
      });
    }
  }
  const places = [...(resolve(pdf.getCatalog().get('Dests')) as PdfDict | null ?? new PdfDict())].map(([name]) => String(name.value));
  return { pages: pdf.getPageCount(), text: texts.join('\n'), marks, title: pdf.getTitle(), language: pdf.getLanguage(), structure: structureOf(pdf, resolve), links, destinations, places, resolve };
}
