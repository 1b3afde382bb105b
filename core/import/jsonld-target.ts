import { quoteAt, normalizeQuote } from '../export/source-quote';
import type { Quote, Span, Target } from '../model/annotation';
import { isRecord, parseSpan } from '../model/parse-annotation';
import { firstCount, firstText, hasType, valuesOf } from './terms';

/** What a file says about the place of an annotation. */
export interface Claim {
  /** In code points; null when no position is told. */
  readonly position: Span | null;
  /** Null when no quote is told. */
  readonly quote: Quote | null;
}

/** Context longer than this is cut: it identifies a passage no better. */
const longestContext = 4_096;
/** A chain of selectors that refine one another is followed this far. */
const deepestRefinement = 8;

function selectorsOf(target: Record<string, unknown>): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  let level = valuesOf(target, 'selector').filter(isRecord);
  for (let depth = 0; depth < deepestRefinement && level.length > 0; depth++) {
    found.push(...level);
    level = level.flatMap((selector) => valuesOf(selector, 'refinedBy').filter(isRecord));
  }
  return found;
}

/** `char=10,20` of plain-text fragments: https://www.rfc-editor.org/rfc/rfc5147. */
function fragmentPosition(selector: Record<string, unknown>): Span | null {
  const found = /^#?char=(\d+),(\d+)/.exec(firstText(selector, 'value') ?? '');
  return found ? parseSpan({ start: Number(found[1]), end: Number(found[2]) }) : null;
}

function positionOf(selector: Record<string, unknown>): Span | null {
  if (hasType(selector, 'FragmentSelector')) return fragmentPosition(selector);
  if (hasType(selector, 'DataPositionSelector')) return null;
  return parseSpan({ start: firstCount(selector, 'start'), end: firstCount(selector, 'end') });
}

function quoteOf(selector: Record<string, unknown>): Quote | null {
  const exact = firstText(selector, 'exact');
  if (exact === null) return null;
  const prefix = firstText(selector, 'prefix') ?? '';
  const suffix = firstText(selector, 'suffix') ?? '';
  return { exact, prefix: prefix.slice(-longestContext), suffix: suffix.slice(0, longestContext) };
}

/** What a target says about its passage: the first quote and the first position among its selectors. */
export function claimOf(target: unknown): Claim {
  const selectors = isRecord(target) ? selectorsOf(target) : [];
  let position: Span | null = null;
  let quote: Quote | null = null;
  for (const selector of selectors) {
    position ??= positionOf(selector);
    quote ??= quoteOf(selector);
  }
  return { position, quote };
}

/** The target as Manicule kept it, where it wrote that down beside the selectors; null otherwise. */
export function ownTargetOf(item: Record<string, unknown>): Target | null {
  const own = item['manicule:target'];
  if (!isRecord(own)) return null;
  const position = parseSpan({ start: own['manicule:start'], end: own['manicule:end'] });
  const { 'manicule:exact': exact, 'manicule:prefix': prefix, 'manicule:suffix': suffix, 'manicule:textDigest': textDigest } = own;
  if (!position || typeof exact !== 'string' || typeof prefix !== 'string' || typeof suffix !== 'string') return null;
  return { position, quote: { exact, prefix, suffix }, ...(typeof textDigest === 'string' ? { textDigest } : {}) };
}

function sameText(a: string, b: string): boolean {
  return a === b || a.replace(/\r\n?/g, '\n') === b.replace(/\r\n?/g, '\n');
}

function placedTarget(source: string, span: Span, quote: Quote | null): Target {
  return { position: span, quote: normalizeQuote(quoteAt(source, span, quote && normalizeQuote(quote))) };
}

/**
 * The target that a claim stands for, and whether the source says the same. `units` is the claimed position in UTF-16 units.
 * Some programs count UTF-16 units where the model asks for code points: their numbers are taken when only they fit the quote.
 */
export function targetOf(source: string, claim: Claim, units: Span | null, own: Target | null): { readonly target: Target; readonly fits: boolean } {
  if (own?.textDigest !== undefined) return { target: own, fits: false };
  const { quote } = claim;
  const candidates = [units, claim.position].filter((span) => span !== null);
  const fitting = candidates.find((span) => span.end > span.start && span.end <= source.length && (!quote || sameText(source.slice(span.start, span.end), quote.exact)));
  if (own) return { target: { position: units ?? own.position, quote: own.quote }, fits: false };
  if (fitting) return { target: quote ? { position: fitting, quote: normalizeQuote(quote) } : placedTarget(source, fitting, null), fits: true };
  const position = units ?? { start: 0, end: 0 };
  return { target: { position, quote: normalizeQuote(quote ?? { exact: '', prefix: '', suffix: '' }) }, fits: false };
}
