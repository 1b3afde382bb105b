import type { Span } from '../model/annotation';
import { heaviestChain } from './chain';

/** A passage whose place is known well; offsets in UTF-16 units. */
export interface Known {
  /** Offset in the old text. */
  readonly start: number;
  /** The old text stored with it, context and all: what overlaps this says nothing new. */
  readonly reach: Span;
  /** Offset in the new text. */
  readonly place: number;
  readonly weight: number;
}

/** Where a passage is expected. */
export interface Expected {
  /** Units between an offset of the new text and where the passage would stand if it kept its distance from its neighbours. */
  off(place: number): number;
  /** Whether a passage found there left its neighbours: further away than edits between them explain. */
  isDisplaced(place: number): boolean;
}

/** Distances that edits may change, in units, and as a share of the distance to the next neighbour. */
const play = 80;
const playShare = 0.15;

/** Looks at the passages that keep their order, and tells for any old passage where it should stand. */
export function expectPlaces(known: readonly Known[]): (position: Span) => Expected {
  const sorted = [...known].sort((one, two) => one.start - two.start || one.place - two.place);
  const byPlace = [...sorted].sort((one, two) => one.place - two.place || one.start - two.start);
  const ranks = new Map(byPlace.map((item, rank) => [item, rank]));
  const chain = heaviestChain(Int32Array.from(sorted, (item) => ranks.get(item) ?? 0), Float64Array.from(sorted, (item) => item.weight), sorted.length).map((index) => sorted[index] as Known);
  return (position) => {
    let low = 0;
    let high = chain.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((chain[middle] as Known).start < position.start) low = middle + 1;
      else high = middle;
    }
    const before = neighbour(chain, low - 1, -1, position) ?? { start: 0, place: 0 };
    const after = neighbour(chain, low, 1, position);
    const shifts = [before.place - before.start, (after ?? before).place - (after ?? before).start];
    const from = position.start + Math.min(...shifts);
    const to = position.start + Math.max(...shifts);
    const slack = play + playShare * Math.min(position.start - before.start, after === undefined ? Infinity : after.start - position.start);
    const off = (place: number): number => Math.max(0, from - place, place - to);
    return { off, isDisplaced: (place) => (after === undefined ? place < before.place : off(place) > slack && (place < before.place || place > after.place || off(place) > 4 * slack)) };
  };
}

function neighbour(chain: readonly Known[], from: number, step: -1 | 1, position: Span): Known | undefined {
  for (let index = from; index >= 0 && index < chain.length; index += step) {
    const item = chain[index] as Known;
    if (item.reach.end <= position.start || item.reach.start >= position.end) return item;
  }
  return undefined;
}
