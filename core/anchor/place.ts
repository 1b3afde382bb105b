import type { Placement, PlacementStatus, Span } from '../model/annotation';
import type { TextMap } from './build-map';
import { doubtful, hasDouble, isStretched } from './doubt';
import { confidenceOf, contextSupport, evidenceOf, reach, shareOf } from './support';
import { visibleUnits } from './visible';

/** A passage of which less is left is orphaned. */
const leastLeft = 0.4;
/** Confidence below which a passage is reported as unsure. */
export const sureFrom = 0.7;
/** Where parts compete, one that kept its order goes before one that was moved: what the weight of the latter counts. */
const movedWorth = 0.7;
/** Parts before one that it may follow, at most. */
const mostLooks = 80;
/** Parts of a passage worth less than this share of it are crumbs, when further than this from the rest, in units. */
const smallCrumb = 0.15;
const farCrumb = 40;
/** Pieces this close on both sides, in units, follow one another. */
const widestTie = 3;
/** Words at the rim may be replaced by this many times their length. */
const rimGrowth = 1.5;
/** Pieces of one passage may be this far apart in the new text, in units, or as far as the passage is long. */
const widestGap = 120;

/** What a piece gives to a passage. */
interface Part {
  readonly piece: number;
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/** Parts that follow one another on both sides. */
interface Cluster {
  readonly parts: readonly Part[];
  readonly weight: number;
}

const splits = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  return code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
};

/** The new offset of an old offset inside a piece. */
function offsetIn(map: TextMap, piece: number, offset: number): number {
  const { oldStart, oldEnd, newStart, newEnd } = map.pieces;
  const [from, to, begin, end] = [oldStart[piece] as number, oldEnd[piece] as number, newStart[piece] as number, newEnd[piece] as number];
  if (offset <= from) return begin;
  if (offset >= to) return end;
  const at = end - begin === to - from ? begin + offset - from : begin + Math.round(((offset - from) * (end - begin)) / (to - from));
  return splits(map.newText, at) ? at - 1 : at;
}

/** Where in the new text an old offset lies or would lie, by the text before it that kept its order. */
function formerPlace(map: TextMap, offset: number): number {
  const { pieces } = map;
  for (let piece = Math.min(pieces.after(offset), pieces.count - 1); piece >= 0; piece--) {
    if (pieces.moved[piece] === 1 || (pieces.oldStart[piece] as number) > offset) continue;
    return offsetIn(map, piece, offset);
  }
  return 0;
}

