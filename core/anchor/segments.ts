import { classOf, SPACE } from './character-class';
import type { Vocabulary } from './vocabulary';

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

const isStop = (code: number): boolean => code === 46 || code === 33 || code === 63 || code === 0x061f || code === 0x06d4 || code === 0x0964;
const isWideStop = (code: number): boolean => code === 0x3002 || code === 0xff01 || code === 0xff1f;
const isSpace = (code: number): boolean => (code < 128 ? code === 32 || (code >= 9 && code <= 13) : classOf(code) === SPACE);

/** Cuts a stretch of a text into segments; ids come from the vocabulary that both sides share. */
export function segment(text: string, from: number, to: number, vocabulary: Vocabulary): Segments {
  let capacity = 256;
  let start = new Int32Array(capacity);
  let end = new Int32Array(capacity);
  let id = new Int32Array(capacity);
  let count = 0;
  let at = from;
  while (at < to) {
    let code = text.charCodeAt(at);
    if (isSpace(code)) {
      at++;
      continue;
    }
    const begin = at;
    let last = at;
    let first = 0x811c9dc5;
    let second = 17;
    let pendingFirst = first;
    let pendingSecond = second;
    // Hashes run over inner white space too; those of the last visible unit are the segment's.
    while (at < to && code !== 10) {
      first = Math.imul(first ^ code, 0x01000193);
      second = (Math.imul(second, 31) + code) | 0;
      at++;
      if (!isSpace(code)) {
        last = at;
        pendingFirst = first;
        pendingSecond = second;
        if (at - begin >= shortest && (isWideStop(code) || (isStop(code) && isSpace(text.charCodeAt(at))))) break;
      }
      code = text.charCodeAt(at);
    }
    if (count === capacity) {
      capacity *= 4;
      start = grown(start, capacity);
      end = grown(end, capacity);
      id = grown(id, capacity);
    }
    start[count] = begin;
    end[count] = last;
    id[count++] = vocabulary.add(pendingFirst, pendingSecond);
  }
  return { count, start, end, id };
}

function grown(array: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(capacity);
  copy.set(array);
  return copy;
}
