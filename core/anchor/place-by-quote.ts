import type { Placement } from '../model/annotation';
import { alignFragments, type FragmentTokens } from './align-fragments';
import { emptyAlignment, informationOf } from './alignment';
import { classOf, EXTEND, WORD } from './character-class';
import { type Fragment, joinQuotes, type QuoteSelector } from './fragments';
import { isStretched } from './doubt';
import { mapOf } from './build-map';
import { Pieces, pushAligned } from './pieces';
import { place } from './place';
import { pushBreak, Tokens, tokenize } from './tokens';
import { releaseTables } from './unique-grams';
import { expectPlaces, type Known } from './expected-place';
import { findRivals, placesOf, settleRivals, type TokenPlaces } from './rivals';
import { visibleUnits } from './visible';
import { Vocabulary } from './vocabulary';

/** A text made ready for finding quotes in it; built once per document. */
export interface QuoteIndex {
  readonly text: string;
  readonly tokens: Tokens;
  readonly vocabulary: Vocabulary;
  readonly places: TokenPlaces;
}

/** Makes a text ready for `placeByQuote`. */
export function buildQuoteIndex(text: string): QuoteIndex {
  const vocabulary = new Vocabulary();
  const tokens = new Tokens(Math.max(16, text.length >> 2));
  tokenize(text, 0, text.length, vocabulary, tokens);
  // Words of quotes get ids too, but the text alone says how rare they are: the answer does not depend on earlier questions.
  vocabulary.counting = false;
  return { text, tokens, vocabulary, places: placesOf(tokens, vocabulary.size) };
}

/** Without the old text, a passage needs more evidence not to be orphaned. */
const knownQuotes = { leastEvidence: 25, unseenShare: 0.5, knowsEnds: false };
/** Rounds over quotes that were not found though they stand in the text. */
const mostRounds = 4;
/** Confidence from which a place tells where its neighbours are. */
const certain = 0.9;
/** Units of context that must stand beside such a quote. */
const besideLost = 12;

/**
 * Finds passages without the text they were made on, by what was stored of them. All targets of a document should
 * be asked for at once: they help one another. `formerly` is where the text around the passage stands.
 */
export function placeByQuote(index: QuoteIndex, selectors: readonly QuoteSelector[]): Placement[] {
  const placements = placeTogether(index, selectors, []);
  // Targets made on different versions tell the same text twice, at places that contradict: the second has its turn later.
  for (let round = 1; round < mostRounds; round++) {
    const again = placements.flatMap((placement, number) => (placement.span === null && stands(index.text, selectors[number]) ? [number] : []));
    if (again.length === 0 || again.length === selectors.length) break;
    const found = placeTogether(index, again.map((number) => selectors[number] as QuoteSelector), knownOf(selectors, placements));
    again.forEach((number, position) => { placements[number] = found[position] as Placement; });
    if (found.every((placement) => placement.span === null)) break;
  }
  return placements;
}

function stands(text: string, selector: QuoteSelector | undefined): boolean {
  if (selector === undefined) return false;
  const { exact, prefix, suffix } = selector.quote;
  return text.includes(prefix.slice(-besideLost) + exact + suffix.slice(0, besideLost));
}

function placeTogether(index: QuoteIndex, selectors: readonly QuoteSelector[], known: readonly Known[]): Placement[] {
  const { text, fragments, passages } = joinQuotes(selectors);
  const old = new Tokens(1024);
  const parts = fragments.map((fragment) => tokenizeFragment(text, fragment, index.vocabulary, old));
  const bits = informationOf(index.vocabulary, index.tokens.count, [{ text, tokens: old }, { text: index.text, tokens: index.tokens }]);
  const alignment = emptyAlignment(text, index.text, old, index.tokens, bits);
  alignFragments(alignment, parts);
  releaseTables();
  const pieces = new Pieces();
  pushAligned(pieces, alignment, 0, old.count);
  const map = mapOf(text, index.text, pieces);
  const contests = passages.map((passage) => findRivals({ alignment, places: index.places, passage, placement: place(map, passage.start, passage.end, { bounds: passage.home, ...knownQuotes }) }));
  const clear = contests.map(({ placement, isClear }) => (isClear ? placement : null));
  const expect = expectPlaces([...known, ...knownOf(selectors, clear)]);
  return contests.map((contest, number) => {
    const selector = selectors[number] as QuoteSelector;
    return withoutScatter(index.text, selector, settleRivals(contest, expect(selector.position), knownQuotes.leastEvidence));
  });
}

/**
 * A passage that comes with nothing of the text around it, as books' highlights do, and of which only words here and there were found, has no place: some of
 * its words stand in the same order in any text that is long enough.
 */
function withoutScatter(text: string, { quote }: QuoteSelector, placement: Placement): Placement {
  if (placement.span === null || quote.prefix.trim() + quote.suffix.trim() !== '') return placement;
  const total = visibleUnits(quote.exact, 0, quote.exact.length);
  return isStretched({ newText: text }, total, placement.span) ? { status: 'orphaned', span: null, confidence: 0, formerly: placement.formerly } : placement;
}

/** The passages whose places are sure: what lies between them is expected between their places. */
function knownOf(selectors: readonly QuoteSelector[], placements: readonly (Placement | null)[]): Known[] {
  return placements.flatMap((placement, number) => {
    if (placement === null || placement.span === null || placement.confidence < certain || placement.status === 'moved') return [];
    const { position, quote } = selectors[number] as QuoteSelector;
    return [{ start: position.start, reach: { start: position.start - quote.prefix.length, end: position.end + quote.suffix.length }, place: placement.span.start, weight: quote.exact.length + quote.prefix.length + quote.suffix.length }];
  });
}

const inWord = (text: string, at: number): boolean => {
  const kind = classOf(text.charCodeAt(at));
  return kind === WORD || kind === EXTEND;
};

/** The context was cut at a number of characters: half a word at its ends would equal nothing, or the wrong word. Of a passage nothing is taken away. */
function tokenizeFragment(text: string, fragment: Fragment, vocabulary: Vocabulary, into: Tokens): FragmentTokens {
  let from = fragment.start;
  let to = fragment.start + fragment.text.length;
  const middle = (from + to) >> 1;
  const first = Math.min(middle, fragment.passages.start);
  const last = Math.max(middle, fragment.passages.end);
  if (fragment.origin > 0) while (from < first && from - fragment.start < 24 && inWord(text, from)) from++;
  while (to > last && fragment.start + fragment.text.length - to < 24 && inWord(text, to - 1)) to--;
  const firstToken = into.count;
  tokenize(text, from, to, vocabulary, into);
  const firstEnd = into.count;
  pushBreak(into, to);
  return { first: firstToken, firstEnd };
}
