import { PdfArray, PdfDict, type PdfDocument } from './pdf-document';
import { name } from './pdf-values';

function isReferenceTo(kid: unknown, removed: ReadonlySet<number>): boolean {
  if (!(kid instanceof PdfDict) || kid.getName('Type')?.value !== 'OBJR') return false;
  const target = kid.getRef('Obj');
  return target !== undefined && removed.has(target.objectNumber);
}

function isElement(kid: unknown): kid is PdfDict {
  return kid instanceof PdfDict && kid.has('S');
}

/**
 * Puts the structure of a tagged PDF right after links were taken out: an element that was such a link becomes a span of text, and
 * points at no annotation any more. `removed` are the links' object numbers.
 */
export function mendStructure(document: PdfDocument, removed: ReadonlySet<number>): void {
  if (removed.size === 0) return;
  const waiting = [document.dictionary(document.catalog.get('StructTreeRoot'))];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    const below = document.resolve(element?.get('K'));
    const kids = below instanceof PdfArray ? below.toArray() : below ? [below] : [];
    const resolved = kids.map((kid) => document.resolve(kid));
    const kept = kids.filter((_kid, index) => !isReferenceTo(resolved[index], removed));
    if (element && kept.length < kids.length) {
      element.set('K', new PdfArray(kept));
      if (element.getName('S')?.value === 'Link') element.set('S', name('Span'));
    }
    for (const kid of resolved) if (isElement(kid)) waiting.push(kid);
  }
}
