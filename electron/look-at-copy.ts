import type { CopyPreview } from '../core/contract';
import { firstLines } from '../core/export/beginning';
import { drawnFormats, printedFormats } from '../core/export/formats';
import { createHtml, createHtmlBeginning } from '../core/export/html';
import { selectEntries, wholeExport, type PaperSize } from '../core/export/options';
import { clip, type ClipForm } from '../core/export/clip';
import { success, type Result } from '../core/problem';
import { asSheet } from './copies/pdf/print-style';
import { printBeginning } from './copies/pdf/print-text';
import { makeCopy, placedInput, type Basis, type CopyRequest } from './document-job';

/** UTF-16 units of a copy that a preview shows at most. */
const shownLength = 6_000;

/**
 * What a copy will be, without writing it: counts, losses, and the beginning of it where it is text. Printing takes too long for a look:
 * the losses of a PDF are those of the page that is printed; a passage that is not found on the paper is told when it is written.
 */
export async function previewCopy(request: CopyRequest): Promise<Result<CopyPreview>> {
  const printed = printedFormats.includes(request.format);
  const made = await makeCopy(printed ? { ...request, format: 'html' } : request);
  if (!made.ok) return made;
  const { content, annotations, losses, leftOut } = made.value;
  const text = typeof content === 'string' && request.format !== 'html' && !printed ? content.replace(/^\ufeff/, '') : null;
  const shown = text === null ? null : firstLines(text, shownLength);
  return success({ annotations, losses, leftOut, text: shown, whole: text !== null && shown !== null && shown.length === text.length });
}

/** A page to be drawn, and how large, in CSS pixels. */
export interface DrawnPage {
  readonly html: string;
  readonly width: number;
  readonly height: number;
}

/** More than a page holds, in UTF-16 units: most of it is cut off. */
const drawnLength = 8_000;
const sheetSizes: Readonly<Record<PaperSize, Pick<DrawnPage, 'width' | 'height'>>> = { A4: { width: 794, height: 1123 }, Letter: { width: 816, height: 1056 } };
/** Wide enough for notes in the margin. */
const screenSize = { width: 1040, height: 1300 };

/** How a copy begins, to be drawn. Null: the format has no looks that could be drawn. */
export async function beginCopy(request: CopyRequest): Promise<Result<DrawnPage | null>> {
  const { format, options = wholeExport, version } = request;
  if (!drawnFormats.includes(format)) return success(null);
  const placed = await placedInput(request, version);
  if (!placed.ok) return placed;
  const input = { ...placed.value, ...selectEntries(placed.value.entries, options) };
  if (format === 'html') return success({ html: createHtmlBeginning(input, drawnLength, false), ...screenSize });
  const html = format === 'pdf' ? printBeginning(input, drawnLength) : createHtmlBeginning(input, drawnLength, true);
  return success({ html: asSheet(html, input.name), ...sheetSizes[options.paper] });
}

/** The HTML copy, for the printer. */
export async function makeHtml({ basis, version }: { basis: Basis; version: string }): Promise<Result<string>> {
  const placed = await placedInput(basis, version);
  return placed.ok ? success(createHtml(placed.value).content) : placed;
}

/** What to put on the clipboard. */
export interface ClipRequest {
  readonly basis: Basis;
  readonly form: ClipForm;
  /** Null: all annotations. */
  readonly ids: readonly string[] | null;
  /** Manicule's version. */
  readonly version: string;
}

/** Annotations as text for the clipboard, and how many they are. */
export async function clipAnnotations({ basis, form, ids, version }: ClipRequest): Promise<Result<{ text: string; count: number }>> {
  const placed = await placedInput(basis, version);
  if (!placed.ok) return placed;
  const wanted = ids === null ? null : new Set(ids);
  const entries = placed.value.entries.filter(({ annotation }) => wanted === null || wanted.has(annotation.id));
  return success({ text: clip({ ...placed.value, entries }, form), count: entries.length });
}
