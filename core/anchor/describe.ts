import type { Span, Target } from '../model/annotation';
import { splitsPair, type TextSlices } from './text-slices';

/** UTF-16 units of context stored on each side of a passage. */
export const contextLength = 96;

/** What to store of a passage, so that it is found again when the text was edited. No surrogate pair is cut. */
export function describe(text: TextSlices, span: Span): Target {
  const start = splitsPair(text, span.start) ? span.start - 1 : span.start;
  const end = splitsPair(text, span.end) ? span.end + 1 : span.end;
  const from = Math.max(0, start - contextLength);
  const to = Math.min(text.length, end + contextLength);
  return {
    position: { start, end },
    quote: {
      exact: text.slice(start, end),
      prefix: text.slice(splitsPair(text, from) ? from + 1 : from, start),
      suffix: text.slice(end, splitsPair(text, to) ? to - 1 : to),
    },
  };
}
