import { folded } from './fold';

const wordStart = /(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu;

/** Where the letters of `typed` stand in `name`, in order and each as early as it can; null when one is missing. */
function scattered(name: string, typed: string, from: number): number | null {
  let at = from;
  for (const letter of typed) {
    const found = name.indexOf(letter, at);
    if (found < 0) return null;
    at = found + letter.length;
  }
  return at - from - typed.length;
}

function scoreWord(name: string, typed: string, starts: readonly number[]): number | null {
  const at = name.indexOf(typed);
  if (at >= 0) return starts.includes(at) ? 0 : 10;
  if (starts.map((start) => name.charAt(start)).join('').includes(typed)) return 5;
  const gaps = starts.flatMap((start) => (name.startsWith(typed.charAt(0), start) ? scattered(name, typed, start) ?? [] : []));
  return gaps.length === 0 ? null : 20 + Math.min(...gaps);
}

/**
 * How well a name answers what was typed: 0 when each typed word begins a word of it, more the further its letters lie apart, null when
 * a word is not in it even as scattered letters.
 */
export function fuzzyScore(name: string, typed: string): number | null {
  const text = folded(name);
  const starts = [...text.matchAll(wordStart)].map(({ index }) => index);
  let score = 0;
  for (const word of folded(typed).split(/\s+/u)) {
    if (word === '') continue;
    const one = scoreWord(text, word, starts);
    if (one === null) return null;
    score += one;
  }
  return score;
}

/** The items whose name answers what was typed, the best first; those that answer alike stay in their order. */
export function fuzzyPick<Item>(items: readonly Item[], typed: string, nameOf: (item: Item) => string): readonly Item[] {
  return items.flatMap((item, at) => {
    const score = fuzzyScore(nameOf(item), typed);
    return score === null ? [] : [{ item, score, at }];
  }).sort((a, b) => a.score - b.score || a.at - b.at).map(({ item }) => item);
}
