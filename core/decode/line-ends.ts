import type { Span } from '../model/annotation';

/** Turns a document's source into its text, piece by piece: CR LF and CR become LF. Other separators of lines stay characters. */
export interface LineEndNormalizer {
  /** A CR at the end is held back until it is known whether an LF follows. */
  push(source: string): string;
  finish(): string;
}

/** A normalizer for one document. */
export function createLineEndNormalizer(): LineEndNormalizer {
  let held = '';
  return {
    push(source) {
      const joined = held + source;
      held = joined.endsWith('\r') ? '\r' : '';
      return normalizeLineEnds(held === '' ? joined : joined.slice(0, -1));
    },
    finish() {
      const text = normalizeLineEnds(held);
      held = '';
      return text;
    },
  };
}

/** The text of a source. */
export function normalizeLineEnds(source: string): string {
  return source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
}

/**
 * Moves the ends of spans from one count to the other in one pass over the source. `isPast` tells of an offset whether the
 * n-th CR LF (n from 0), at `index` in the source, lies before it. Offsets past the end move as the end does.
 */
function moveSpans(
  source: string,
  spans: readonly Span[],
  direction: 1 | -1,
  isPast: (offset: number, index: number, n: number) => boolean,
): Span[] {
  let index = source.indexOf('\r\n');
  if (index < 0) return [...spans];
  let passed = 0;
  const moved = new Map<number, number>();
  const offsets = Float64Array.from(spans.flatMap(({ start, end }) => [start, end])).sort();
  for (const offset of offsets) {
    while (index >= 0 && isPast(offset, index, passed)) {
      passed += 1;
      index = source.indexOf('\r\n', index + 2);
    }
    moved.set(offset, offset + direction * passed);
  }
  return spans.map(({ start, end }) => ({ start: moved.get(start) ?? start, end: moved.get(end) ?? end }));
}

/** Spans of the text as spans of the source, in the same order. */
export function toSourceSpans(source: string, spans: readonly Span[]): Span[] {
  return moveSpans(source, spans, 1, (offset, index, n) => index - n < offset);
}

/** Spans of the source as spans of the text, in the same order. Between CR and LF counts as after both. */
export function toTextSpans(source: string, spans: readonly Span[]): Span[] {
  return moveSpans(source, spans, -1, (offset, index) => index + 2 <= offset);
}
