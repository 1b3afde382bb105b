import type { Alignment } from './alignment';
import type { Run } from './edit-path';
import type { Segments } from './segments';

/** The old text's stretches that are found in the new one, in old order; between them the text is gone. */
export class Pieces {
  count = 0;
  /** Offsets in UTF-16 units. */
  oldStart = new Int32Array(256);
  oldEnd = new Int32Array(256);
  newStart = new Int32Array(256);
  newEnd = new Int32Array(256);
  /** Likeness in percent; 100 is equal after folding. */
  alike = new Uint8Array(256);
  /** 1 where the text stands out of order. */
  moved = new Uint8Array(256);

  /** Makes the last piece longer, when it and what follows are equal text at one shift; says whether they were. */
  extend(oldStart: number, oldEnd: number, newStart: number, newEnd: number, moved: number): boolean {
    const last = this.count - 1;
    if (last < 0 || this.alike[last] !== 100 || this.moved[last] !== moved) return false;
    const shift = newStart - oldStart;
    const even = newEnd - oldEnd === shift && (this.newStart[last] as number) - (this.oldStart[last] as number) === shift && (this.newEnd[last] as number) - (this.oldEnd[last] as number) === shift;
    if (!even) return false;
    this.oldEnd[last] = oldEnd;
    this.newEnd[last] = newEnd;
    return true;
  }

  /** Adds a piece behind the last. */
  push(oldStart: number, oldEnd: number, newStart: number, newEnd: number, alike: number, moved: number): void {
    if (this.count === this.alike.length) this.#grow();
    const index = this.count++;
    this.oldStart[index] = oldStart;
    this.oldEnd[index] = oldEnd;
    this.newStart[index] = newStart;
    this.newEnd[index] = newEnd;
    this.alike[index] = alike;
    this.moved[index] = moved;
  }

  /** The first piece that ends after an old offset. */
  after(offset: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.oldEnd[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    const ints = (array: Int32Array): Int32Array<ArrayBuffer> => { const copy = new Int32Array(array.length * 4); copy.set(array); return copy; };
    const bytes = (array: Uint8Array): Uint8Array<ArrayBuffer> => { const copy = new Uint8Array(array.length * 4); copy.set(array); return copy; };
    this.oldStart = ints(this.oldStart);
    this.oldEnd = ints(this.oldEnd);
    this.newStart = ints(this.newStart);
    this.newEnd = ints(this.newEnd);
    this.alike = bytes(this.alike);
    this.moved = bytes(this.moved);
  }
}

/** Adds what an alignment placed, between two old tokens. */
export function pushAligned(pieces: Pieces, alignment: Alignment, from: number, to: number): void {
  const { old, fresh, toNew, alike, moved } = alignment;
  for (let index = from; index < to; index++) {
    const partner = toNew[index] as number;
    if (partner < 0) continue;
    const [oldStart, oldEnd, newStart, newEnd] = [old.start[index] as number, old.end[index] as number, fresh.start[partner] as number, fresh.end[partner] as number];
    const [like, move] = [alike[index] as number, moved[index] as number];
    const neighbours = index > from && partner > 0 && toNew[index - 1] === partner - 1 && like === 100;
    if (!neighbours || !pieces.extend(oldStart, oldEnd, newStart, newEnd, move)) pieces.push(oldStart, oldEnd, newStart, newEnd, like, move);
  }
}

/** Adds a run of equal segments; white space between two that kept their distance comes along. */
export function pushSegments(pieces: Pieces, old: Segments, fresh: Segments, run: Run): void {
  const [firstEnd, offset] = [run.first + run.length, run.second - run.first];
  for (let first = run.first; first < firstEnd;) {
    const next = afterEven(old.start, fresh.start, first, firstEnd, offset);
    pieces.push(old.start[first] as number, old.end[next - 1] as number, fresh.start[first + offset] as number, fresh.end[next - 1 + offset] as number, 100, 0);
    first = next;
  }
}

/** The first segment behind `first` that did not keep its distance to it, or `firstEnd`. */
function afterEven(olds: Int32Array, news: Int32Array, first: number, firstEnd: number, offset: number): number {
  const shift = (news[first + offset] as number) - (olds[first] as number);
  let next = first + 1;
  while (next < firstEnd && (news[next + offset] as number) - (olds[next] as number) === shift) next++;
  return next;
}

/** The numbers of the pieces in the order of the new text. */
export function sortedByNew(pieces: Pieces): Int32Array {
  const order = Int32Array.from({ length: pieces.count }, (_, index) => index);
  const { newStart } = pieces;
  for (let index = 1; index < order.length; index++) {
    if ((newStart[index] as number) < (newStart[index - 1] as number)) return order.sort((one, two) => (newStart[one] as number) - (newStart[two] as number));
  }
  return order;
}
