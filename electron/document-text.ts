import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { normalizeLineEnds } from '../core/decode/line-ends';
import type { ImportedAnnotation } from '../core/import/imported';
import { importJsonld } from '../core/import/jsonld';
import type { FileFingerprint, TextFingerprint } from '../core/model/document-record';
import { success, type Result } from '../core/problem';
import { loadText, readWhole } from './files';

/** A document's text, whole. */
export interface DocumentText {
  /** With its own line ends. */
  readonly source: string;
  /** With LF line ends: what annotation positions count in. */
  readonly text: string;
  readonly file: FileFingerprint;
  readonly fingerprint: TextFingerprint;
  /** Reads the annotations that came with the text: the file is an annotated copy that Manicule wrote. Null: an ordinary text. */
  readonly brought: (() => Promise<Result<readonly ImportedAnnotation[]>>) | null;
}

/** What is taken out of an annotated copy. */
interface TakenOut {
  /** With its own line ends. */
  readonly source: string;
  readonly brought: () => Promise<Result<readonly ImportedAnnotation[]>>;
}

const packed = ['.docx', '.odt', '.pdf'];

/** True when a file of this name may be an annotated copy whose text has to be taken out of it. */
export function mayBeCopy(path: string): boolean {
  return ['.html', '.htm', ...packed].includes(extname(path).toLowerCase());
}

/** What reads a document whole: `loadDocumentText`, or one that remembers. */
export type LoadText = typeof loadDocumentText;

/** Reads a document whole: the file's text, or the text inside an annotated copy. */
export async function loadDocumentText(path: string, encoding: string | null): Promise<Result<DocumentText>> {
  if (packed.includes(extname(path).toLowerCase())) {
    const whole = await readWhole(path);
    if (!whole.ok) return whole;
    const copy = await unpack(whole.value.bytes);
    if (copy) return success(textOf(copy, whole.value.file));
  }
  const loaded = await loadText(path, encoding);
  if (!loaded.ok) return loaded;
  const { source, text, file, fingerprint } = loaded.value;
  const copy = mayBeCopy(path) ? await readCopy(source) : null;
  if (!copy) return success({ source, text, file, fingerprint, brought: null });
  return success(textOf({ source: copy.source, brought: () => Promise.resolve(importJsonld(copy.jsonld, copy.source)) }, file));
}

/** Reads the last document that was asked for once, however often it is asked for: all that a command does with it is done with one state of the file. */
export function readOnce(load: LoadText = loadDocumentText): LoadText {
  let last: { readonly path: string; readonly encoding: string | null; readonly loaded: ReturnType<LoadText> } | null = null;
  return (path, encoding) => {
    if (last?.path !== path || last.encoding !== encoding) last = { path, encoding, loaded: load(path, encoding) };
    return last.loaded;
  };
}

function textOf({ source, brought }: TakenOut, file: FileFingerprint): DocumentText {
  const text = normalizeLineEnds(source);
  return { source, text, file, fingerprint: fingerprintOf(text), brought };
}

/**
 * What is in a PDF, DOCX or ODT copy that Manicule wrote; null for any other file. A text that was changed in a word processor is shown as it is
 * there now, with the comments as they are there now.
 */
async function unpack(bytes: Uint8Array): Promise<TakenOut | null> {
  const { looksLikePdf, readPdfCopy } = await import('./copies/pdf/read-pdf-copy');
  if (looksLikePdf(bytes)) {
    const copy = await readPdfCopy(bytes);
    if (!copy.ok || !copy.value) return null;
    const { source, jsonld } = copy.value;
    return { source, brought: () => Promise.resolve(importJsonld(jsonld, source)) };
  }
  const { looksLikeOffice, readOfficeCopy } = await import('./copies/office/office-import');
  const copy = looksLikeOffice(bytes) ? readOfficeCopy(bytes) : null;
  if (!copy?.ok || copy.value.jsonld === null) return null;
  const source = copy.value.source ?? copy.value.text;
  return { source, brought: async () => (await import('./copies/office/merge-comments')).importOfficeCopy(copy.value, source) };
}

/** What an annotated copy holds, or null when `html` is none. The parser is loaded only for what looks like one. */
export async function readCopy(html: string): Promise<{ source: string; jsonld: string } | null> {
  if (!/<meta[^>]+content="?Manicule/i.test(html.slice(0, 4096))) return null;
  const { readHtmlCopy } = await import('./html-copy');
  return readHtmlCopy(html);
}

/** The fingerprint of a text with LF line ends. */
export function fingerprintOf(text: string): TextFingerprint {
  return { digest: createHash('sha256').update(text, 'utf8').digest('hex'), length: text.length };
}
