import type { Span } from '../model/annotation';
import type { TextMap } from './build-map';
import { rankOf } from './new-order';
import { type Cluster, type Part, widestGap } from './parts';
import type { Readings } from './rim';
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

/** Readings that overlap by less than this share of both are different places. */
const leastCommon = 0.65;
/** Parts left out that weigh this share of a passage could belong to it. */
const muchLeftOut = 0.15;

/** How much two readings have in common, as a share of both, 0…1. */
const commonShare = (one: Span, two: Span): number => {
  const common = Math.min(one.end, two.end) - Math.max(one.start, two.start);
  return common <= 0 ? 0 : common / (Math.max(one.end, two.end) - Math.min(one.start, two.start));
};

/** Whether a passage that stands word for word lies elsewhere than what is left of it: one of the two came in. */
export function isBesideItself(literal: Span, { narrow }: Readings): boolean {
  return commonShare(literal, narrow) < leastCommon;
}

/** Whether a passage could be read as another stretch than the likely one: more or less of the words beside it, or a part of it that stands near. */
export function hasOtherReading(parts: readonly Part[], main: Cluster, passage: Span, { narrow, likely, wide }: Readings): boolean {
  if (commonShare(likely, narrow) < leastCommon || commonShare(likely, wide) < leastCommon) return true;
  const limit = Math.max(widestGap, passage.end - passage.start);
  let [leftOut, start, end] = [0, likely.start, likely.end];
  for (const part of parts) {
    if (main.parts.includes(part) || part.start > likely.end + limit || part.end < likely.start - limit) continue;
    leftOut += part.weight;
    start = Math.min(start, part.start);
    end = Math.max(end, part.end);
  }
  return leftOut >= muchLeftOut * main.weight && commonShare(likely, { start, end }) < leastCommon;
}

/** Weight found elsewhere, as a share of a passage, from which the passage was torn apart. */
const tornShare = 0.25;
/** The same where what stands elsewhere was cut off from the place: it lay on the way from one part to the next. */
const cutOffShare = 0.05;

/** Whether a considerable part of a passage, `total` visible units, stands elsewhere: `main` is what the place holds, `whole` what it held before parts far off were cut off. */
export function isTorn(parts: readonly Part[], whole: Cluster, main: Cluster, total: number): boolean {
  if (whole.weight - main.weight >= cutOffShare * total) return true;
  return parts.reduce((sum, part) => sum + part.weight, 0) - main.weight >= tornShare * total;
}

/** Share of a place that may be text that stood outside the passage before. */
const mostForeign = 0.2;

/** Whether much of a place is old text that did not belong to the passage: it moved in, or the passage's own was taken for another's. */
export function holdsOthers(map: TextMap, main: Cluster, passage: Span, span: Span): boolean {
  const { pieces, inNewOrder, newText } = map;
  let rank = rankOf(map, (main.parts[0] as Part).piece);
  while (rank > 0 && (pieces.newEnd[inNewOrder[rank - 1] as number] as number) > span.start) rank--;
  let others = 0;
  for (; rank < inNewOrder.length; rank++) {
    const piece = inNewOrder[rank] as number;
    const [start, end] = [Math.max(span.start, pieces.newStart[piece] as number), Math.min(span.end, pieces.newEnd[piece] as number)];
    if (start >= span.end) break;
    if ((pieces.oldEnd[piece] as number) <= passage.start || (pieces.oldStart[piece] as number) >= passage.end) others += visibleUnits(newText, start, end);
  }
  return others > 0 && others > mostForeign * visibleUnits(newText, span.start, span.end);
}

/**
 * Whether a moved passage could as well have come from, or gone to, a second place: order, which decides between
 * like places elsewhere, says nothing of what was moved. `piece` is the one that holds most of the passage.
 */
export function hasDouble(map: TextMap, passage: Span, piece: number): boolean {
  const { pieces, oldText, newText, repeats } = map;
  const [oldStart, oldEnd, newStart, newEnd] = [pieces.oldStart[piece] as number, pieces.oldEnd[piece] as number, pieces.newStart[piece] as number, pieces.newEnd[piece] as number];
  const from = Math.max(oldStart, passage.start - beside);
  const to = Math.min(oldEnd, passage.end + beside, from + within);
  if (repeats.old.isTwice(oldText.slice(from, to))) return true;
  const fresh = newText.slice(newStart + from - oldStart, Math.min(newEnd, newStart + to - oldStart));
  return repeats.fresh.isTwice(fresh);
}

/** Units on either side of a passage that are looked at for text that went the same way. */
const around = 600;
/** What went the same way kept its distance to the passage but for so many units. */
const sameWay = 400;
/** A piece as long as this is no chance, whatever stands beside it. */
const longPiece = 1200;

/**
 * Whether a passage stands alone, the text around it being gone or elsewhere, and could as well have come from, or
 * gone to, a second place: then its order says little. `piece` holds most of the passage.
 */
export function isLonelyTwin(map: TextMap, passage: Span, span: Span, piece: number): boolean {
  const { pieces, oldText, newText } = map;
  if ((pieces.oldEnd[piece] as number) - (pieces.oldStart[piece] as number) >= longPiece) return false;
  const from = Math.max(0, passage.start - around);
  const to = Math.min(oldText.length, passage.end + around);
  const shift = span.start - passage.start;
  let together = 0;
  for (let index = pieces.after(from); index < pieces.count && (pieces.oldStart[index] as number) < to; index++) {
    const [start, end] = [Math.max(from, pieces.oldStart[index] as number), Math.min(to, pieces.oldEnd[index] as number)];
    if (Math.abs((pieces.newStart[index] as number) - (pieces.oldStart[index] as number) - shift) <= sameWay) together += end - start - Math.max(0, Math.min(end, passage.end) - Math.max(start, passage.start));
  }
  const room = to - from - (passage.end - passage.start);
  return together * 2 < Math.min(room, newText.length) && hasDouble(map, passage, piece);
}
