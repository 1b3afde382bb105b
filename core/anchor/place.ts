import type { Placement, PlacementStatus, Span } from '../model/annotation';
import type { TextMap } from './build-map';
import { doubtful, hasDouble, hasOtherReading, holdsOthers, isBesideItself, isLonelyTwin, isStretched, isTorn } from './doubt';
import { literalPlace, withoutSpace } from './literal';
import { heaviestCluster, heaviestPart, isMoved, offsetIn, partsOf, withoutCrumbs } from './parts';
import { readingsOf } from './rim';
import { confidenceOf, contextSupport, evidenceOf, reach, shareOf } from './support';
import { visibleUnits } from './visible';

/** A passage of which less is left is orphaned. */
const leastLeft = 0.4;
/** Of a changed passage of which fewer visible units are left, nothing is sure: a letter or two stand everywhere. */
const leastProof = 3;
/** Confidence below which a passage is reported as unsure. */
export const sureFrom = 0.7;

/** Where in the new text an old offset lies or would lie, by the text before it that kept its order. */
function formerPlace(map: TextMap, offset: number): number {
  const { pieces } = map;
  for (let piece = Math.min(pieces.after(offset), pieces.count - 1); piece >= 0; piece--) {
    if (pieces.moved[piece] === 1 || (pieces.oldStart[piece] as number) > offset) continue;
    return offsetIn(map, piece, offset);
  }
  return 0;
}

/** Text with white space and normal form made one. */
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ');

const isAsciiSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

/** ASCII, or the end of a text. */
const isPlain = (code: number): boolean => !(code >= 0x80);

/** Whether a reader sees the same: all but white space and normal form. */
export function looksSame(one: string, two: string): boolean {
  let first = 0;
  let second = 0;
  for (;;) {
    const code = one.charCodeAt(first);
    const other = two.charCodeAt(second);
    if (isAsciiSpace(code) && isAsciiSpace(other)) {
      while (isAsciiSpace(one.charCodeAt(first))) first++;
      while (isAsciiSpace(two.charCodeAt(second))) second++;
    } else if (code === other) {
      first++;
      second++;
    } else if (Number.isNaN(code) && Number.isNaN(other)) return true;
    // Only beyond ASCII are there different units that normal form makes the same, or white space that more may follow.
    else return (!isPlain(code) || !isPlain(other) || !isPlain(one.charCodeAt(first - 1))) && plain(one) === plain(two);
  }
}

/** How a passage is judged where the old text is known in part only. */
export interface Judgement {
  /** How far the old text is known around the passage. */
  readonly bounds: Span;
  /** Evidence, in units of text, below which the passage is orphaned. */
  readonly leastEvidence: number;
  /** Share of the context that counts as kept where there was none, 0…1. */
  readonly unseenShare: number;
  /** Whether the beginning and end of what is known are those of the text. */
  readonly knowsEnds: boolean;
}

const knownText = { leastEvidence: 12, unseenShare: 1, knowsEnds: true };

/** Finds an old passage in the new text. */
export function place(map: TextMap, start: number, end: number, judgement: Judgement = { bounds: { start: 0, end: map.oldText.length }, ...knownText }): Placement {
  const { oldText, newText } = map;
  const from = Math.max(0, Math.min(start, oldText.length));
  const passage = { start: from, end: Math.max(from, Math.min(end, oldText.length)) };
  const untouched = placeUntouched(map, passage, judgement.bounds);
  if (untouched !== null) return untouched;
  const formerly = formerPlace(map, from);
  const parts = partsOf(map, passage);
  const whole = heaviestCluster(map, parts, passage);
  if (whole === null) return { status: 'orphaned', span: null, confidence: 0, formerly };
  const exact = oldText.slice(from, passage.end);
  const main = withoutCrumbs(map, whole, passage);
  const readings = readingsOf(map, main, passage);
  const literal = literalPlace(exact, newText, readings.likely);
  const span = literal ?? withoutSpace(newText, exact, readings.likely);
  const total = visibleUnits(oldText, from, passage.end);
  const left = total === 0 || literal !== null ? 1 : main.weight / total;
  const share = shareOf(contextSupport(map, passage, span, judgement), judgement.unseenShare);
  const evidence = evidenceOf(total, left, share);
  if (left < leastLeft || evidence < judgement.leastEvidence) return { status: 'orphaned', span: null, confidence: 0, formerly };
  const moved = isMoved(map, main);
  const { piece } = heaviestPart(main);
  const doubt = isStretched(map, total, span) || (left < 1 && left * total < leastProof)
    || (moved ? hasDouble(map, passage, piece) : isWhole(map, judgement.bounds) && isLonelyTwin(map, passage, span, piece))
    || (literal === null ? hasOtherReading(parts, main, passage, readings) : isBesideItself(literal, readings))
    || isTorn(parts, whole, main, total) || holdsOthers(map, main, passage, span);
  const confidence = Math.min(doubt ? doubtful : 1, confidenceOf(left, share, evidence));
  return { status: statusOf(exact, newText.slice(span.start, span.end), moved, confidence), span, confidence, formerly };
}

/** Whether all of the old text is known: of a part, nothing beside it can be asked. */
const isWhole = (map: TextMap, bounds: Span): boolean => bounds.start === 0 && bounds.end === map.oldText.length;

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
  if (isWhole(map, bounds) && isLonelyTwin(map, passage, span, piece)) return { status: 'unsure', span, confidence: doubtful, formerly: span.start };
  return { status: 'same', span, confidence: 1, formerly: span.start };
}

/** What a place is called: unsure unless the confidence is enough, `moved` or `same` where nothing a reader sees has changed. */
export function statusOf(before: string, after: string, moved: boolean, confidence: number): PlacementStatus {
  if (confidence < sureFrom) return 'unsure';
  if (before === after || looksSame(before, after)) return moved ? 'moved' : 'same';
  return 'changed';
}
