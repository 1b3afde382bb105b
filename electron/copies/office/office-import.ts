import { notAnnotations } from '../../../core/import/imported';
import { success, type Result } from '../../../core/problem';
import { readDocx } from './docx-import';
import { odtMediaType } from './odt-names';
import { readOdt } from './odt-import';
import type { OfficeCopy } from './office-copy';
import { RefusedFile } from './refused-file';
import { isZip, openZip } from './zip-reader';

/** The first bytes of an OLE file: a DOC, or a DOCX that is locked with a password. */
const oleSignature = Buffer.from('d0cf11e0a1b11ae1', 'hex');

function startsAs(bytes: Uint8Array, signature: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** True for what begins as the files do that `readOfficeCopy` reads or knows by sight: a ZIP archive, or an old or locked Word file. */
export function looksLikeOffice(bytes: Uint8Array): boolean {
  return isZip(bytes) || startsAs(bytes, oleSignature);
}

function readPackage(bytes: Uint8Array): OfficeCopy {
  const zip = openZip(bytes);
  const mediaType = zip.read('mimetype')?.subarray(0, 200).toString('latin1').trim();
  if (mediaType === undefined) return readDocx(zip);
  if (mediaType === odtMediaType || mediaType === `${odtMediaType}-template`) return readOdt(zip);
  throw new RefusedFile('It is no text document.');
}

/**
 * Reads a DOCX or ODT file, whoever wrote it: body, comments, and what Manicule left in it. Everything that is unpacked has a limit, and
 * nothing is written or executed. A file that cannot be read is the problem `not-annotations` with the reason as a sentence.
 */
export function readOfficeCopy(bytes: Uint8Array): Result<OfficeCopy> {
  if (startsAs(bytes, oleSignature)) return notAnnotations('It is an old Word document (DOC), or one that is protected by a password.');
  try {
    return success(readPackage(bytes));
  } catch (error) {
    if (error instanceof RefusedFile) return notAnnotations(error.message);
    throw error;
  }
}
