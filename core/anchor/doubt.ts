import type { Span } from '../model/annotation';
import type { TextMap } from './build-map';
import { visibleUnits } from './visible';

/** The confidence of a place that has a doubt about it is this at most: less than makes sure. */
export const doubtful = 0.65;
/** A place this many times as long as its passage has taken in other text. */
const widest = 1.6;
const spare = 4;
/** Units beside a passage that tell it from its like, and of the passage itself, at most. */
const beside = 24;
const within = 400;

/** Whether a place is so much longer than its passage, `total` visible units, that it may hold more than that. */
export function isStretched(map: Pick<TextMap, 'newText'>, total: number, span: Span): boolean {
  return span.end - span.start > widest * total + spare && visibleUnits(map.newText, span.start, span.end) > widest * total + spare;
}

const isTwice = (text: string, part: string): boolean => {
  const first = text.indexOf(part);
  return first >= 0 && text.includes(part, first + 1);
};

/**
 * Whether a moved passage could as well have come from, or gone to, a second place: order, which decides between
 * like places elsewhere, says nothing of what was moved. `piece` is the one that holds most of the passage.
 */
export function hasDouble(map: TextMap, passage: Span, piece: number): boolean {
  const { pieces, oldText, newText } = map;
  const [oldStart, oldEnd, newStart, newEnd] = [pieces.oldStart[piece] as number, pieces.oldEnd[piece] as number, pieces.newStart[piece] as number, pieces.newEnd[piece] as number];
  const from = Math.max(oldStart, passage.start - beside);
  const to = Math.min(oldEnd, passage.end + beside, from + within);
  if (isTwice(oldText, oldText.slice(from, to))) return true;
  const fresh = newText.slice(newStart + from - oldStart, Math.min(newEnd, newStart + to - oldStart));
  return isTwice(newText, fresh);
}
