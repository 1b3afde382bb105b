import { byPosition, type Annotation, type Placement, type Span } from '../model/annotation';
import type { Loss } from './formats';

/** An annotation and where it stands. `placement.span` counts UTF-16 units of the source, not of the normalized text. */
export interface CopyEntry {
  readonly annotation: Annotation;
  readonly placement: Placement;
}

/** All that an annotated copy is made from. Time and version are given, so that the same input makes the same copy. */
export interface CopyInput {
  /** File name, without a folder. */
  readonly name: string;
  /** The decoded text with its own line ends, without a byte order mark. */
  readonly source: string;
  readonly entries: readonly CopyEntry[];
  /** Manicule's version. */
  readonly version: string;
  /** When what the copy holds was last changed: ISO 8601, UTC. */
  readonly generated: string;
  /** Whether cells of a table are kept from being calculated; null or absent: as the format has it. */
  readonly guard?: boolean | null;
}

/** An annotated copy, and what it could not hold. */
export interface Copy {
  readonly content: string;
  readonly losses: readonly Loss[];
}

/** An entry with a passage that is certain enough to be marked in the text. */
export interface MarkedEntry {
  readonly annotation: Annotation;
  readonly span: Span;
}

function isMarked(entry: CopyEntry): boolean {
  const { span, status } = entry.placement;
  return span !== null && span.end > span.start && status !== 'unsure';
}

/**
 * The entries to be marked in the text, in the order of their passages.
 * Throws a RangeError when a passage leaves the text: whoever placed it counted in another one.
 */
export function markedEntries(input: CopyInput): MarkedEntry[] {
  const marked: MarkedEntry[] = [];
  for (const entry of input.entries) {
    const { span } = entry.placement;
    if (span === null || !isMarked(entry)) continue;
    if (span.start < 0 || span.end > input.source.length) throw new RangeError(`Passage ${span.start}–${span.end} is outside the text`);
    marked.push({ annotation: entry.annotation, span });
  }
  return marked.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end || byPosition(a.annotation, b.annotation));
}

/** The entries that have no place in the text, or none that is certain; in the order in which the annotations once stood. */
export function unmarkedEntries(input: CopyInput): CopyEntry[] {
  return input.entries
    .filter((entry) => !isMarked(entry))
    .sort((a, b) => a.placement.formerly - b.placement.formerly || byPosition(a.annotation, b.annotation));
}

/** The loss of a copy that lists apart what has no certain place in the text. */
export function listedApart(input: CopyInput): Loss[] {
  return counted([{ kind: 'orphan-without-place', count: unmarkedEntries(input).length }]);
}

/** The loss of a copy that is nothing but the marked text: what has no certain place in it is not there. */
export function leftOut(input: CopyInput): Loss[] {
  const unmarked = unmarkedEntries(input);
  const unsure = unmarked.filter((entry) => entry.placement.status === 'unsure').length;
  return counted([
    { kind: 'orphan-left-out', count: unmarked.length - unsure },
    { kind: 'unsure-left-out', count: unsure },
  ]);
}

/** The losses of a format that has no words for looks or for a resolved comment, and puts replies into the comment. */
export function plainLosses(annotations: readonly Annotation[]): Loss[] {
  return counted([
    { kind: 'look-left-out', count: annotations.filter(({ style, color }) => style !== 'highlight' || color !== 'yellow').length },
    { kind: 'resolved-left-out', count: annotations.filter(({ resolved }) => resolved).length },
    { kind: 'reply-as-text', count: annotations.reduce((sum, { replies }) => sum + replies.length, 0) },
  ]);
}

/** The losses that did happen. */
export function counted(losses: readonly Loss[]): Loss[] {
  return losses.filter((loss) => loss.count > 0);
}
