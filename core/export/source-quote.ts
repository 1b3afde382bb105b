import type { Quote, Span } from '../model/annotation';

/** Units of context on each side where the annotation's own quote has none that fits. */
const contextLength = 32;

function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** True when two quotes are the same but for the kind of line end. */
export function sameQuote(a: Quote, b: Quote): boolean {
  return withLineFeeds(a.exact) === withLineFeeds(b.exact) && withLineFeeds(a.prefix) === withLineFeeds(b.prefix) && withLineFeeds(a.suffix) === withLineFeeds(b.suffix);
}

/** A quote as annotations keep it: with LF line ends. */
export function normalizeQuote(quote: Quote): Quote {
  return { exact: withLineFeeds(quote.exact), prefix: withLineFeeds(quote.prefix), suffix: withLineFeeds(quote.suffix) };
}

/** Where `prefix` begins when it ends at `end` of the source, whatever the line ends; null when something else stands there. */
function prefixStart(source: string, end: number, prefix: string): number | null {
  let at = end;
  for (let index = prefix.length - 1; index >= 0; index--) {
    const wanted = prefix.charAt(index);
    const found = source.charAt(at - 1);
    if (wanted === '\n' && (found === '\r' || found === '\n')) at -= found === '\n' && source.charAt(at - 2) === '\r' ? 2 : 1;
    else if (wanted === found) at--;
    else return null;
  }
  return at;
}

/** Where `suffix` ends when it begins at `start` of the source; null when something else stands there. */
function suffixEnd(source: string, start: number, suffix: string): number | null {
  let at = start;
  for (let index = 0; index < suffix.length; index++) {
    const wanted = suffix.charAt(index);
    const found = source.charAt(at);
    if (wanted === '\n' && (found === '\r' || found === '\n')) at += found === '\r' && source.charAt(at + 1) === '\n' ? 2 : 1;
    else if (wanted === found) at++;
    else return null;
  }
  return at;
}

function isInsidePair(source: string, offset: number): boolean {
  return /^[\udc00-\udfff]/.test(source.charAt(offset)) && /^[\ud800-\udbff]/.test(source.charAt(offset - 1));
}

/**
 * The passage at `span` as a quote in the source's own characters and line ends. Its context is as long as that of `known`
 * where `known` still fits, so that the quote read back is the one that was kept.
 */
export function quoteAt(source: string, span: Span, known: Quote | null): Quote {
  let start = known ? prefixStart(source, span.start, known.prefix) : null;
  let end = known ? suffixEnd(source, span.end, known.suffix) : null;
  if (start === null || end === null) {
    start = Math.max(0, span.start - contextLength);
    end = Math.min(source.length, span.end + contextLength);
    if (isInsidePair(source, start)) start++;
    if (isInsidePair(source, end)) end--;
  }
  return { exact: source.slice(span.start, span.end), prefix: source.slice(start, span.start), suffix: source.slice(span.end, end) };
}
