import type { Alignment } from './alignment';

/** Tokens of the sequence that a move is looked up by, at least; where they say little, it is longer. */
export const gram = 3;
/** Sequences that stand more often than this in the unplaced new text lead nowhere. */
const mostPlaces = 24;
const mostCandidates = 120_000;
/** Runs that say less than this, in bits, are left out: moves are made of more. */
const leastBits = 20;
/** Runs of a move may be this far apart, in tokens. */
const widest = 48;
/** Earlier candidates that one is linked with, at most, and how far back, in tokens. */
const mostLinks = 60;
const farthestLink = 400;

/** Longest runs of equal tokens that are unplaced on both sides, in the order of the old text; columns of one table. */
export class MoveCandidates {
  count = 0;
  first = new Int32Array(256);
  second = new Int32Array(256);
  length = new Int32Array(256);
  bits = new Float32Array(256);
  /** Bits of the best chain of runs that ends here, less what its gaps cost. */
  total = new Float32Array(256);
  /** The run before it in that chain, or -1. */
  previous = new Int32Array(256);

  push(first: number, second: number, length: number, bits: number): void {
    if (this.count === this.first.length) this.#grow();
    const index = this.count++;
    this.first[index] = first;
    this.second[index] = second;
    this.length[index] = length;
    this.bits[index] = bits;
  }

  /** Joins candidates that follow one another on both sides: an edited block moves as one. */
  link(): void {
    for (let index = 0; index < this.count; index++) this.#linkOne(index);
  }

  #linkOne(index: number): void {
    const { first, second, length } = this;
    const [at, place, own] = [first[index] as number, second[index] as number, this.bits[index] as number];
    let best = own;
    let previous = -1;
    for (let before = index - 1; before >= 0 && index - before <= mostLinks; before--) {
      if (at - (first[before] as number) > farthestLink) break;
      const gapNew = place - (second[before] as number) - (length[before] as number);
      if (gapNew < 0 || gapNew > widest) continue;
      const gapOld = at - (first[before] as number) - (length[before] as number);
      if (gapOld < 0 || gapOld > widest) continue;
      const total = own + (this.total[before] as number) - 2 - Math.log2((gapOld + 1) * (gapNew + 1));
      if (total > best) {
        best = total;
        previous = before;
      }
    }
    this.total[index] = best;
    this.previous[index] = previous;
  }

  #grow(): void {
    const ints = (array: Int32Array): Int32Array<ArrayBuffer> => { const copy = new Int32Array(array.length * 4); copy.set(array); return copy; };
    const floats = (array: Float32Array): Float32Array<ArrayBuffer> => { const copy = new Float32Array(array.length * 4); copy.set(array); return copy; };
    this.first = ints(this.first);
    this.second = ints(this.second);
    this.length = ints(this.length);
    this.bits = floats(this.bits);
    this.total = floats(this.total);
    this.previous = ints(this.previous);
  }
}

/** Whether two tokens are equal and neither is placed. */
export function isFreePair(alignment: Alignment, first: number, second: number): boolean {
  return alignment.toNew[first] === -1 && alignment.toOld[second] === -1 && alignment.old.id[first] === alignment.fresh.id[second] && (alignment.old.id[first] as number) >= 0;
}

/** A hash of the shortest sequence from `at` on that could be a run by itself, or -1: what is free there says too little. */
function hashAt(ids: Int32Array, taken: Int32Array, bits: Float32Array, at: number): number {
  let hash = 0;
  let sum = 0;
  for (let index = at; index < at + gram || sum < leastBits; index++) {
    const id = ids[index];
    if (id === undefined || id < 0 || taken[index] !== -1) return -1;
    sum += bits[id] as number;
    hash = Math.imul(hash ^ id, 0x5bd1e995) ^ (hash >>> 13);
  }
  return (hash ^ (hash >>> 15)) >>> 1;
}

