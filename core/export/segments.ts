import type { MarkedEntry } from './copy';

/** A stretch of text that is covered by the same annotations throughout. */
export interface Segment<Entry> {
  /** UTF-16 offset into the source. */
  readonly start: number;
  /** UTF-16 offset into the source, exclusive. */
  readonly end: number;
  /** What covers it, in the order given. */
  readonly covering: readonly Entry[];
  /** What begins with it, in the order given. */
  readonly opening: readonly Entry[];
  /** What ends with it: the one that began last comes first, as brackets close. */
  readonly closing: readonly Entry[];
}

/**
 * Cuts a text into disjoint segments that together are the whole text; every format marks passages with them.
 * `entries` are in the order of their passages, which are not empty and lie inside the text.
 */
export function cutIntoSegments<Entry extends Pick<MarkedEntry, 'span'>>(length: number, entries: readonly Entry[]): Segment<Entry>[] {
  const bounds = new Set([0, length]);
  for (const { span } of entries) bounds.add(span.start).add(span.end);
  const cuts = [...bounds].sort((a, b) => a - b);
  const segments: Segment<Entry>[] = [];
  let covering: Entry[] = [];
  let next = 0;
  for (let index = 0; index + 1 < cuts.length; index++) {
    const start = cuts[index] ?? 0;
    const end = cuts[index + 1] ?? length;
    const opening: Entry[] = [];
    for (let entry = entries[next]; entry && entry.span.start === start; entry = entries[++next]) opening.push(entry);
    if (opening.length > 0) covering = [...covering, ...opening];
    const closing = covering.filter((entry) => entry.span.end === end).reverse();
    segments.push({ start, end, covering, opening, closing });
    if (closing.length > 0) covering = covering.filter((entry) => entry.span.end !== end);
  }
  return segments;
}
