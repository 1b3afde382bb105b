import type { Span } from '../model/annotation';
import type { TextMap } from './build-map';
import { rankOf } from './new-order';
import type { Cluster, Part } from './parts';
import { visibleUnits } from './visible';

/** Words at the rim may be replaced by this many times their length, and a few units more. */
const rimGrowth = 1.5;
const rimSpare = 8;
/** New words at the rim may still be what replaced lost ones up to this many times their length, and some units more. */
const rimReach = 4;
const rimReachSpare = 20;

/** How far beside a passage words are looked at that could have replaced its own, in units. */
const farthest = 600;

/** New words beside what is left of a passage. */
interface Words {
  /** Offset up to which they reach, away from the passage. */
  readonly to: number;
  /** Visible units of them. */
  readonly fresh: number;
}

/** What stands beside what is left of a passage, where it lost text. */
interface Rim {
  /** Visible units the passage lost on this side. */
  readonly lost: number;
  /** The words up to the next old text or a paragraph's end. */
  readonly near: Words;
  /** The words up to the old text that stood beside the passage, whatever else came between. */
  readonly all: Words;
}

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 13;

/** The offset of the first line end that a blank line follows; -1: there is none. */
function firstBlankLine(text: string): number {
  for (let at = text.indexOf('\n'); at >= 0;) {
    let next = at + 1;
    while (isBlank(text.charCodeAt(next))) next++;
    if (text.charCodeAt(next) === 10) return at;
    at = text.indexOf('\n', next);
  }
  return -1;
}

/** The offset behind the last blank line, or 0. */
function afterLastBlankLine(text: string): number {
  for (let at = text.lastIndexOf('\n'); at > 0;) {
    let before = at - 1;
    while (isBlank(text.charCodeAt(before))) before--;
    if (text.charCodeAt(before) === 10) return at + 1;
    at = before < 0 ? -1 : text.lastIndexOf('\n', before);
  }
  return 0;
}

function headRim(map: TextMap, head: Part, start: number): Rim | null {
  const { pieces, inNewOrder, oldText, newText } = map;
  const lost = visibleUnits(oldText, start, head.oldStart);
  if (lost === 0) return null;
  const cutsAnywhere = firstBlankLine(oldText.slice(start, head.oldStart)) >= 0;
  const wordsFrom = (from: number): Words => {
    const gap = newText.slice(from, head.start);
    const rest = gap.slice(cutsAnywhere ? 0 : afterLastBlankLine(gap)).trimStart();
    return { to: head.start - rest.length, fresh: visibleUnits(rest, 0, rest.length) };
  };
  const rank = rankOf(map, head.piece);
  const near = wordsFrom(rank === 0 ? 0 : (pieces.newEnd[inNewOrder[rank - 1] as number] as number));
  let before = pieces.after(start);
  if (before === pieces.count || (pieces.oldStart[before] as number) >= start) before--;
  const from = before < 0 ? 0 : (pieces.newEnd[before] as number);
  return { lost, near, all: from <= head.start ? wordsFrom(Math.max(from, head.start - farthest)) : near };
}

function tailRim(map: TextMap, tail: Part, end: number): Rim | null {
  const { pieces, inNewOrder, oldText, newText } = map;
  const lost = visibleUnits(oldText, tail.oldEnd, end);
  if (lost === 0) return null;
  const cutsAnywhere = firstBlankLine(oldText.slice(tail.oldEnd, end)) >= 0;
  const wordsTo = (to: number): Words => {
    const gap = newText.slice(tail.end, to);
    const blank = cutsAnywhere ? -1 : firstBlankLine(gap);
    const rest = (blank < 0 ? gap : gap.slice(0, blank)).trimEnd();
    return { to: tail.end + rest.length, fresh: visibleUnits(rest, 0, rest.length) };
  };
  const next = inNewOrder[rankOf(map, tail.piece) + 1];
  const near = wordsTo(next === undefined ? newText.length : (pieces.newStart[next] as number));
  const after = pieces.after(end);
  const to = after === pieces.count ? newText.length : (pieces.newStart[after] as number);
  return { lost, near, all: to >= tail.end ? wordsTo(Math.min(to, tail.end + farthest)) : near };
}

/** How what is left of a passage may be read, where it lost words at an end. */
export interface Readings {
  /** What is left alone. */
  readonly narrow: Span;
  /** With the words that replaced lost ones, where they are not many more: the passage. */
  readonly likely: Span;
  /** With all that could have replaced them. */
  readonly wide: Span;
}

/** Takes in the words that replaced the passage's own at its rim. */
export function readingsOf(map: TextMap, cluster: Cluster, { start, end }: Span): Readings {
  const [head, tail] = [cluster.parts[0] as Part, cluster.parts.at(-1) as Part];
  const narrow: Span = { start: head.start, end: tail.end };
  const rims = { start: headRim(map, head, start), end: tailRim(map, tail, end) };
  const reading = (growth: number, spare: number, words: 'near' | 'all'): Span => {
    const at = (side: 'start' | 'end'): number => {
      const rim = rims[side];
      return rim !== null && rim[words].fresh <= growth * rim.lost + spare ? rim[words].to : narrow[side];
    };
    return { start: at('start'), end: at('end') };
  };
  return { narrow, likely: reading(rimGrowth, rimSpare, 'near'), wide: reading(rimReach, rimReachSpare, 'all') };
}
