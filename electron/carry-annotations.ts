import { buildMap, type TextMap } from '../core/anchor/build-map';
import { describe } from '../core/anchor/describe';
import { place, sureFrom } from '../core/anchor/place';
import { buildQuoteIndex, placeByQuote } from '../core/anchor/quote-index';
import type { Annotation, Placement, Target } from '../core/model/annotation';
import type { TextFingerprint } from '../core/model/document-record';
import type { Update } from '../core/session/change';

/** Stands for the digest of a text that nobody wrote down: an annotation made on it can be found by its quote only. */
export const unknownText = 'unknown';

/** A present text, and the annotations that were made on this or on earlier ones. */
export interface CarryInput {
  readonly text: string;
  /** Digest of `text`. */
  readonly digest: string;
  /** The text that targets without a digest of their own count in; null: not known. */
  readonly base: Pick<TextFingerprint, 'digest'> | null;
  readonly annotations: readonly Annotation[];
  /** Ids of annotations that were made on `text` itself. */
  readonly fresh: ReadonlySet<string>;
  /** Earlier texts by digest, as far as they were kept. */
  readonly earlierTexts: ReadonlyMap<string, string>;
}

/** Where all annotations stand in the present text. */
export interface Carried {
  /** What has to be saved, so that the next opening of the same text finds all in place. */
  readonly updates: readonly Update[];
  /** By id: those whose place is not certain. The others stand where their (updated) target says. */
  readonly placements: Readonly<Record<string, Placement>>;
  /** True when any annotation was made on another text. */
  readonly textChanged: boolean;
}

/** Digests of the earlier texts that `carryAnnotations` can use. */
export function neededTexts(input: Omit<CarryInput, 'text' | 'earlierTexts'>): Set<string> {
  const digests = input.annotations.map((annotation) => digestOf(annotation, input));
  return new Set(digests.filter((digest) => digest !== input.digest && digest !== unknownText));
}

function digestOf(annotation: Annotation, { fresh, base, digest }: Pick<CarryInput, 'fresh' | 'base' | 'digest'>): string {
  if (fresh.has(annotation.id)) return digest;
  return annotation.target.textDigest ?? base?.digest ?? unknownText;
}

/**
 * Finds the place of every annotation in the present text: by a map from the text it was made on where that was kept,
 * otherwise by its quote. Certain places become the annotation's new target; the others keep the old one and its digest.
 */
export function carryAnnotations(input: CarryInput): Carried {
  const placeTarget = createPlacer(input);
  const updates: Update[] = [];
  const placements: Record<string, Placement> = {};
  let textChanged = false;
  for (const annotation of input.annotations) {
    const digest = digestOf(annotation, input);
    if (digest === input.digest) {
      if (annotation.target.textDigest !== undefined) updates.push(withTarget(annotation, { position: annotation.target.position, quote: annotation.target.quote }));
      continue;
    }
    textChanged = true;
    const placement = placeTarget(annotation.target, digest);
    const certain = isCertain(placement);
    if (!certain) placements[annotation.id] = placement;
    const target = certain && placement.span ? describe(input.text, placement.span) : { ...annotation.target, textDigest: digest };
    if (!sameTarget(target, annotation.target)) updates.push(withTarget(annotation, target));
  }
  return { updates, placements, textChanged };
}

/** The revision counts on, the time does not: nobody changed the annotation. */
function withTarget(before: Annotation, target: Target): Update {
  return { before, after: { ...before, target, revision: before.revision + 1 } };
}

/** True for a place that may be taken without asking. */
export function isCertain(placement: Placement): boolean {
  return placement.span !== null && (placement.status === 'same' || placement.status === 'moved') && placement.confidence >= sureFrom;
}

/** True when the text has, at the target's position, exactly its quote between exactly its context. */
export function standsExactly(text: string, { position, quote }: Target): boolean {
  return text.slice(position.start, position.end) === quote.exact
    && text.slice(0, position.start).endsWith(quote.prefix)
    && text.startsWith(quote.suffix, position.end);
}

function createPlacer({ text, earlierTexts }: CarryInput): (target: Target, digest: string) => Placement {
  const maps = new Map<string, TextMap>();
  let quotes: ReturnType<typeof buildQuoteIndex> | null = null;
  return (target, digest) => {
    const { start, end } = target.position;
    const earlier = earlierTexts.get(digest);
    // An earlier text that does not have the quote there is not the one the position counts in:
    // a crash may have come between saving the targets and saving the digest they count in.
    if (earlier?.slice(start, end) === target.quote.exact) {
      const map = maps.get(digest) ?? buildMap(earlier, text);
      maps.set(digest, map);
      return place(map, start, end);
    }
    if (standsExactly(text, target)) return { status: 'same', span: target.position, confidence: 1, formerly: start };
    quotes ??= buildQuoteIndex(text);
    return placeByQuote(quotes, { position: target.position, quote: target.quote });
  };
}

function sameTarget(a: Target, b: Target): boolean {
  return a.position.start === b.position.start && a.position.end === b.position.end && a.textDigest === b.textDigest
    && a.quote.exact === b.quote.exact && a.quote.prefix === b.quote.prefix && a.quote.suffix === b.quote.suffix;
}
