import type { Placement, Span } from '../model/annotation';
import type { Alignment } from './alignment';
import { doubtful } from './doubt';
import type { Expected } from './expected-place';
import { statusOf } from './place';
import { evidenceOf } from './support';
import type { Tokens } from './tokens';
import { visibleUnits } from './visible';

/** Where each token stands in a text: the first place, and from each place the next. */
export interface TokenPlaces {
  readonly head: Int32Array;
  readonly next: Int32Array;
  /** Per id: how many places. */
  readonly count: Int32Array;
}

/** Tokens of context that are compared on each side, and how many of them may differ. */
const beside = 16;
const mostDifferent = 2;
/** A token that stands more often than this leads nowhere. */
const mostPlaces = 2000;
/** Tokens beside a passage among which the rarest is looked for, when those of the passage are too common. */
const window = 6;
/** Places that differ by less than this, in bits, are as good as each other. */
const slack = 4;
/** The nearer of two places as good decides when the other is this many times as far from where the passage is expected. */
const decisive = 4;
const leastApart = 60;
/** Tokens further than this from a place do not stand beside it. */
const farthest = 40;
/** Share of passage and context that must stand where a passage that left its neighbours is found. */
const displacedShare = 0.95;
/** And the evidence for it, in units. */
const displacedEvidence = 45;
/** Share of passage and context that must stand for a place that the alignment did not find. */
const foundShare = 0.9;

/** Lists the places of all tokens. */
export function placesOf(tokens: Tokens, ids: number): TokenPlaces {
  const head = new Int32Array(ids).fill(-1);
  const next = new Int32Array(tokens.count).fill(-1);
  const count = new Int32Array(ids);
  for (let index = tokens.count - 1; index >= 0; index--) {
    const id = tokens.id[index] as number;
    next[index] = head[id] as number;
    head[id] = index;
    count[id] = (count[id] as number) + 1;
  }
  return { head, next, count };
}

/** A place where a passage may stand. */
interface Rival {
  readonly span: Span;
  /** What of passage and context stands there. */
  readonly bits: number;
}

/** What is asked of a passage of the joined quotes. */
interface Question {
  readonly alignment: Alignment;
  readonly places: TokenPlaces;
  readonly passage: Span;
  /** Where the alignment has it. */
  readonly placement: Placement;
}

/** A passage, and the places that are as good as the best for it. */
export interface Contest extends Question {
  readonly good: readonly Rival[];
  /** Whether one place is better than all others, and it is the one that the alignment has. */
  readonly isClear: boolean;
  /** Bits of passage and context. */
  readonly full: number;
}

/** The old tokens of a passage, whole or in part. */
interface Range {
  readonly first: number;
  readonly firstEnd: number;
}

const isAt = ({ span }: Rival, place: Span): boolean => span.start === place.start && span.end === place.end;

/** Compares the place that was found for a quote with all others where it stands as a whole: the one with more of the context is better. */
export function findRivals(question: Question): Contest {
  const { alignment, passage, placement: { span } } = question;
  const range = tokensOf(alignment.old, passage);
  if (range.first >= range.firstEnd) return { ...question, good: [], isClear: true, full: 0 };
  const all = rivalsOf(question, range);
  if (span !== null) {
    const paired = pairedBits(alignment, range);
    const index = all.findIndex((rival) => isAt(rival, span));
    if (index < 0) all.push({ span, bits: paired });
    else all[index] = { span, bits: Math.max(paired, (all[index] as Rival).bits) };
  }
  const top = all.reduce((most, rival) => Math.max(most, rival.bits), 0);
  const good = all.filter((rival) => rival.bits >= top - slack);
  return { ...question, good, isClear: span !== null && good.length === 1 && isAt(good[0] as Rival, span), full: fullBits(alignment, range) };
}

/** Of places that are as good as each other, the one nearest to where the neighbours say is taken; where they do not decide, it is unsure. */
export function settleRivals(contest: Contest, expected: Expected, leastEvidence: number): Placement {
  const { placement, full } = contest;
  const good = [...contest.good].sort((one, two) => expected.off(one.span.start) - expected.off(two.span.start));
  const [best, second] = good;
  if (best === undefined) return placement;
  const doubt = second !== undefined && !decides(expected, best, second);
  const share = best.bits / full;
  return placement.span !== null && isAt(best, placement.span) ? judged(contest, expected, doubt, share) : found(contest, expected, leastEvidence, best, doubt, share);
}

function decides(expected: Expected, best: Rival, second: Rival): boolean {
  const off = expected.off(second.span.start);
  return off >= leastApart && expected.off(best.span.start) * decisive <= off;
}

/** The place that was found, with less confidence where there is a doubt, and none where it lies elsewhere with little to show for it. */
function judged({ placement, alignment, passage }: Contest, expected: Expected, doubt: boolean, share: number): Placement {
  const { span } = placement;
  if (span === null) return placement;
  const displaced = expected.isDisplaced(span.start) && share < displacedShare;
  if (displaced && evidenceOf(visibleUnits(alignment.oldText, passage.start, passage.end), 1, share) < displacedEvidence) return { ...placement, status: 'orphaned', span: null, confidence: 0 };
  return doubt || displaced ? { ...placement, status: 'unsure', confidence: Math.min(doubtful, placement.confidence) } : placement;
}

