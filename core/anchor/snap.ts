import type { Span } from '../model/annotation';
import { splitsPair, type TextSlices } from './text-slices';

/** Units looked at on either side of an offset; no writing system has characters as long. */
const reach = 512;

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** A character ends between any two of these, whatever comes before. */
const plain = /[ -~\n][ -~\n]/g;

/** An offset not far before `at` where a character certainly starts, or the furthest one looked at. */
function certainStart(text: TextSlices, at: number): number {
  const from = Math.max(0, at - reach);
  if (from === 0) return 0;
  const before = text.slice(from, at);
  let found = -1;
  for (const match of before.matchAll(plain)) found = match.index + 1;
  if (found >= 0) return from + found;
  return splitsPair(text, from) ? from + 1 : from;
}

/** The character around an offset; empty where one ends and the next starts. */
function characterAround(text: TextSlices, at: number): Span {
  if (at <= 0 || at >= text.length) return { start: at, end: at };
  const from = certainStart(text, at);
  for (const { index, segment } of segmenter.segment(text.slice(from, Math.min(text.length, at + reach)))) {
    const start = from + index;
    if (start === at) break;
    if (start + segment.length > at) return { start, end: start + segment.length };
  }
  return { start: at, end: at };
}

/** Widens a span to whole characters as a reader sees them: letters with their marks, whole emoji, flags. An empty span stays empty. */
export function snapSpan(text: TextSlices, span: Span): Span {
  const start = characterAround(text, span.start).start;
  return { start, end: span.end === span.start ? start : characterAround(text, span.end).end };
}