function partsOf(map: TextMap, { start, end }: Span): Part[] {
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
function heaviestCluster(map: TextMap, passage: Span): Cluster | null {
  const parts = partsOf(map, passage);
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
  const gaps = [(pieces.oldStart[after] as number) - (pieces.oldEnd[before] as number), (pieces.newStart[after] as number) - (pieces.newEnd[before] as number)];
  return gaps.every((gap) => gap >= 0 && gap <= widestTie);
}

/** Whether two neighbouring parts belong to different places, the smaller of them being worth `crumb`. */
function isApart(map: TextMap, one: Part, two: Part, crumb: number, cluster: Cluster, passage: Span, outside: -1 | 1): boolean {
  const gap = two.start - one.end;
  if (gap > farCrumb && gap > 3 * crumb && crumb <= smallCrumb * cluster.weight && !isTied(map, cluster.parts.at(outside < 0 ? 0 : -1) as Part, outside)) return true;
  return map.pieces.moved[one.piece] !== map.pieces.moved[two.piece] && foreignBetween(map, one, two, passage) > crumb;
}

/** Cuts off parts at the ends that do not belong to the rest: far off and tied to nothing, or kept apart by more text of others. */
function withoutCrumbs(map: TextMap, cluster: Cluster, passage: Span): Cluster {
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

/** Place of a piece in the order of the new text. */
function rankOf(map: TextMap, piece: number): number {
  const { inNewOrder, pieces } = map;
  const at = pieces.newStart[piece] as number;
  let [low, high] = [0, inNewOrder.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces.newStart[inNewOrder[middle] as number] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes in the words that replaced the passage's own at its rim, where they are not many more. */
function withRim(map: TextMap, cluster: Cluster, { start, end }: Span): Span {
  const { pieces, inNewOrder, oldText, newText } = map;
  const [head, tail] = [cluster.parts[0] as Part, cluster.parts.at(-1) as Part];
  let span: Span = { start: head.start, end: tail.end };
  const lostBefore = visibleUnits(oldText, start, head.oldStart);
  if (lostBefore > 0) {
    const rank = rankOf(map, head.piece);
    const from = rank === 0 ? 0 : (pieces.newEnd[inNewOrder[rank - 1] as number] as number);
    const breaks = blankLine(oldText.slice(start, head.oldStart));
    const gap = newText.slice(from, span.start);
    const cut = breaks ? 0 : lastBlankLine(gap);
    const room = trimmedStart(gap, cut);
    if (visibleUnits(gap, room, gap.length) <= rimGrowth * lostBefore + 8) span = { ...span, start: from + room };
  }
  const lostAfter = visibleUnits(oldText, tail.oldEnd, end);
  if (lostAfter > 0) {
    const rank = rankOf(map, tail.piece);
    const next = inNewOrder[rank + 1];
    const gap = newText.slice(span.end, next === undefined ? newText.length : (pieces.newStart[next] as number));
    const cut = blankLine(oldText.slice(tail.oldEnd, end)) ? gap.length : firstBlankLine(gap);
    const room = gap.slice(0, cut).trimEnd().length;
    if (visibleUnits(gap, 0, room) <= rimGrowth * lostAfter + 8) span = { ...span, end: span.end + room };
  }
  return span;
}

const blankLine = (text: string): boolean => /\n[ \t\r]*\n/.test(text);
const trimmedStart = (text: string, from: number): number => text.length - text.slice(from).trimStart().length;
function firstBlankLine(text: string): number {
  const at = text.search(/\n[ \t\r]*\n/);
  return at < 0 ? text.length : at;
}
function lastBlankLine(text: string): number {
  let last = 0;
  for (const match of text.matchAll(/\n[ \t\r]*\n/g)) last = match.index + match[0].length;
  return last;
}

/** Text with white space and normal form made one, to tell a visible change from one that is not. */
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ');

function isMoved(map: TextMap, cluster: Cluster): boolean {
  const moved = cluster.parts.reduce((sum, part) => sum + (map.pieces.moved[part.piece] === 1 ? part.weight : 0), 0);
  return moved * 2 > cluster.weight;
}

function heaviestPart({ parts }: Cluster): Part {
  return parts.reduce((best, part) => (part.weight > best.weight ? part : best));
}

/** How a passage is judged where the old text is known in part only. */
export interface Judgement {
  /** How far the old text is known around the passage. */
  readonly bounds: Span;
  /** Evidence, in units of text, below which the passage is orphaned. */
  readonly leastEvidence: number;
  /** Share of the context that counts as kept where there was none, 0…1. */
  readonly unseenShare: number;
}

const knownText = { leastEvidence: 12, unseenShare: 1 };

/** Finds an old passage in the new text. */
export function place(map: TextMap, start: number, end: number, judgement: Judgement = { bounds: { start: 0, end: map.oldText.length }, ...knownText }): Placement {
  const { oldText, newText } = map;
  const from = Math.max(0, Math.min(start, oldText.length));
  const passage = { start: from, end: Math.max(from, Math.min(end, oldText.length)) };
  const untouched = placeUntouched(map, passage, judgement.bounds);
  if (untouched !== null) return untouched;
  const formerly = formerPlace(map, from);
  const whole = heaviestCluster(map, passage);
  if (whole === null) return { status: 'orphaned', span: null, confidence: 0, formerly };
  const main = withoutCrumbs(map, whole, passage);
  const total = visibleUnits(oldText, from, passage.end);
  const left = total === 0 ? 1 : main.weight / total;
  const span = withRim(map, main, passage);
  const share = shareOf(contextSupport(map, passage, span, judgement.bounds), judgement.unseenShare);
  const evidence = evidenceOf(total, left, share);
  if (left < leastLeft || evidence < judgement.leastEvidence) return { status: 'orphaned', span: null, confidence: 0, formerly };
  const moved = isMoved(map, main);
  const doubt = isStretched(map, total, span) || (moved && hasDouble(map, passage, heaviestPart(main).piece));
  const confidence = Math.min(doubt ? doubtful : 1, confidenceOf(left, share, evidence));
  return { status: statusOf(oldText.slice(from, passage.end), newText.slice(span.start, span.end), moved, confidence), span, confidence, formerly };
}

/** The place of a passage that stands unchanged amid its unchanged context: most do, and no more need be asked. */
function placeUntouched(map: TextMap, passage: Span, bounds: Span): Placement | null {
  const { pieces, oldText, newText } = map;
  const piece = pieces.after(passage.start);
  if (piece >= pieces.count || passage.start === passage.end || pieces.alike[piece] !== 100 || pieces.moved[piece] === 1) return null;
  const [start, end, newStart] = [pieces.oldStart[piece] as number, pieces.oldEnd[piece] as number, pieces.newStart[piece] as number];
  if (start > Math.max(bounds.start, passage.start - reach) || end < Math.min(bounds.end, passage.end + reach)) return null;
  if ((pieces.newEnd[piece] as number) - newStart !== end - start) return null;
  const span = { start: passage.start + newStart - start, end: passage.end + newStart - start };
  if (oldText.slice(passage.start, passage.end) !== newText.slice(span.start, span.end)) return null;
  return { status: 'same', span, confidence: 1, formerly: span.start };
}

/** What a place is called: unsure unless the confidence is enough, `moved` or `same` where nothing a reader sees has changed. */
export function statusOf(before: string, after: string, moved: boolean, confidence: number): PlacementStatus {
  if (confidence < sureFrom) return 'unsure';
  if (before === after || plain(before) === plain(after)) return moved ? 'moved' : 'same';
  return 'changed';
}
