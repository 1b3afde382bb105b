import { classOf, classOfAstral, DECOMPOSES, decompositionOf, EXTEND, foldOf, HIGH, IGNORED, JOINER, PICTURE, SINGLE, SPACE, WORD } from './character-class';
import type { Vocabulary } from './vocabulary';

/** Id of the token that stands between two stretches that are not neighbours: it equals nothing. */
export const BREAK = -1;

/** Tokens of a text: words, single characters of unspaced scripts, whole emoji, punctuation marks. */
export class Tokens {
  count = 0;
  /** Offsets in UTF-16 units. */
  start: Int32Array;
  end: Int32Array;
  /** Equal ids: equal text, apart from case, quotes, dashes and normal form. */
  id: Int32Array;

  constructor(capacity: number) {
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.id = new Int32Array(capacity);
  }

  push(start: number, end: number, id: number): void {
    if (this.count === this.id.length) this.#grow();
    const index = this.count++;
    this.start[index] = start;
    this.end[index] = end;
    this.id[index] = id;
  }

  #grow(): void {
    const larger = (array: Int32Array): Int32Array => {
      const copy = new Int32Array(array.length * 2 + 16);
      copy.set(array);
      return copy;
    };
    this.start = larger(this.start);
    this.end = larger(this.end);
    this.id = larger(this.id);
  }
}

/** Offset after the combining marks and joiners that follow `at`, and after what a joiner joins to a picture. */
function afterPicture(text: string, at: number, to: number): number {
  let end = at;
  while (end < to) {
    const code = text.charCodeAt(end);
    const kind = classOf(code);
    if (kind === EXTEND) end++;
    else if (code === 0x200d && end + 1 < to) {
      const next = text.codePointAt(end + 1) ?? 0;
      const nextKind = next > 0xffff ? classOfAstral(next) : classOf(next);
      if (nextKind !== PICTURE) return end;
      end += next > 0xffff ? 3 : 2;
    } else if (kind === HIGH && classOfAstral(text.codePointAt(end) ?? 0) === EXTEND) end += 2;
    else return end;
  }
  return end;
}

function afterWord(text: string, at: number, to: number): number {
  let end = at;
  while (end < to) {
    const kind = classOf(text.charCodeAt(end));
    if (kind === WORD || kind === EXTEND) end++;
    else if ((kind === JOINER || kind === IGNORED) && end + 1 < to && classOf(text.charCodeAt(end + 1)) === WORD) end += 2;
    else if (kind === HIGH) {
      const astral = classOfAstral(text.codePointAt(end) ?? 0);
      if (astral !== WORD && astral !== EXTEND) return end;
      end += 2;
    } else return end;
  }
  return end;
}

const isRegional = (codePoint: number): boolean => codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;

function afterAstral(text: string, at: number, to: number): number {
  const codePoint = text.codePointAt(at) ?? 0;
  if (codePoint <= 0xffff) return at + 1;
  if (isRegional(codePoint)) return at + 2 < to && isRegional(text.codePointAt(at + 2) ?? 0) ? at + 4 : at + 2;
  const kind = classOfAstral(codePoint);
  if (kind === WORD) return afterWord(text, at + 2, to);
  return afterPicture(text, at + 2, to);
}

/** Offset after the token that starts at `at`, where a character that is neither space nor ignored stands. */
function tokenEnd(text: string, at: number, to: number): number {
  switch (classOf(text.charCodeAt(at))) {
    case WORD:
    case EXTEND:
      return afterWord(text, at + 1, to);
    case SINGLE:
      return at + 1;
    case HIGH:
      return Math.min(to, afterAstral(text, at, to));
    case PICTURE:
      return afterPicture(text, at + 1, to);
    default:
      return at + 1 < to && classOf(text.charCodeAt(at + 1)) === EXTEND ? afterPicture(text, at + 1, to) : at + 1;
  }
}

function idOf(text: string, start: number, end: number, vocabulary: Vocabulary): number {
  let first = 0x811c9dc5;
  let second = 17;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const folded = foldOf(code);
    if (folded === DECOMPOSES) {
      for (const unit of decompositionOf(code)) {
        first = Math.imul(first ^ unit, 0x01000193);
        second = (Math.imul(second, 31) + unit) | 0;
      }
    } else if (code < 0x80 || classOf(code) !== IGNORED) {
      first = Math.imul(first ^ folded, 0x01000193);
      second = (Math.imul(second, 31) + folded) | 0;
    }
  }
  return vocabulary.add(first, second);
}

/** Appends the tokens of `text` between two offsets. */
export function tokenize(text: string, from: number, to: number, vocabulary: Vocabulary, into: Tokens): void {
  let at = from;
  while (at < to) {
    const kind = classOf(text.charCodeAt(at));
    if (kind === SPACE || kind === IGNORED) {
      at++;
      continue;
    }
    const end = tokenEnd(text, at, to);
    into.push(at, end, idOf(text, at, end, vocabulary));
    at = end;
  }
}

/** Appends a token that equals nothing, so that no run of equal tokens goes across. */
export function pushBreak(into: Tokens, at: number): void {
  into.push(at, at, BREAK);
}
