import { counted, listedApart, unmarkedEntries, type CopyInput } from '../../../core/export/copy';
import type { Loss } from '../../../core/export/formats';
import { createHtmlPages } from '../../../core/export/html';
import { Annotator } from './annotate-pdf';
import { PdfAssembly } from './assembly';
import { documentLanguage } from './document-language';
import { leadToOtherParts } from './far-links';
import { PdfDocument } from './pdf-document';
import type { PaperSize } from '../../../core/export/options';
import type { Print } from './print-options';
import { headPage } from './print-style';
import { pageLength, printText } from './print-text';
import { mendStructure } from './structure';

/** How a PDF is made. */
export interface PdfOptions {
  readonly paper: PaperSize;
  readonly print: Print;
  /** Ends the work; the promise is then rejected with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told after each step how many of how many are done. */
  progress?(done: number, of: number): void;
}

/** An annotated copy as PDF. */
export interface PdfCopy {
  readonly content: Uint8Array;
  readonly losses: readonly Loss[];
}

/**
 * Prints pages of HTML and puts them together; `prepare` changes each before. While one is worked on, the next is being printed.
 * Steps: the head line, each page, and the end.
 */
async function assemble(input: CopyInput, pages: readonly string[], { paper, print, signal, progress }: PdfOptions, prepare: (document: PdfDocument) => void): Promise<PdfAssembly> {
  const assembly = new PdfAssembly();
  const all = [headPage(input.name), ...pages];
  const start = (index: number): Promise<Uint8Array> | null => {
    const html = all[index];
    if (html === undefined) return null;
    const printing = print(html, { paper, signal });
    // When the work ends before, nobody waits for it any more.
    printing.catch(() => undefined);
    return printing;
  };
  let printing = start(0);
  for (let index = 0; printing; index++) {
    const bytes = await printing;
    signal?.throwIfAborted();
    printing = start(index + 1);
    const document = await PdfDocument.open(bytes);
    if (index === 0) assembly.setHead(document);
    else {
      prepare(document);
      assembly.add(document);
    }
    progress?.(index + 1, all.length + 1);
  }
  signal?.throwIfAborted();
  return assembly;
}

/**
 * A PDF of the text with each passage as an annotation that any reader of PDF shows, lists and can change. The text and the annotations
 * are attached as well, so that nothing is lost. Time grows with text plus annotations.
 */
export async function createPdf(input: CopyInput, options: PdfOptions): Promise<PdfCopy> {
  const printed = printText(input);
  const annotator = new Annotator(printed.places);
  const assembly = await assemble(input, printed.pages, options, (document) => { annotator.annotate(document); });
  const content = assembly.finish(input, printed.language);
  options.progress?.(printed.pages.length + 2, printed.pages.length + 2);
  const listed = new Set(unmarkedEntries(input).map(({ annotation }) => annotation.id));
  const losses = counted([
    { kind: 'character-replaced', count: printed.replaced },
    { kind: 'orphan-left-out', count: annotator.missing().filter((id) => !listed.has(id)).length },
    ...listedApart(input),
  ]);
  return { content, losses };
}

/**
 * A PDF of the text with the notes printed in its margin, for paper. The text and the annotations are attached. Time grows with text plus
 * annotations. It is printed in parts that are about as long as `partLength`, in UTF-16 units.
 */
export async function createPdfMargin(input: CopyInput, options: PdfOptions, partLength = pageLength): Promise<PdfCopy> {
  const { pages, losses } = createHtmlPages(input, partLength);
  const assembly = await assemble(input, pages, options, (document) => {
    mendStructure(document, new Set());
    leadToOtherParts(document);
  });
  const content = assembly.finish(input, documentLanguage(input.source));
  options.progress?.(pages.length + 2, pages.length + 2);
  return { content, losses };
}
