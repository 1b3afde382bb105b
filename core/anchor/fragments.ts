import type { Span, Target } from '../model/annotation';

/** What finding a passage by its quote needs of a stored target. */
export type QuoteSelector = Pick<Target, 'position' | 'quote'>;

/** A stretch of the lost old text that stored quotes tell. */
export interface Fragment {
  /** Offset in the old text. */
  readonly origin: number;
  text: string;
  /** Offset in the joined text. */
  start: number;
  /** From the first passage's start to the last one's end, in the joined text; before and after it stand contexts alone. */
  passages: Span;
}

/** What stored quotes tell of the old text. */
export interface OldFragments {
  /** The fragments one after another, blank lines between them. */
  readonly text: string;
  readonly fragments: readonly Fragment[];
  /** For each selector, its passage in `text`, and the fragment it stands in. */
  readonly passages: readonly (Span & { readonly home: Span })[];
}

const separator = '\n\n';

/**
 * Puts the quotes of many targets together again, as far as they overlap: neighbours help one another,
 * and a passage marked in small pieces is found as a whole.
 */
export function joinQuotes(selectors: readonly QuoteSelector[]): OldFragments {
  const order = selectors.map((_, index) => index).sort((one, two) => originOf(selectors[one]) - originOf(selectors[two]) || one - two);
  const fragments: Fragment[] = [];
  const homes = new Array<Fragment | undefined>(selectors.length);
  for (const index of order) {
    const selector = selectors[index];
    if (selector === undefined) continue;
    const { exact, prefix, suffix } = selector.quote;
    const text = prefix + exact + suffix;
    const origin = originOf(selector);
    const last = fragments.at(-1);
    const merged = last === undefined ? null : merge(last, origin, text);
    if (last !== undefined && merged !== null) last.text = merged;
    else fragments.push({ origin, text, start: 0, passages: { start: Infinity, end: 0 } });
    homes[index] = fragments.at(-1);
  }
  let length = 0;
  for (const fragment of fragments) {
    fragment.start = length;
    length += fragment.text.length + separator.length;
  }
  const passages = selectors.map((selector, index) => {
    const home = homes[index] ?? { origin: 0, text: '', start: 0, passages: { start: 0, end: 0 } };
    const start = home.start + selector.position.start - home.origin;
    const end = start + selector.quote.exact.length;
    home.passages = { start: Math.min(home.passages.start, start), end: Math.max(home.passages.end, end) };
    return { start, end, home: { start: home.start, end: home.start + home.text.length } };
  });
  return { text: fragments.map((fragment) => fragment.text).join(separator), fragments, passages };
}

const originOf = (selector: QuoteSelector | undefined): number => (selector === undefined ? 0 : selector.position.start - selector.quote.prefix.length);

/** The text of both, when they overlap or touch and say the same where they do. */
function merge(fragment: Fragment, origin: number, text: string): string | null {
  const offset = origin - fragment.origin;
  const overlap = fragment.text.length - offset;
  if (overlap < 0) return null;
  if (overlap >= text.length) return fragment.text.startsWith(text, offset) ? fragment.text : null;
  return fragment.text.endsWith(text.slice(0, overlap)) ? fragment.text + text.slice(overlap) : null;
}
