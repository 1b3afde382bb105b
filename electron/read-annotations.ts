import { createTextDecoder } from '../core/decode/decode-text';
import { looksBinary } from '../core/decode/looks-binary';
import { importAnnotations } from '../core/import/importers';
import { notAnnotations, type ImportedAnnotation } from '../core/import/imported';
import { importJsonld } from '../core/import/jsonld';
import { failure, success, type Result } from '../core/problem';
import { readCopy } from './document-text';
import { readBytes } from './files';

/** The document that annotations are read for. */
export interface ReadFor {
  /** File name. */
  readonly name: string;
  /** With its own line ends. */
  readonly source: string;
}

type Read = Result<readonly ImportedAnnotation[]>;

/** Bytes of the largest file of annotations: reading JSON takes many times its size of memory. */
const largestText = 200 * 1024 * 1024;
const megabyte = 1024 * 1024;

/** A text that only speaks of PDFs begins in one of these ways, and does not end as a PDF does, before whose start there may be such junk too. */
function beginsAsText(bytes: Uint8Array): boolean {
  const begins = /^(?:\ufeff)?\s*[[{<]/.test(Buffer.from(bytes.subarray(0, 64)).toString('utf8'));
  return begins && !/^startxref\s+\d+\s+%%EOF/m.test(Buffer.from(bytes.subarray(-1024)).toString('latin1'));
}

/**
 * Reads annotations from a file of any kind that is known, by its bytes and not by its name: Web Annotations, copies that Manicule wrote (HTML,
 * PDF, DOCX, ODT), highlights of any PDF, comments of any DOCX or ODT, CriticMarkup, Hypothesis, Readwise, Kindle, KOReader. Nothing in it is
 * executed; a file that cannot be read is the problem `not-annotations` with the reason.
 */
export async function readAnnotations(from: string, document: ReadFor): Promise<Read> {
  const bytes = await readBytes(from);
  if (!bytes.ok) return bytes;
  const read = await readAny(bytes.value, document);
  return read.ok || read.problem.kind !== 'not-annotations' ? read : failure({ ...read.problem, path: from });
}

async function readAny(bytes: Uint8Array, document: ReadFor): Promise<Read> {
  if (!beginsAsText(bytes)) {
    const { looksLikePdf } = await import('./copies/pdf/read-pdf-copy');
    if (looksLikePdf(bytes)) return readPdf(bytes, document);
    const { looksLikeOffice, readOfficeCopy } = await import('./copies/office/office-import');
    if (looksLikeOffice(bytes)) {
      const copy = readOfficeCopy(bytes);
      if (!copy.ok) return copy;
      return (await import('./copies/office/merge-comments')).importOfficeCopy(copy.value, document.source);
    }
  }
  if (looksBinary(bytes.subarray(0, megabyte), null)) return notAnnotations('It is neither text nor any other kind of file that annotations are read from.');
  if (bytes.length > largestText) return notAnnotations(`It is larger than ${largestText / megabyte} MB.`);
  const decoder = createTextDecoder(null);
  const content = decoder.push(bytes) + decoder.finish();
  const copy = await readCopy(content);
  return copy ? importJsonld(copy.jsonld, document.source) : importAnnotations(content, document.source, document.name);
}

/** What Manicule attached, as it was, and what was marked since by other programs; of any other PDF, what is marked in it. */
async function readPdf(bytes: Uint8Array, document: ReadFor): Promise<Read> {
  const { readPdfCopy } = await import('./copies/pdf/read-pdf-copy');
  const { importPdfHighlights } = await import('./copies/pdf/import-highlights');
  const own = await readPdfCopy(bytes);
  if (!own.ok) return own;
  const marked = await importPdfHighlights(bytes);
  if (!own.value) return marked.ok && marked.value.length === 0 ? notAnnotations('Nothing is marked in it.') : marked;
  const attached = importJsonld(own.value.jsonld, document.source);
  if (!attached.ok || !marked.ok) return attached;
  const known = new Set(attached.value.map(({ annotation }) => annotation.id));
  return success([...attached.value, ...marked.value.filter(({ annotation }) => !known.has(annotation.id))]);
}
