import type { Span } from '../model/annotation';

/** Matches by place, millions of them at little cost: their starts and ends in two arrays of numbers. */
export class MatchList {
  private starts = new Uint32Array(256);
  private ends = new Uint32Array(256);
  private used = 0;

  /** How many there are. */
  get length(): number {
    return this.used;
  }

  /** Adds matches behind those that are there: start and end of each, in turn. */
  add(pairs: ArrayLike<number>): void {
    const room = this.used + pairs.length / 2;
    if (room > this.starts.length) {
      this.starts = grown(this.starts, room);
      this.ends = grown(this.ends, room);
    }
    for (let at = 0; at < pairs.length; at += 2) {
      this.starts[this.used] = pairs[at] ?? 0;
      this.ends[this.used] = pairs[at + 1] ?? 0;
      this.used += 1;
    }
  }

  /** The match of a number, from 0; undefined when there is none. */
  at(index: number): Span | undefined {
    if (index < 0 || index >= this.used) return undefined;
    return { start: this.starts[index] ?? 0, end: this.ends[index] ?? 0 };
  }

  /** The number of the first match that begins at `offset` or later; `length` when there is none. */
  firstFrom(offset: number): number {
    let low = 0;
    let high = this.used;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The matches that share text with a range, by place. */
  touching(from: number, to: number): Span[] {
    const found: Span[] = [];
    let at = this.firstFrom(from);
    if (at > 0 && (this.ends[at - 1] ?? 0) > from) at -= 1;
    for (; at < this.used && (this.starts[at] ?? 0) < to; at += 1) found.push({ start: this.starts[at] ?? 0, end: this.ends[at] ?? 0 });
    return found;
  }
}

function grown(list: Uint32Array<ArrayBuffer>, room: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(room, list.length * 2));
  larger.set(list);
  return larger;
}
