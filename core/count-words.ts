import type { TextSlices } from './anchor/text-slices';

/** UTF-16 units counted between two moments at which the caller may do something else. */
const piece = 128 * 1024;

const enum Kind { Gap, Letter, Joiner, Word }

/** Chinese and Japanese are written without blanks: each of their characters counts as a word. */
function isWordByItself(code: number): boolean {
  return (code >= 0x3041 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xd840 && code <= 0xd87f);
}

const letter = /[\p{L}\p{N}]/u;
/** Marks belong to the letter before them; by themselves, as behind an emoji, they are nothing. */
const mark = /\p{M}/u;
/** What each of the first units of Unicode is; the others are asked when they come. */
const kinds = Uint8Array.from({ length: 0x3041 }, (_, code) => (letter.test(String.fromCharCode(code)) ? Kind.Letter : code === 0x27 || code === 0x2019 || code === 0x2d || code === 0xad || code === 0x200d || mark.test(String.fromCharCode(code)) ? Kind.Joiner : Kind.Gap));

function kindOf(code: number): Kind {
  if (code < kinds.length) return kinds[code] ?? Kind.Gap;
  if (isWordByItself(code)) return Kind.Word;
  if (code >= 0xdc00 && code <= 0xdfff) return Kind.Joiner;
  // Beyond the basic plane: emoji are no words, and most of the rest is letters of old writing systems, which are rare.
  if (code >= 0xd800 && code <= 0xdbff) return code === 0xd83c || code === 0xd83d || code === 0xd83e ? Kind.Gap : Kind.Letter;
  const unit = String.fromCharCode(code);
  return letter.test(unit) ? Kind.Letter : mark.test(unit) ? Kind.Joiner : Kind.Gap;
}

/** Counts the words of a part of a text. In slices: call `next` until it is done. */
export function* countWords(text: TextSlices, from = 0, to = text.length): Generator<void, number> {
  let words = 0;
  let inWord = false;
  for (let start = from; start < to; start += piece) {
    const part = text.slice(start, Math.min(to, start + piece));
    for (let at = 0; at < part.length; at += 1) {
      const kind = kindOf(part.charCodeAt(at));
      if (kind === Kind.Word || (kind === Kind.Letter && !inWord)) words += 1;
      inWord = kind === Kind.Letter || (kind === Kind.Joiner && inWord);
    }
    yield;
  }
  return words;
}
