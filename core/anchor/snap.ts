import type { Span } from '../model/annotation';

/** Text of which any part can be had without the whole: a string, or a document of 100 MB. */
export interface TextSource {
  /** UTF-16 units. */
  readonly length: number;
  slice(from: number, to: number): string;
}

/**
 * Units looked at on either side of a boundary. The longest clusters of real text (flags of tags, families, stacked marks)
 * are a fraction of this; a cluster that is longer still is cut, as the system's own text engines cut it.
 */
const neighbourhood = 256;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Grows a span to whole grapheme clusters, so that no character a person sees as one is cut (Unicode Standard Annex 29). */
export function snapSpan(text: TextSource, span: Span): Span {
  return { start: boundary(text, span.start, 'start'), end: boundary(text, span.end, 'end') };
}

function boundary(text: TextSource, offset: number, side: 'start' | 'end'): number {
  if (offset <= 0 || offset >= text.length) return Math.min(Math.max(offset, 0), text.length);
  const from = safeStart(text, Math.max(0, offset - neighbourhood), offset);
  const piece = text.slice(from, Math.min(text.length, offset + neighbourhood));
  const cluster = segmenter.segment(piece).containing(offset - from);
  if (!cluster || cluster.index === offset - from) return offset;
  return from + cluster.index + (side === 'end' ? cluster.segment.length : 0);
}

/** A place to begin segmenting that is surely a boundary: after the last line break before `offset`, or else where the looking begins. */
function safeStart(text: TextSource, from: number, offset: number): number {
  const before = text.slice(from, offset);
  const lineBreak = before.lastIndexOf('\n');
  if (lineBreak >= 0 && from + lineBreak + 1 < offset) return from + lineBreak + 1;
  const first = before.charCodeAt(0);
  return first >= 0xdc00 && first <= 0xdfff ? from + 1 : from;
}
