import type { Annotation } from '../../../core/model/annotation';
import { MarkupWriter } from './markup';
import { mergeByLine, type Rectangle } from './page-lines';
import type { PdfDocument, PdfRef } from './pdf-document';
import type { PrintedText } from './print-text';
import { writeThread } from './replies';
import { mendStructure } from './structure';
import { takePlaces, type PageOfPlaces } from './take-places';

interface PagePart {
  readonly annotation: Annotation;
  readonly rectangles: Rectangle[];
  depth: number;
}

/**
 * Turns the places of printed pages into annotations. Every annotation that has any width on paper gets one markup annotation on each page
 * it is on, `/NM` being its id, `id.2` on the second page. The documents are to be given in their order.
 */
export class Annotator {
  private readonly count = new Map<string, number>();

  constructor(private readonly places: PrintedText['places']) {}

  annotate(document: PdfDocument): void {
    const writer = new MarkupWriter(document);
    const pages = takePlaces(document);
    mendStructure(document, new Set(pages.flatMap(({ removed }) => removed)));
    for (const place of pages) {
      const added = this.partsOf(place).flatMap((part) => this.write(document, writer, place, part));
      if (added.length > 0) document.array(place.page.dictionary.get('Annots'))?.push(...added);
    }
  }

  /** The annotations that got none: nothing of them was on paper. */
  missing(): string[] {
    return [...new Set(this.places.flat().map(({ id }) => id))].filter((id) => !this.count.has(id));
  }

  /** The annotations of a page, in the order in which their passages begin. */
  private partsOf({ places }: PageOfPlaces): PagePart[] {
    const parts = new Map<string, PagePart>();
    for (const { number, rectangle } of [...places].sort((a, b) => a.number - b.number)) {
      const covering = this.places[number] ?? [];
      for (const annotation of covering) {
        const part = parts.get(annotation.id) ?? { annotation, rectangles: [], depth: 1 };
        parts.set(annotation.id, part);
        part.rectangles.push(rectangle);
        part.depth = Math.max(part.depth, covering.length);
      }
    }
    return [...parts.values()];
  }

  private write(document: PdfDocument, writer: MarkupWriter, { page }: PageOfPlaces, { annotation, rectangles, depth }: PagePart): PdfRef[] {
    const lines = mergeByLine(rectangles);
    const [first] = lines;
    if (!first) return [];
    const part = (this.count.get(annotation.id) ?? 0) + 1;
    this.count.set(annotation.id, part);
    const reference = writer.write(page, { annotation, lines, part, depth });
    return [reference, ...(part === 1 ? writeThread(document, page, annotation, reference, first) : [])];
  }
}
