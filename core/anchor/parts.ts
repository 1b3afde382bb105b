import type { Span } from '../model/annotation';
import type { TextMap } from './build-map';
import { rankOf } from './new-order';
import { visibleUnits } from './visible';

/** Where parts compete, one that kept its order goes before one that was moved: what the weight of the latter counts. */
const movedWorth = 0.7;
/** Parts before one that it may follow, at most. */
const mostLooks = 80;
/** Parts of a passage worth less than this share of it are crumbs, when further than this from the rest, in units. */
const smallCrumb = 0.15;
const farCrumb = 40;
/** Pieces this close on both sides, in units, follow one another. */
const widestTie = 3;
/** Pieces of one passage may be this far apart in the new text, in units, or as far as the passage is long. */
export const widestGap = 120;

/** What a piece gives to a passage. */
export interface Part {
  readonly piece: number;
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/** Parts that follow one another on both sides. */
export interface Cluster {
  readonly parts: readonly Part[];
  readonly weight: number;
}

const splits = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  return code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
};

/** The new offset of an old offset inside a piece. */
export function offsetIn(map: TextMap, piece: number, offset: number): number {
  const { oldStart, oldEnd, newStart, newEnd } = map.pieces;
  const [from, to, begin, end] = [oldStart[piece] as number, oldEnd[piece] as number, newStart[piece] as number, newEnd[piece] as number];
  if (offset <= from) return begin;
  if (offset >= to) return end;
  const at = end - begin === to - from ? begin + offset - from : begin + Math.round(((offset - from) * (end - begin)) / (to - from));
  return splits(map.newText, at) ? at - 1 : at;
}

/** All that is left of a passage, in the order of the old text. */
export function partsOf(map: TextMap, { start, end }: Span): Part[] {
  const { pieces, oldText } = map;
  const parts: Part[] = [];
  for (let piece = pieces.after(start); piece < pieces.count && (pieces.oldStart[piece] as number) < end; piece++) {
    const oldStart = Math.max(start, pieces.oldStart[piece] as number);
    const oldEnd = Math.min(end, pieces.oldEnd[piece] as number);
    const weight = (visibleUnits(oldText, oldStart, oldEnd) * (pieces.alike[piece] as number)) / 100;
    parts.push({ piece, oldStart, oldEnd, start: offsetIn(map, piece, oldStart), end: offsetIn(map, piece, oldEnd), weight });
  }
  return parts;
}

/** The parts that follow one another in the new text too, without wide gaps, and together weigh most; null: no parts. */
export function heaviestCluster(map: TextMap, parts: readonly Part[], passage: Span): Cluster | null {
  const limit = Math.max(widestGap, passage.end - passage.start);
  const total = new Float64Array(parts.length);
  const previous = new Int32Array(parts.length).fill(-1);
  let top = -1;
  parts.forEach((part, index) => {
    let before = -1;
    for (let other = index - 1; other >= 0 && index - other <= mostLooks; other--) {
      const gap = part.start - (parts[other] as Part).end;
      if (gap >= 0 && gap <= limit && (before < 0 || (total[other] as number) > (total[before] as number))) before = other;
    }
    previous[index] = before;
    total[index] = part.weight * (map.pieces.moved[part.piece] === 1 ? movedWorth : 1) + (before < 0 ? 0 : (total[before] as number));
    if (top < 0 || (total[index] as number) > (total[top] as number)) top = index;
  });
  if (top < 0) return null;
  const chain: Part[] = [];
  for (let index = top; index >= 0; index = previous[index] as number) chain.push(parts[index] as Part);
  return { parts: chain.reverse(), weight: chain.reduce((sum, part) => sum + part.weight, 0) };
}

/** Visible units of other old text that stand between two parts of a passage. */
function foreignBetween(map: TextMap, before: Part, after: Part, passage: Span): number {
  const { pieces, inNewOrder, newText } = map;
  let units = 0;
  for (let rank = rankOf(map, before.piece) + 1; rank < inNewOrder.length; rank++) {
    const piece = inNewOrder[rank] as number;
    if ((pieces.newStart[piece] as number) >= after.start) break;
    if ((pieces.oldEnd[piece] as number) <= passage.start || (pieces.oldStart[piece] as number) >= passage.end) units += visibleUnits(newText, pieces.newStart[piece] as number, pieces.newEnd[piece] as number);
  }
  return units;
}

/** Whether a part at an end of its passage goes on outside, or the text beside it does. */
function isTied(map: TextMap, part: Part, outside: -1 | 1): boolean {
  const { pieces } = map;
  const inner = outside < 0 ? (pieces.oldStart[part.piece] as number) < part.oldStart : (pieces.oldEnd[part.piece] as number) > part.oldEnd;
  if (inner) return true;
  const [before, after] = outside < 0 ? [part.piece - 1, part.piece] : [part.piece, part.piece + 1];
  if (before < 0 || after >= pieces.count) return false;
  const oldGap = [pieces.oldEnd[before] as number, pieces.oldStart[after] as number] as const;
  const newGap = [pieces.newEnd[before] as number, pieces.newStart[after] as number] as const;
  return newGap[1] >= newGap[0] && visibleUnits(map.oldText, ...oldGap) <= widestTie && visibleUnits(map.newText, ...newGap) <= widestTie;
}

/** Whether two neighbouring parts belong to different places, the smaller of them being worth `crumb`. */
function isApart(map: TextMap, one: Part, two: Part, crumb: number, cluster: Cluster, passage: Span, outside: -1 | 1): boolean {
  const gap = two.start - one.end;
  if (gap > farCrumb && gap > 3 * crumb && crumb <= smallCrumb * cluster.weight && !isTied(map, cluster.parts.at(outside < 0 ? 0 : -1) as Part, outside)) return true;
  return map.pieces.moved[one.piece] !== map.pieces.moved[two.piece] && foreignBetween(map, one, two, passage) > crumb;
}

/** Cuts off parts at the ends that do not belong to the rest: far off and tied to nothing, or kept apart by more text of others. */
export function withoutCrumbs(map: TextMap, cluster: Cluster, passage: Span): Cluster {
  const { parts } = cluster;
  let [first, last] = [0, parts.length];
  let before = 0;
  for (let index = 1; index < last; index++) {
    const [one, two] = [parts[index - 1] as Part, parts[index] as Part];
    before += one.weight;
    const isHead = before * 2 <= cluster.weight;
    if (!isApart(map, one, two, isHead ? before : cluster.weight - before, cluster, passage, isHead ? -1 : 1)) continue;
    if (isHead) first = index;
    else last = index;
  }
  if (first === 0 && last === parts.length) return cluster;
  const kept = parts.slice(first, last);
  return { parts: kept, weight: kept.reduce((sum, part) => sum + part.weight, 0) };
}

/** Whether most of a cluster was found out of order. */
export function isMoved(map: TextMap, cluster: Cluster): boolean {
  const moved = cluster.parts.reduce((sum, part) => sum + (map.pieces.moved[part.piece] === 1 ? part.weight : 0), 0);
  return moved * 2 > cluster.weight;
}

/** The part of a cluster that weighs most. */
export function heaviestPart({ parts }: Cluster): Part {
  return parts.reduce((best, part) => (part.weight > best.weight ? part : best));
}
