import type { CopyInput } from '../../../core/export/copy';
import type { Annotation } from '../../../core/model/annotation';
import { MarkupWriter } from './markup';
import { attachOwnFiles } from './own-files';
import { mergeByLine, type Rectangle } from './page-lines';
import { PdfBool, PdfDict, PdfDocument, type PdfRef } from './pdf-document';
import { date, name, text } from './pdf-values';
import type { PrintedText } from './print-text';
import { writeThread } from './replies';
import { mendStructure } from './structure';
import { takePlaces, type PageOfPlaces } from './take-places';

/** Title, language and dates of the document, and what makes it lossless. */
function describeDocument(document: PdfDocument, input: CopyInput, language: string): void {
  const { catalog, information } = document;
  catalog.set('Version', name('1.7'));
  catalog.set('Lang', text(language));
  catalog.set('ViewerPreferences', PdfDict.of({ DisplayDocTitle: PdfBool.of(true) }));
  information?.set('Title', text(input.name));
  information?.set('Creator', text(`Manicule ${input.version}`));
  information?.set('CreationDate', date(input.generated));
  information?.set('ModDate', date(input.generated));
  attachOwnFiles(document, input);
}

interface PagePart {
  readonly annotation: Annotation;
  readonly rectangles: Rectangle[];
  depth: number;
}

/** The annotations of a page, in the order in which their passages begin. */
function partsOf({ places }: PageOfPlaces, printed: PrintedText): PagePart[] {
  const parts = new Map<string, PagePart>();
  for (const { number, rectangle } of [...places].sort((a, b) => a.number - b.number)) {
    const covering = printed.places[number] ?? [];
    for (const annotation of covering) {
      const part = parts.get(annotation.id) ?? { annotation, rectangles: [], depth: 1 };
      parts.set(annotation.id, part);
      part.rectangles.push(rectangle);
      part.depth = Math.max(part.depth, covering.length);
    }
  }
  return [...parts.values()];
}

/**
 * Turns the places of a printed text into annotations. Every annotation of `printed` that has any width on paper gets one markup annotation
 * on each page it is on, `/NM` being its id, `id.2` on the second page. Answers with the bytes and with the ids that have none.
 */
export async function annotatePdf(bytes: Uint8Array, printed: PrintedText, input: CopyInput): Promise<{ content: Uint8Array; missing: string[] }> {
  const document = await PdfDocument.open(bytes);
  const writer = new MarkupWriter(document);
  const pages = takePlaces(document);
  mendStructure(document, new Set(pages.flatMap(({ removed }) => removed)));
  const count = new Map<string, number>();
  for (const place of pages) {
    const added: PdfRef[] = [];
    for (const { annotation, rectangles, depth } of partsOf(place, printed)) {
      const lines = mergeByLine(rectangles);
      const [first] = lines;
      if (!first) continue;
      const part = (count.get(annotation.id) ?? 0) + 1;
      count.set(annotation.id, part);
      const reference = writer.write(place.page, { annotation, lines, part, depth });
      added.push(reference, ...(part === 1 ? writeThread(document, place.page, annotation, reference, first) : []));
    }
    if (added.length > 0) document.array(place.page.dictionary.get('Annots'))?.push(...added);
  }
  describeDocument(document, input, printed.language);
  const all = new Set(printed.places.flat().map(({ id }) => id));
  return { content: await document.save(), missing: [...all].filter((id) => !count.has(id)) };
}

/** Gives a printed copy with margin notes its title, and attaches text and annotations. */
export async function describePdf(bytes: Uint8Array, input: CopyInput, language: string): Promise<Uint8Array> {
  const document = await PdfDocument.open(bytes);
  describeDocument(document, input, language);
  return document.save();
}
