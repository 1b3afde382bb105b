import { classOf, SPACE } from './character-class';
import { equalLength } from './equal-ends';

/** Lines of a text, long ones cut at the ends of sentences, without the white space around them; blank ones left out. */
export interface Segments {
  readonly count: number;
  /** Offsets in UTF-16 units. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Equal ids: the same units. */
  readonly id: Int32Array;
}

/** A sentence shorter than this stays with the next, so that "e.g." or "1." cuts nothing. */
const shortest = 24;

/** The end of a sentence: a wide stop, or another before white space. What has no width is none. */
const sentenceEnd = /[\u3002\uff01\uff1f]|[.!?\u061f\u06d4\u0964](?=[^\S\ufeff])/g;

const isSpace = (code: number): boolean => (code < 128 ? code === 32 || (code >= 9 && code <= 13) : classOf(code) === SPACE);

/** The offset from `at` on, or `to`, where something visible stands. */
function visibleFrom(text: string, at: number, to: number): number {
  while (at < to && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The end of what is visible before `to`. */
function visibleBefore(text: string, from: number, to: number): number {
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return to;
}

/** Finds the ends of lines and sentences from left to right; looks at each unit of the text once, whatever is asked. */
class Ends {
  readonly #text: string;
  readonly #to: number;
  #line = -1;
  #stop = -1;

  constructor(text: string, to: number) {
    this.#text = text;
    this.#to = to;
  }

  /** Offset behind the segment that starts at `at`. Never ask for less than before. */
  after(at: number): number {
    if (this.#line < at) this.#line = this.#lineEnd(at);
    if (at + shortest > this.#line) return this.#line;
    if (this.#stop < at + shortest - 1) this.#stop = this.#stopFrom(at + shortest - 1);
    return Math.min(this.#line, this.#stop + 1);
  }

  #lineEnd(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end < 0 || end > this.#to ? this.#to : end;
  }

  /** Offset of the first stop at `at` or after it; the end of the text: none. */
  #stopFrom(at: number): number {
    sentenceEnd.lastIndex = at;
    return sentenceEnd.test(this.#text) ? sentenceEnd.lastIndex - 1 : this.#text.length;
  }
}

/** A text that was cut before the one at hand: what stands in both need not be cut again. */
interface Model {
  readonly text: string;
  readonly to: number;
  readonly segments: Segments;
  /** Per id: the last segment of it. */
  readonly lastOf: Int32Array;
}

/** Cuts the stretches of two texts that differ into segments, and tells how many different ones there are. */
export function segmentBoth(oldText: string, newText: string, from: number, oldEnd: number, newEnd: number): { olds: Segments; news: Segments; ids: number } {
  const ids = new Map<string, number>();
  const olds = segment(oldText, from, oldEnd, ids);
  const lastOf = new Int32Array(ids.size);
  for (let index = 0; index < olds.count; index++) lastOf[olds.id[index] as number] = index;
  const news = segment(newText, from, newEnd, ids, { text: oldText, to: oldEnd, segments: olds, lastOf });
  return { olds, news, ids: ids.size };
}

/**
 * Cuts a stretch of a text into segments. Lines, sentences and equal segments are found by the engine's own searches:
 * most texts are read once, before a loop over their units would be compiled.
 */
function segment(text: string, from: number, to: number, ids: Map<string, number>, model?: Model): Segments {
  const found = new Columns();
  const ends = new Ends(text, to);
  for (let at = visibleFrom(text, from, to); at < to; at = visibleFrom(text, at, to)) {
    const after = ends.after(at);
    const end = visibleBefore(text, at, after);
    const id = idOf(text.slice(at, end), ids);
    found.push(at, end, id);
    at = after;
    if (model !== undefined && id < model.lastOf.length) at = Math.max(at, copyEqual(text, end, to, found, model, model.lastOf[id] as number));
  }
  return found;
}

function idOf(key: string, ids: Map<string, number>): number {
  const known = ids.get(key);
  if (known !== undefined) return known;
  ids.set(key, ids.size);
  return ids.size - 1;
}

/**
 * Takes over the segments that follow `index` in the model as long as the same text follows the segment that ends at
 * `end`; returns the offset behind them, or -1 where there are none.
 */
function copyEqual(text: string, end: number, to: number, found: Columns, { text: other, to: otherTo, segments }: Model, index: number): number {
  const otherEnd = segments.end[index] as number;
  const equalEnd = otherEnd + equalLength(text, end, to, other, otherEnd, otherTo);
  let next = index + 1;
  // What ends a segment lies before the next one: where that starts the same way, all of it is the same.
  while (next + 1 < segments.count && (segments.start[next + 1] as number) < equalEnd) next++;
  if (next === index + 1) return -1;
  found.copy(segments, index + 1, next, end - otherEnd);
  return (segments.end[next - 1] as number) + end - otherEnd;
}

class Columns implements Segments {
  count = 0;
  start = new Int32Array(4096);
  end = new Int32Array(4096);
  id = new Int32Array(4096);

  push(start: number, end: number, id: number): void {
    if (this.count === this.id.length) this.#grow();
    this.start[this.count] = start;
    this.end[this.count] = end;
    this.id[this.count++] = id;
  }

  /** Appends the segments first … end - 1 of another text, so many units further on. */
  copy(from: Segments, first: number, end: number, shift: number): void {
    while (this.count + end - first > this.id.length) this.#grow();
    this.id.set(from.id.subarray(first, end), this.count);
    for (let index = first; index < end; index++) {
      this.start[this.count] = (from.start[index] as number) + shift;
      this.end[this.count++] = (from.end[index] as number) + shift;
    }
  }

  #grow(): void {
    this.start = grown(this.start);
    this.end = grown(this.end);
    this.id = grown(this.id);
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(array.length * 4);
  copy.set(array);
  return copy;
}
