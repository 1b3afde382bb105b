/** A passage of a document's text: UTF-16 offsets into `document.text`, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The six highlight colours by name, in the order of their keys 1–6. */
export const colors = ['yellow', 'green', 'blue', 'pink', 'orange', 'purple'] as const;
/** The name of a highlight colour. */
export type Color = (typeof colors)[number];

/** The ways a passage can be marked. */
export const markStyles = ['highlight', 'underline', 'strikethrough'] as const;
/** The way a passage is marked. */
export type MarkStyle = (typeof markStyles)[number];

/** What the passage says and what stands around it (W3C TextQuoteSelector). */
export interface Quote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** What an annotation is about: a passage, by position and by quote. */
export interface Target {
  /** Where the passage was in the text the annotation was last placed on. */
  readonly position: Span;
  readonly quote: Quote;
  /**
   * Digest of the text that `position` counts in, when that is not the document's present text
   * (an annotation that waits for review, or is orphaned). Absent: the present text.
   */
  readonly textDigest?: string;
  /** True when the person has looked and decided that the passage has no place in the present text: it is kept, and not asked about again. */
  readonly kept?: true;
}

/** Stands for the digest of a text that nobody wrote down: an annotation made on it can be found by its quote only. */
export const unknownText = 'unknown';

/** An answer to an annotation's comment. */
export interface Reply {
  readonly id: string;
  readonly creator: string;
  readonly created: string;
  readonly modified: string;
  readonly comment: string;
}

/** One annotation: a target, what it looks like, and what was said about it. Immutable. */
export interface Annotation {
  /** A UUID, lower case. */
  readonly id: string;
  /** Counts the changes of this annotation, from 1. Orders two versions; clocks do not. */
  readonly revision: number;
  /** ISO 8601, UTC, to the millisecond. */
  readonly created: string;
  /** ISO 8601, UTC, to the millisecond. */
  readonly modified: string;
  /** Name of its author; empty where none was given. */
  readonly creator: string;
  readonly target: Target;
  readonly style: MarkStyle;
  readonly color: Color;
  /** Markdown; empty when the annotation has no comment. */
  readonly comment: string;
  readonly tags: readonly string[];
  readonly resolved: boolean;
  readonly replies: readonly Reply[];
}

/** How a target was found in a text. */
export type PlacementStatus = 'same' | 'moved' | 'changed' | 'unsure' | 'orphaned';

/** Where a target stands in the present text. Computed from text and target, never stored. */
export interface Placement {
  readonly status: PlacementStatus;
  /** Null when orphaned. */
  readonly span: Span | null;
  /** 0 to 1. */
  readonly confidence: number;
  /** Where an orphan used to be: an offset in the present text. */
  readonly formerly: number;
}

/** True when a target has never had a place: it came from a program that tells the passage alone, and was not found. */
export function neverPlaced({ position, quote }: Target): boolean {
  return position.start === 0 && position.end === 0 && quote.exact !== '';
}

/** The longest passage one annotation may cover, in UTF-16 units: its quote is stored with it. */
export const longestPassage = 1_000_000;

/** The longest comment, and the longest reply, in UTF-16 units. */
export const longestComment = 1_000_000;

/** A copy with some fields replaced and the next revision number. */
export function withFields(annotation: Annotation, fields: Partial<Omit<Annotation, 'id' | 'revision' | 'created'>>, modified: string): Annotation {
  return { ...annotation, ...fields, modified, revision: annotation.revision + 1 };
}

/** The order in which annotations are listed: by place, longer first, then by id, so that it never depends on chance. */
export function byPosition(a: Annotation, b: Annotation): number {
  return a.target.position.start - b.target.position.start
    || b.target.position.end - a.target.position.end
    || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
