import { languagesOf } from '../office/languages';

/** How much of a text is looked at, in UTF-16 units. */
const sampleLength = 100_000;

const others: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Greek}/gu, 'el'], [/\p{Script=Thai}/gu, 'th'], [/\p{Script=Armenian}/gu, 'hy'], [/\p{Script=Georgian}/gu, 'ka'],
];
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const bidirectional = /[\p{Script=Hebrew}\p{Script=Arabic}]/gu;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/**
 * The language of a text as far as its script tells, as a BCP 47 tag: what most of its letters are written in.
 * `und` where the script is that of many languages, as the Latin one is: a wrong language would be read out wrongly.
 */
export function documentLanguage(text: string): string {
  const sample = text.slice(0, sampleLength);
  const enough = count(sample, /\p{L}/gu) / 2;
  if (enough === 0) return 'und';
  const known = languagesOf(sample);
  // A letter of these stands for more than a letter of an alphabet.
  if (known.eastAsian !== null && count(sample, eastAsian) * 2 > enough) return known.eastAsian;
  if (known.bidirectional !== null && count(sample, bidirectional) > enough) return known.bidirectional;
  return others.find(([script]) => count(sample, script) > enough)?.[1] ?? 'und';
}
