import type { CopyPreview } from '../core/contract';
import { printedFormats } from '../core/export/formats';
import { createHtml } from '../core/export/html';
import { clip, type ClipForm } from '../core/export/clip';
import { success, type Result } from '../core/problem';
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
  const shown = text === null ? null : beginning(text);
  return success({ annotations, losses, leftOut, text: shown, whole: text !== null && shown !== null && shown.length === text.length });
}

/** The first lines, up to the limit; never half a character. */
function beginning(text: string): string {
  if (text.length <= shownLength) return text;
  const cut = text.slice(0, shownLength);
  const lineEnd = cut.lastIndexOf('\n');
  if (lineEnd > shownLength / 2) return cut.slice(0, lineEnd + 1);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
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
