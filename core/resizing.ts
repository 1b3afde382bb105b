import { snapSpan } from './anchor/snap';
import type { TextSlices } from './anchor/text-slices';
import { longestPassage, type Span } from './model/annotation';

/** An end of a passage that can be moved. */
export type Edge = 'start' | 'end';

/** UTF-16 units looked at in one go while blanks are passed. */
const step = 256;

/** The first offset from `at` on, forwards or backwards, that has no blank behind it in that direction; the text's end when there is none. */
export function pastBlanks(text: TextSlices, at: number, forward: boolean): number {
  let here = at;
  while (forward ? here < text.length : here > 0) {
    const piece = forward ? text.slice(here, Math.min(text.length, here + step)) : text.slice(Math.max(0, here - step), here);
    const blanks = piece.length - (forward ? piece.trimStart() : piece.trimEnd()).length;
    here += forward ? blanks : -blanks;
    if (blanks < piece.length) break;
  }
  return here;
}

/**
 * A passage with one of its ends moved to an offset: widened to whole characters, without blanks at that end, as a passage that is marked,
 * and never empty: an end that would come to the other one or beyond it stops one character before it. Null when it would be too long.
 */
export function resizedSpan(text: TextSlices, span: Span, edge: Edge, to: number): Span | null {
  const wanted = edge === 'end' ? Math.max(to, span.start + 1) : Math.min(to, span.end - 1);
  const rim = pastBlanks(text, wanted, edge === 'start');
  const inside = edge === 'end' ? Math.max(rim, span.start + 1) : Math.min(rim, span.end - 1);
  const moved = snapSpan(text, edge === 'end' ? { start: span.start, end: inside } : { start: inside, end: span.end });
  return moved.end - moved.start > longestPassage ? null : moved;
}
