import { PdfArray, PdfNumber, PdfRef, PdfString, type PdfDict, type PdfDocument, type PdfPage } from './pdf-document';
import type { Rectangle } from './page-lines';
import { placeScheme } from './print-text';

/** Where a numbered place stands on a page; one of several rectangles when it runs over lines. */
export interface FoundPlace {
  readonly number: number;
  readonly rectangle: Rectangle;
}

/** A page and the places on it, in no certain order. */
export interface PageOfPlaces {
  readonly page: PdfPage;
  readonly places: readonly FoundPlace[];
  /** Object numbers of the links that were taken out. */
  readonly removed: readonly number[];
}

function placeNumber(link: PdfDict, document: PdfDocument): number | null {
  const address = document.resolve(document.dictionary(link.get('A'))?.get('URI'));
  if (!(address instanceof PdfString)) return null;
  const text = Buffer.from(address.bytes).toString('latin1');
  return text.startsWith(placeScheme) && /^\d+$/.test(text.slice(placeScheme.length)) ? Number(text.slice(placeScheme.length)) : null;
}

function rectangleOf(link: PdfDict, document: PdfDocument): Rectangle | null {
  const values = document.array(link.get('Rect'))?.toArray().map((value) => document.resolve(value)) ?? [];
  const [a, b, c, d] = values.map((value) => (value instanceof PdfNumber ? value.value : Number.NaN));
  if (a === undefined || b === undefined || c === undefined || d === undefined || [a, b, c, d].some(Number.isNaN)) return null;
  return { left: Math.min(a, c), right: Math.max(a, c), bottom: Math.min(b, d), top: Math.max(b, d) };
}

/**
 * Takes the links that only tell places out of all pages; other links stay. Chromium writes one link for each piece of a line that an
 * element covers, at the exact place, whatever the script and the direction of writing.
 */
export function takePlaces(document: PdfDocument): PageOfPlaces[] {
  return document.pages().map((page) => {
    const places: FoundPlace[] = [];
    const removed: number[] = [];
    const kept = (document.array(page.dictionary.get('Annots'))?.toArray() ?? []).filter((entry) => {
      const link = document.dictionary(entry);
      const number = link && placeNumber(link, document);
      if (!link || number === null) return true;
      const rectangle = rectangleOf(link, document);
      if (rectangle) places.push({ number, rectangle });
      if (entry instanceof PdfRef) removed.push(entry.objectNumber);
      return false;
    });
    if (places.length > 0) page.dictionary.set('Annots', new PdfArray(kept));
    return { page, places, removed };
  });
}
