import { buildMap, type TextMap } from '../core/anchor/build-map';
import { describe } from '../core/anchor/describe';
import { doubtful } from '../core/anchor/doubt';
import { place, sureFrom } from '../core/anchor/place';
import { buildQuoteIndex, placeByQuote } from '../core/anchor/place-by-quote';
import { standsExactly } from '../core/anchor/stands-exactly';
import { unknownText, type Annotation, type Placement, type Target } from '../core/model/annotation';
import type { TextFingerprint } from '../core/model/document-record';
import { inPresentText, isSameTarget } from '../core/model/which-text';
import type { Update } from '../core/session/change';

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
 * That a target counts in a text is believed only where it stands there exactly.
 */
export function carryAnnotations(input: CarryInput): Carried {
  const updates: Update[] = [];
  const made = input.annotations.map((annotation): Made => {
    const digest = digestOf(annotation, input);
    return { annotation, digest: digest === input.digest && !standsExactly(input.text, annotation.target) ? unknownText : digest };
  });
  for (const { annotation, digest } of made) {
    // It waited for this text, and here it is again.
    if (digest === input.digest && annotation.target.textDigest !== undefined) updates.push(withTarget(annotation, inPresentText(annotation.target)));
  }
  const elsewhere = made.filter(({ digest }) => digest !== input.digest);
  const found = placeAll(elsewhere, input);
  const placements: Record<string, Placement> = {};
  for (const { annotation, digest } of elsewhere) {
    const placement = found.get(annotation.id) ?? notFound(annotation.target);
    if (isHeld(annotation, input)) {
      placements[annotation.id] = { ...placement, status: 'orphaned', span: null, confidence: 0 };
      continue;
    }
    const certain = isCertain(placement);
    if (!certain) placements[annotation.id] = placement;
    const target = certain && placement.span ? describe(input.text, placement.span) : waiting(annotation.target, digest, placement);
    if (!isSameTarget(target, annotation.target)) updates.push(withTarget(annotation, target));
  }
  return { updates, placements, textChanged: elsewhere.some(({ annotation }) => !isHeld(annotation, input)) };
}

/** True for an annotation of which the person decided on this very text that it has no place. */
function isHeld({ target }: Annotation, { base, digest }: CarryInput): boolean {
  return target.kept === true && base?.digest === digest;
}

/** A target that keeps its text. What was decided on another text holds as long as nothing is found that could be its place. */
function waiting(target: Target, textDigest: string, { span }: Placement): Target {
  return { ...inPresentText(target), textDigest, ...(target.kept && span === null ? { kept: true as const } : {}) };
}

/** The revision counts on, the time does not: nobody changed the annotation. */
function withTarget(before: Annotation, target: Target): Update {
  return { before, after: { ...before, target, revision: before.revision + 1 } };
}

/** True for a place that may be taken without asking. */
export function isCertain(placement: Placement): boolean {
  return placement.span !== null && (placement.status === 'same' || placement.status === 'moved') && placement.confidence >= sureFrom;
}

interface Made {
  readonly annotation: Annotation;
  /** The text that the target counts in. */
  readonly digest: string;
}

/** Places targets of other texts, by annotation id. */
function placeAll(elsewhere: readonly Made[], { text, earlierTexts }: CarryInput): Map<string, Placement> {
  const maps = new Map<string, TextMap>();
  const found = new Map<string, Placement>();
  const byQuote: Annotation[] = [];
  const standsAlone = loneliness(text);
  for (const { annotation, digest } of elsewhere) {
    const { position } = annotation.target;
    const earlier = earlierTexts.get(digest);
    // An earlier text that does not have the quote there is not the one the position counts in, whatever is written down.
    if (earlier !== undefined && standsExactly(earlier, annotation.target)) {
      const map = maps.get(digest) ?? buildMap(earlier, text);
      maps.set(digest, map);
      found.set(annotation.id, place(map, position.start, position.end));
    } else if (standsExactly(text, annotation.target)) {
      const alone = standsAlone(annotation.target);
      found.set(annotation.id, { status: alone ? 'same' : 'unsure', span: position, confidence: alone ? 1 : doubtful, formerly: position.start });
    } else {
      byQuote.push(annotation);
    }
  }
  if (byQuote.length > 0) {
    // All at once: what was found of one passage tells where its neighbours are.
    const placements = placeByQuote(buildQuoteIndex(text), byQuote.map(({ target }) => target));
    byQuote.forEach(({ id, target }, index) => found.set(id, placements[index] ?? notFound(target)));
  }
  return found;
}

/** UTF-16 units that are searched in all for second places: a fraction of a second. */
const mostSearched = 400_000_000;

/** Whether a target stands in no second place of the text with the same words around it: among rows that are all the same, without the text that it was made on, nobody can tell which one was meant. */
function loneliness(text: string): (target: Target) => boolean {
  let left = mostSearched;
  return ({ position, quote: { prefix, exact, suffix } }) => {
    const from = position.start - prefix.length;
    // Very many of them in a long text: then they tell of one another's places, too.
    if ((left -= text.length) < 0) return true;
    const all = prefix + exact + suffix;
    return text.indexOf(all) === from && !text.includes(all, from + 1);
  };
}

function notFound({ position }: Target): Placement {
  return { status: 'orphaned', span: null, confidence: 0, formerly: position.start };
}
