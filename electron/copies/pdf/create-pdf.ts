import { counted, listedApart, unmarkedEntries, type CopyInput } from '../../../core/export/copy';
import type { Loss } from '../../../core/export/formats';
import { createHtml } from '../../../core/export/html';
import { annotatePdf, describePdf } from './annotate-pdf';
import { documentLanguage } from './document-language';
import type { PaperSize, Print } from './print-options';
import { marginTemplates } from './print-style';
import { printText } from './print-text';

/** How a PDF is made. */
export interface PdfOptions {
  readonly paper: PaperSize;
  readonly print: Print;
  /** Ends the work; the promise is then rejected with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told after each step how many of how many are done. Printing is by far the longest. */
  progress?(done: number, of: number): void;
}

/** An annotated copy as PDF. */
export interface PdfCopy {
  readonly content: Uint8Array;
  readonly losses: readonly Loss[];
}

const steps = 3;

/**
 * A PDF of the text with each passage as an annotation that any reader of PDF shows, lists and can change. The text and the annotations
 * are attached as well, so that nothing is lost. Time and memory grow with text plus annotations.
 */
export async function createPdf(input: CopyInput, { paper, print, signal, progress }: PdfOptions): Promise<PdfCopy> {
  const printed = printText(input);
  progress?.(1, steps);
  const bytes = await print(printed.html, { paper, ...marginTemplates(input.name), signal });
  progress?.(2, steps);
  signal?.throwIfAborted();
  const { content, missing } = await annotatePdf(bytes, printed, input);
  progress?.(3, steps);
  signal?.throwIfAborted();
  const left = new Set(unmarkedEntries(input).map(({ annotation }) => annotation.id));
  const losses = counted([
    { kind: 'character-replaced', count: printed.replaced },
    { kind: 'orphan-left-out', count: missing.filter((id) => !left.has(id)).length },
    ...listedApart(input),
  ]);
  return { content, losses };
}

/** A PDF of the text with the notes printed in its margin, for paper. The text and the annotations are attached. */
export async function createPdfMargin(input: CopyInput, { paper, print, signal, progress }: PdfOptions): Promise<PdfCopy> {
  const copy = createHtml(input);
  progress?.(1, steps);
  const bytes = await print(copy.content, { paper, ...marginTemplates(input.name), signal });
  progress?.(2, steps);
  signal?.throwIfAborted();
  const content = await describePdf(bytes, input, documentLanguage(input.source));
  progress?.(3, steps);
  return { content, losses: copy.losses };
}
