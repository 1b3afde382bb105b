import type { Placement } from '../model/annotation';
import { buildMap } from './build-map';
import type { QuoteSelector } from './fragments';
import { place } from './place';
import { buildQuoteIndex, placeByQuote } from './place-by-quote';

/** Name in the tables of the benchmark. */
export const name = 'Manicule';

interface Question {
  readonly oldText?: string | undefined;
  readonly newText: string;
  readonly selectors: readonly QuoteSelector[];
}

/** Finds each target in the new text: null is orphaned. */
export function reanchor({ oldText, newText, selectors }: Question): (null | { start: number; end: number; confidence: number })[] {
  return answers(oldText, newText, selectors).map(({ span, confidence }) => (span === null ? null : { start: span.start, end: span.end, confidence }));
}

function answers(oldText: string | undefined, newText: string, selectors: readonly QuoteSelector[]): Placement[] {
  if (oldText === undefined) return placeByQuote(buildQuoteIndex(newText), selectors);
  const map = buildMap(oldText, newText);
  return selectors.map(({ position }) => place(map, position.start, position.end));
}
