import type { Color } from '../model/annotation';
import type { Spanned } from './span-index';

/** How many annotations of each colour begin or go on in one row of a track. */
export type DensityRow = Partial<Record<Color, number>>;

/** Items handled between two moments at which the caller may do something else. */
const slice = 4_000;

/**
 * Spreads annotations over the rows of a track that stands for the whole text. In slices: call `next` until it is done.
 * An annotation counts in each row that it reaches; `length` is that of the text, in UTF-16 units.
 */
export function* densityOf(items: Iterable<Spanned & { readonly color: Color }>, length: number, rows: number): Generator<void, DensityRow[]> {
  const track: DensityRow[] = Array.from({ length: rows }, () => ({}));
  let seen = 0;
  for (const { span, color } of items) {
    const last = rowOf(Math.max(span.start, span.end - 1), length, rows);
    for (let at = rowOf(span.start, length, rows); at <= last; at += 1) {
      const row = track[at];
      if (row) row[color] = (row[color] ?? 0) + 1;
    }
    seen += 1;
    if (seen % slice === 0) yield;
  }
  return track;
}

/** The row that an offset falls in. */
export function rowOf(offset: number, length: number, rows: number): number {
  return Math.min(rows - 1, Math.max(0, Math.floor((offset * rows) / Math.max(1, length))));
}

/** The offset at which a row begins. */
export function offsetOf(row: number, length: number, rows: number): number {
  return Math.ceil((row * length) / Math.max(1, rows));
}
