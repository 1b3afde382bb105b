/** White space and characters without width that separate words. */
export const SPACE = 1;
/** Letters and digits of scripts that put spaces between words. */
export const WORD = 2;
/** Characters that stand as a token of their own: Han, Kana, Thai and other unspaced scripts. */
export const SINGLE = 3;
/** Punctuation and symbols. */
export const MARK = 4;
/** Apostrophes: part of a word between two letters, punctuation elsewhere. */
export const JOINER = 5;
/** Combining marks and joiners: part of whatever they follow. */
export const EXTEND = 6;
/** First half of a surrogate pair. */
export const HIGH = 7;
/** Pictographs of the basic plane. */
export const PICTURE = 8;
/** Characters without width: skipped between tokens, ignored inside them. */
export const IGNORED = 9;

/** Folded value of a character whose decomposition has several units; `decompositionOf` has them. */
export const DECOMPOSES = 1;

const classes = new Uint8Array(65536);
const folds = new Uint16Array(65536);
const decompositions = new Map<number, readonly number[]>();

const space = /\s/;
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const letter = /[\p{L}\p{N}_]/u;
const combining = /\p{M}/u;
const picture = /\p{Extended_Pictographic}/u;
const joiners = "'\u2019\u02bc";
const withoutWidth = '\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff';

/** The class of ASCII, where most units of most texts are: no pattern need be compiled for it. */
function classifyAscii(code: number): number {
  if (code === 32 || (code >= 9 && code <= 13)) return SPACE;
  const lower = code | 32;
  if ((lower >= 97 && lower <= 122) || (code >= 48 && code <= 57) || code === 95) return WORD;
  return code === 39 ? JOINER : MARK;
}

function classify(code: number): number {
  if (code < 0x80) return classifyAscii(code);
  // Latin letters; dashes, quotes and dots.
  if (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) return WORD;
  if (code >= 0x2010 && code <= 0x2027) return code === 0x2019 ? JOINER : MARK;
  if (code >= 0xd800 && code <= 0xdbff) return HIGH;
  if (code >= 0x4e00 && code <= 0x9fff) return SINGLE;
  if (code >= 0xac00 && code <= 0xd7a3) return WORD;
  const character = String.fromCharCode(code);
  if (withoutWidth.includes(character)) return IGNORED;
  if (space.test(character)) return SPACE;
  if (joiners.includes(character)) return JOINER;
  if (unspaced.test(character)) return SINGLE;
  if (combining.test(character)) return EXTEND;
  if (letter.test(character)) return WORD;
  return code > 0xff && picture.test(character) ? PICTURE : MARK;
}

const quotes = new Map<string, string>([
  ...[...'\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02'].map((mark) => [mark, '"'] as const),
  ...[..."\u2018\u2019\u201a\u201b\u02bc\u2032\uff07"].map((mark) => [mark, "'"] as const),
  ...[...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'].map((mark) => [mark, '-'] as const),
]);

function fold(code: number): number {
  if (code < 0x80) return code >= 65 && code <= 90 ? code + 32 : code;
  const character = String.fromCharCode(code);
  if (code >= 0xd800 && code <= 0xdfff) return code;
  // A composed and a decomposed letter must look the same, whatever the file was saved with.
  const plain = quotes.get(character) ?? character.toLowerCase().normalize('NFD');
  if (plain.length === 1) return plain.charCodeAt(0);
  decompositions.set(code, Array.from({ length: plain.length }, (_, index) => plain.charCodeAt(index)));
  return DECOMPOSES;
}

/** Class of a UTF-16 unit: one of the constants of this file. */
export function classOf(code: number): number {
  const known = classes[code] as number;
  return known === 0 ? (classes[code] = classify(code)) : known;
}

/** The unit with case, quotes and dashes folded; `DECOMPOSES` where several units stand for it. */
export function foldOf(code: number): number {
  const known = folds[code] as number;
  return known === 0 && code !== 0 ? (folds[code] = fold(code)) : known;
}

/** The folded units of a character for which `foldOf` says `DECOMPOSES`. */
export function decompositionOf(code: number): readonly number[] {
  return decompositions.get(code) ?? [code];
}

/** Class of a code point beyond the basic plane: SINGLE, WORD, PICTURE, EXTEND or MARK. */
export function classOfAstral(codePoint: number): number {
  if (codePoint >= 0x1f3fb && codePoint <= 0x1f3ff) return EXTEND;
  if (codePoint >= 0x1f000 && codePoint <= 0x1faff) return PICTURE;
  if (codePoint >= 0x20000 && codePoint <= 0x3ffff) return SINGLE;
  if (codePoint >= 0xe0000 && codePoint <= 0xe01ef) return EXTEND;
  const character = String.fromCodePoint(codePoint);
  if (unspaced.test(character)) return SINGLE;
  if (combining.test(character)) return EXTEND;
  return letter.test(character) ? WORD : MARK;
}
