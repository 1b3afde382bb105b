import { createHash } from 'node:crypto';
import { normalizeLineEnds } from '../../../core/decode/line-ends';
import { isCount, isRecord } from '../../../core/model/parse-annotation';
import { forbiddenIn, substituteForbidden } from './xml-escape';

/**
 * What a document's body does not tell of the source: with it and the body the source can be restored, so that the text need not be
 * in the file a second time, where someone who cuts a sentence out would not find it.
 */
export interface TextRecord {
  /** SHA-256 of the source as UTF-16LE, hex. */
  readonly sha256: string;
  /** One letter a line end: n for LF, r for CR, w for CR LF; a single letter stands for all of them. */
  readonly lineEnds: string;
  /** What the body shows a substitute for: [offset in the text with LF line ends, code unit]. */
  readonly replaced: readonly (readonly [number, number])[];
}

const letters: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\r\n': 'w' };
const lineEnds: Readonly<Record<string, string>> = { n: '\n', r: '\r', w: '\r\n' };

function digestOf(source: string): string {
  return createHash('sha256').update(Buffer.from(source, 'utf16le')).digest('hex');
}

/** The record of a source. */
export function recordText(source: string): TextRecord {
  const ends = Array.from(source.matchAll(/\r\n?|\n/g), ([end]) => letters[end] ?? 'n').join('');
  const first = ends.charAt(0);
  return {
    sha256: digestOf(source),
    lineEnds: ends === first.repeat(ends.length) ? first : ends,
    replaced: forbiddenIn(normalizeLineEnds(source)),
  };
}

/** A record from outside, or null when it is none. */
export function parseTextRecord(json: string): TextRecord | null {
  try {
    const value: unknown = JSON.parse(json);
    if (!isRecord(value)) return null;
    const { sha256, lineEnds: ends, replaced } = value;
    if (typeof sha256 !== 'string' || typeof ends !== 'string' || !/^[nrw]*$/.test(ends) || !Array.isArray(replaced)) return null;
    const isPair = (pair: unknown): pair is [number, number] => Array.isArray(pair) && pair.length === 2 && pair.every(isCount);
    return replaced.every(isPair) ? { sha256, lineEnds: ends, replaced } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The source that a document was made from, or null when its body does not say the same any more. `text` is the body, with LF line ends. */
export function restoreSource(text: string, record: TextRecord): string | null {
  const parts: string[] = [];
  let at = 0;
  for (const [offset, unit] of record.replaced) {
    if (offset < at || offset >= text.length) return null;
    parts.push(text.slice(at, offset), String.fromCharCode(unit));
    at = offset + 1;
  }
  parts.push(text.slice(at));
  let line = 0;
  const ends = record.lineEnds;
  const source = parts.join('').replace(/\n/g, () => lineEnds[ends.charAt(ends.length === 1 ? 0 : line++)] ?? '\n');
  return digestOf(source) === record.sha256 ? source : null;
}

/** True when a document's body, with LF line ends, is what a copy of this source shows. */
export function showsSource(text: string, source: string): boolean {
  return text === substituteForbidden(normalizeLineEnds(source));
}
