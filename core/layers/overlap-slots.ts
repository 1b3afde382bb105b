import type { Span } from '../model/annotation';

/**
 * Gives overlapping spans different slots, so that each can be painted by a highlight of its own and all stay visible:
 * the lowest slot that is free where the span begins. Spans must be sorted by start. Slots beyond `most` share the last.
 */
export function assignSlots(spans: readonly Span[], most: number): number[] {
  const ends: number[] = [];
  return spans.map(({ start, end }) => {
    let slot = ends.findIndex((taken) => taken <= start);
    if (slot < 0) slot = Math.min(ends.length, most - 1);
    ends[slot] = Math.max(ends[slot] ?? 0, end);
    return slot;
  });
}