/** A place that the alignment did not find, if enough speaks for it. */
function found({ alignment, passage, placement }: Contest, expected: Expected, leastEvidence: number, best: Rival, doubt: boolean, share: number): Placement {
  const { oldText, newText } = alignment;
  const evidence = evidenceOf(visibleUnits(oldText, passage.start, passage.end), 1, share);
  const displaced = expected.isDisplaced(best.span.start);
  if (placement.span === null && (share < foundShare || displaced || evidence < leastEvidence)) return placement;
  const confidence = doubt || displaced || share < foundShare ? doubtful : 1;
  return { ...placement, status: statusOf(oldText.slice(passage.start, passage.end), newText.slice(best.span.start, best.span.end), false, confidence), span: best.span, confidence };
}

function tokensOf(old: Tokens, { start, end }: Span): Range {
  let [low, high] = [0, old.count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((old.end[middle] as number) <= start) low = middle + 1;
    else high = middle;
  }
  let firstEnd = low;
  while (firstEnd < old.count && (old.start[firstEnd] as number) < end && (old.id[firstEnd] as number) >= 0) firstEnd++;
  return { first: low, firstEnd };
}

/** The token by which places are looked up: the rarest of the passage, or of what stands beside it; -1: the passage stands nowhere. */
function rarest({ old }: Alignment, { count }: TokenPlaces, { first, firstEnd }: Range): number {
  let best = first;
  const rank = (index: number): number => count[old.id[index] as number] ?? 0;
  for (let index = first; index < firstEnd; index++) {
    if (rank(index) === 0) return -1;
    if (rank(index) < rank(best)) best = index;
  }
  if (rank(best) <= mostPlaces) return best;
  for (const step of [-1, 1]) {
    const from = step < 0 ? first - 1 : firstEnd;
    for (let index = from; index >= 0 && index < old.count && Math.abs(index - from) < window && (old.id[index] as number) >= 0; index += step) if (rank(index) > 0 && rank(index) < rank(best)) best = index;
  }
  return rank(best) <= mostPlaces ? best : -1;
}

function rivalsOf({ alignment, places, passage }: Question, range: Range): Rival[] {
  const { old, fresh, bits } = alignment;
  const key = rarest(alignment, places, range);
  if (key < 0) return [];
  let whole = 0;
  for (let index = range.first; index < range.firstEnd; index++) whole += bits[old.id[index] as number] as number;
  const rivals: Rival[] = [];
  for (let place = places.head[old.id[key] as number] as number; place >= 0; place = places.next[place] as number) {
    const shift = place - key;
    if (range.first + shift < 0 || range.firstEnd + shift > fresh.count || !isEqual(alignment, range, shift)) continue;
    const context = sideBits(alignment, range.first - 1, shift, -1) + sideBits(alignment, range.firstEnd, shift, 1);
    rivals.push({ span: spanAt(alignment, passage, range, shift), bits: whole + context });
  }
  return rivals;
}

function isEqual({ old, fresh }: Alignment, { first, firstEnd }: Range, shift: number): boolean {
  for (let index = first; index < firstEnd; index++) if (old.id[index] !== fresh.id[index + shift]) return false;
  return true;
}

function sideBits({ old, fresh, bits }: Alignment, from: number, shift: number, step: -1 | 1): number {
  let sum = 0;
  let different = 0;
  for (let index = from, count = 0; count < beside; index += step, count++) {
    const id = old.id[index];
    if (index < 0 || index >= old.count || id === undefined || id < 0) break;
    const there = index + shift;
    if (there >= 0 && there < fresh.count && fresh.id[there] === id) sum += bits[id] as number;
    else if (++different > mostDifferent) break;
  }
  return sum;
}

/** Bits of a passage and of the context that is compared. */
function fullBits({ old, bits }: Alignment, { first, firstEnd }: Range): number {
  let sum = 0;
  for (let index = first; index < firstEnd; index++) sum += bits[old.id[index] as number] as number;
  for (let index = first - 1; index >= Math.max(0, first - beside) && (old.id[index] as number) >= 0; index--) sum += bits[old.id[index] as number] as number;
  for (let index = firstEnd; index < Math.min(old.count, firstEnd + beside) && (old.id[index] as number) >= 0; index++) sum += bits[old.id[index] as number] as number;
  return sum;
}

/** Bits of what the alignment placed of a passage and, near it, of its context. */
function pairedBits({ old, toNew, alike, bits }: Alignment, { first, firstEnd }: Range): number {
  let [sum, head, tail] = [0, -1, -1];
  for (let index = first; index < firstEnd; index++) {
    const partner = toNew[index] as number;
    if (partner < 0) continue;
    if (head < 0) head = partner;
    tail = partner;
    sum += ((bits[old.id[index] as number] as number) * (alike[index] as number)) / 100;
  }
  const add = (index: number, edge: number): void => {
    const partner = toNew[index] as number;
    if (partner >= 0 && Math.abs(partner - edge) <= farthest) sum += ((bits[old.id[index] as number] as number) * (alike[index] as number)) / 100;
  };
  if (head < 0) return 0;
  for (let index = first - 1; index >= Math.max(0, first - beside) && (old.id[index] as number) >= 0; index--) add(index, head);
  for (let index = firstEnd; index < Math.min(old.count, firstEnd + beside) && (old.id[index] as number) >= 0; index++) add(index, tail);
  return sum;
}

/** Where the passage lies, when its tokens stand `shift` further on; a passage may begin or end inside a token. */
function spanAt({ old, fresh }: Alignment, passage: Span, { first, firstEnd }: Range, shift: number): Span {
  const last = firstEnd - 1;
  const [head, tail] = [first + shift, last + shift];
  const start = Math.min(fresh.end[head] as number, (fresh.start[head] as number) + Math.max(0, passage.start - (old.start[first] as number)));
  const end = Math.max(fresh.start[tail] as number, (fresh.end[tail] as number) - Math.max(0, (old.end[last] as number) - passage.end));
  return { start, end: Math.max(start, end) };
}
