import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { normalizeLineEnds } from '../core/decode/line-ends';
import type { FileFingerprint, TextFingerprint } from '../core/model/document-record';
import { success, type Result } from '../core/problem';
import { loadText } from './files';

/** A document's text, whole. */
export interface DocumentText {
  /** With its own line ends. */
  readonly source: string;
  /** With LF line ends: what annotation positions count in. */
  readonly text: string;
  readonly file: FileFingerprint;
  readonly fingerprint: TextFingerprint;
  /** JSON-LD that came with the text: the file is an annotated copy that Manicule wrote. Null: an ordinary text. */
  readonly embedded: string | null;
}

/** True when a file of this name may be an annotated copy whose text has to be taken out of it. */
export function mayBeCopy(path: string): boolean {
  return ['.html', '.htm'].includes(extname(path).toLowerCase());
}

/** Reads a document whole: the file's text, or the text inside an annotated copy. */
export async function loadDocumentText(path: string, encoding: string | null): Promise<Result<DocumentText>> {
  const loaded = await loadText(path, encoding);
  if (!loaded.ok) return loaded;
  const { source, text, file, fingerprint } = loaded.value;
  const copy = mayBeCopy(path) ? await readCopy(source) : null;
  if (!copy) return success({ source, text, file, fingerprint, embedded: null });
  const inner = normalizeLineEnds(copy.source);
  return success({ source: copy.source, text: inner, file, fingerprint: fingerprintOf(inner), embedded: copy.jsonld });
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