/** Which hashes there are, one bit each: few of the new text's sequences stand in the old one too. */
class Hashes {
  readonly #bits: Int32Array;
  readonly #mask: number;

  constructor(entries: number) {
    let words = 256;
    while (words * 4 < entries) words *= 2;
    this.#bits = new Int32Array(words);
    this.#mask = words - 1;
  }

  add(hash: number): void {
    const word = (hash >>> 5) & this.#mask;
    this.#bits[word] = (this.#bits[word] as number) | (1 << (hash & 31));
  }

  has(hash: number): boolean {
    return ((this.#bits[(hash >>> 5) & this.#mask] as number) & (1 << (hash & 31))) !== 0;
  }
}

/** Where the new text's unplaced sequences stand, by hash. */
class Places {
  readonly #mask: number;
  /** Pairs: the first place with this hash, counted from 1, and how many there are. */
  readonly #heads: Int32Array;
  readonly #next: Int32Array;

  constructor(tokens: number, entries: number) {
    let size = 1024;
    while (size < entries) size *= 2;
    this.#mask = size - 1;
    this.#heads = new Int32Array(size * 2);
    this.#next = new Int32Array(tokens);
  }

  /** Places are added from the last to the first. */
  add(hash: number, place: number): void {
    const slot = 2 * (hash & this.#mask);
    this.#next[place] = this.#heads[slot] as number;
    this.#heads[slot] = place + 1;
    this.#heads[slot + 1] = (this.#heads[slot + 1] as number) + 1;
  }

  /** The first place, or -1; -1 too where there are too many. */
  first(hash: number): number {
    const slot = 2 * (hash & this.#mask);
    return (this.#heads[slot + 1] as number) > mostPlaces ? -1 : (this.#heads[slot] as number) - 1;
  }

  after(place: number): number {
    return (this.#next[place] as number) - 1;
  }
}

/** Finds every longest run that stands in unplaced text on both sides. */
export function findCandidates(alignment: Alignment): MoveCandidates {
  const { old, toNew, bits } = alignment;
  const hashes = new Int32Array(old.count);
  const known = new Hashes(old.count);
  for (let index = 0; index < old.count; index++) {
    const hash = index + gram > old.count ? -1 : hashAt(old.id, toNew, bits, index);
    hashes[index] = hash;
    if (hash >= 0) known.add(hash);
  }
  const places = placesOf(alignment, known);
  const found = new MoveCandidates();
  for (let first = 0; first < old.count && found.count < mostCandidates; first++) {
    const hash = hashes[first] as number;
    if (hash < 0) continue;
    for (let second = places.first(hash); second >= 0; second = places.after(second)) pushRun(alignment, found, first, second);
  }
  return found;
}

function placesOf({ fresh, toOld, bits }: Alignment, known: Hashes): Places {
  const hashes = new Int32Array(fresh.count);
  let entries = 0;
  for (let index = 0; index < fresh.count; index++) {
    const hash = index + gram > fresh.count ? -1 : hashAt(fresh.id, toOld, bits, index);
    hashes[index] = hash >= 0 && known.has(hash) ? hash : -1;
    if ((hashes[index] as number) >= 0) entries++;
  }
  const places = new Places(fresh.count, entries);
  for (let index = fresh.count - 1; index >= 0; index--) if ((hashes[index] as number) >= 0) places.add(hashes[index] as number, index);
  return places;
}

/** Adds the run that starts at two places, when it could not start before them. */
function pushRun(alignment: Alignment, found: MoveCandidates, first: number, second: number): void {
  const { old, fresh, bits } = alignment;
  if (first > 0 && second > 0 && isFreePair(alignment, first - 1, second - 1)) return;
  let length = 0;
  let sum = 0;
  while (first + length < old.count && second + length < fresh.count && isFreePair(alignment, first + length, second + length)) {
    sum += bits[old.id[first + length] as number] as number;
    length++;
  }
  if (length >= gram && sum >= leastBits) found.push(first, second, length, sum);
}
