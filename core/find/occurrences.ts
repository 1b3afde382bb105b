import { literal, wordPart } from './pattern';

/** Scripts that do without blanks between words: there, where a word ends cannot be seen. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const startsWithPart = new RegExp(`^${wordPart}`, 'u');
const endsWithPart = new RegExp(`${wordPart}$`, 'u');

/** The first letter large or small, as at the beginning of a sentence; all else as it is written. */
function withFirstLetter(words: string): string {
  const [first = ''] = words;
  const cases = new Set([first, first.toLowerCase(), first.toUpperCase()].filter((form) => [...form].length === 1));
  return cases.size > 1 ? `[${[...cases].join('')}]${literal(words.slice(first.length))}` : literal(words);
}

/**
 * An expression for the other places where words stand that were selected in a text: whole words, when whole words were selected.
 * `before` and `after` are what stands around the selection, some units of it.
 */
export function occurrencePattern(words: string, before: string, after: string): RegExp {
  const body = withFirstLetter(words);
  const cut = (endsWithPart.test(before) && startsWithPart.test(words)) || (endsWithPart.test(words) && startsWithPart.test(after));
  const whole = !cut && !unspaced.test(words);
  const opening = whole && startsWithPart.test(words) ? `(?<!${wordPart})` : '';
  const closing = whole && endsWithPart.test(words) ? `(?!${wordPart})` : '';
  return new RegExp(`${opening}${body}${closing}`, 'gmu');
}
