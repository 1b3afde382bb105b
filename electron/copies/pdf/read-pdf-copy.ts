import { notAnnotations } from '../../../core/import/imported';
import { success, type Result } from '../../../core/problem';
import { readOwnFiles, type OwnFiles } from './own-files';
import { PdfDocument } from './pdf-document';

/** Why a file cannot be read, for the person. */
export const damaged = 'It is a damaged PDF.';

/** True for what begins as a PDF does; a few bytes may come before. */
export function looksLikePdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).includes('%PDF-');
}

/**
 * Reads a PDF copy that Manicule wrote, from what it attached: text and annotations as they were, whatever other programs changed on the
 * pages since. Null: a PDF without it. What cannot be read is the problem `not-annotations`.
 */
export async function readPdfCopy(bytes: Uint8Array): Promise<Result<OwnFiles | null>> {
  if (!looksLikePdf(bytes)) return notAnnotations('It is no PDF.');
  try {
    const document = await PdfDocument.open(bytes);
    if (document.isLocked) return notAnnotations('It is a PDF that is protected by a password.');
    return document.pages().length === 0 ? notAnnotations(damaged) : success(readOwnFiles(document));
  } catch (error) {
    // The library throws errors of many kinds at damaged files: any of them says only that.
    if (error instanceof Error) return notAnnotations(damaged);
    throw error;
  }
}
