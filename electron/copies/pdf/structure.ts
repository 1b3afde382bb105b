import { PdfArray, PdfDict, PdfNumber, PdfRef, type PdfDocument, type PdfObject } from './pdf-document';
import { name } from './pdf-values';

function isReferenceTo(kid: unknown, removed: ReadonlySet<number>): boolean {
  if (!(kid instanceof PdfDict) || kid.getName('Type')?.value !== 'OBJR') return false;
  const target = kid.getRef('Obj');
  return target !== undefined && removed.has(target.objectNumber);
}

function isElement(kid: unknown): kid is PdfDict {
  return kid instanceof PdfDict && kid.has('S');
}

function kidsOf(element: PdfDict | null, document: PdfDocument): PdfObject[] {
  const entry = element?.get('K');
  const below = document.resolve(entry);
  return below instanceof PdfArray ? below.toArray() : entry ? [entry] : [];
}

/**
 * Puts the structure of a tagged PDF right after links were taken out: an element that was such a link becomes a span of text, and
 * points at no annotation any more. `removed` are the links' object numbers. Elements lose their names, which are unique in one file only.
 */
export function mendStructure(document: PdfDocument, removed: ReadonlySet<number>): void {
  const waiting = [document.dictionary(document.catalog.get('StructTreeRoot'))];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    const kids = kidsOf(element, document);
    const resolved = kids.map((kid) => document.resolve(kid));
    const kept = kids.filter((_kid, index) => !isReferenceTo(resolved[index], removed));
    element?.delete('ID');
    if (element && kept.length < kids.length) {
      element.set('K', new PdfArray(kept));
      if (element.getName('S')?.value === 'Link') element.set('S', name('Span'));
    }
    for (const kid of resolved) if (isElement(kid)) waiting.push(kid);
  }
}

/** The upper end of a document's structure. */
export interface Structure {
  readonly root: PdfRef | undefined;
  /** The elements that stand for the document as a whole. */
  readonly documents: readonly PdfRef[];
  /** What is directly below those. */
  readonly kids: readonly PdfObject[];
}

/** Reads the upper end of a document's structure, so that several can be put under one. */
export function structureOf(document: PdfDocument): Structure {
  const root = document.catalog.getRef('StructTreeRoot');
  const documents: PdfRef[] = [];
  const kids: PdfObject[] = [];
  for (const kid of kidsOf(document.dictionary(root), document)) {
    const element = document.dictionary(kid);
    if (kid instanceof PdfRef && element?.getName('S')?.value === 'Document') {
      documents.push(kid);
      kids.push(...kidsOf(element, document));
    } else kids.push(kid);
  }
  return { root, documents, kids };
}

/** The entries of the tree that leads from content to its elements, by their keys. */
export function readParents(document: PdfDocument): (readonly [number, PdfObject])[] {
  const found: (readonly [number, PdfObject])[] = [];
  const waiting = [document.dictionary(document.dictionary(document.catalog.get('StructTreeRoot'))?.get('ParentTree'))];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const entries = document.array(node?.get('Nums'))?.toArray() ?? [];
    for (let index = 0; index + 1 < entries.length; index += 2) {
      const [key, value] = [document.resolve(entries[index]), entries[index + 1]];
      if (key instanceof PdfNumber && value) found.push([key.value, value]);
    }
    for (const kid of document.array(node?.get('Kids'))?.toArray() ?? []) waiting.push(document.dictionary(kid));
  }
  return found.sort(([a], [b]) => a - b);
}
