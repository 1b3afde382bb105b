import type { Span } from '../model/annotation';
import { visibleUnits } from './visible';

/** Passages longer than this are not looked for word for word. */
const longest = 8000;

/**
 * The place where a passage stands word for word, if it does at the place found for it or across its ends; null
 * otherwise, or where it stands there twice. Alignments leave a choice at the ends: equal words that came in beside
 * the passage may be taken for its own.
 */
export function literalPlace(exact: string, newText: string, { start, end }: Span): Span | null {
  const { length } = exact;
  if (length === 0 || length > longest) return null;
  for (const at of [start, end - length]) if (at >= 0 && newText.startsWith(exact, at)) return { start: at, end: at + length };
  const at = newText.slice(0, end + length).indexOf(exact, Math.max(0, start - length + 1));
  const overlap = Math.min(end, at + length) - Math.max(start, at);
  if (at < 0 || overlap * 2 < Math.min(length, end - start)) return null;
  const second = newText.indexOf(exact, at + 1);
  return second >= 0 && second < end ? null : { start: at, end: at + length };
}

/** A place without the white space at its ends, where the passage has none there. */
export function withoutSpace(newText: string, exact: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  if (visibleUnits(exact, 0, 1) > 0) while (from < to && visibleUnits(newText, from, from + 1) === 0) from++;
  if (visibleUnits(exact, exact.length - 1, exact.length) > 0) while (from < to && visibleUnits(newText, to - 1, to) === 0) to--;
  return from < to ? { start: from, end: to } : { start, end };
}
