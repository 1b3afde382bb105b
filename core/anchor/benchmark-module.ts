import { buildMap } from './build-map';
import { place, type Span } from './place';

/** Name in the tables of the benchmark. */
export const name = 'Manicule';

/** A stored target, as the benchmark hands it over. */
interface Selector {
  readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string };
  readonly position: Span;
}

interface Question {
  readonly oldText?: string | undefined;
  readonly newText: string;
  readonly selectors: readonly Selector[];
}

/** Finds each target in the new text: null is orphaned. */
export function reanchor({ oldText, newText, selectors }: Question): (null | { start: number; end: number; confidence: number })[] {
  if (oldText === undefined) return selectors.map(() => null);
  const map = buildMap(oldText, newText);
  return selectors.map(({ position }) => {
    const { span, confidence } = place(map, position.start, position.end);
    return span === null ? null : { start: span.start, end: span.end, confidence };
  });
}
