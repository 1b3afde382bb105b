import type { Span } from '../model/annotation';
import { partitionPoint } from '../partition';

/** Matches that came together: start and end of each, in turn. */
interface Batch {
  readonly pairs: ArrayLike<number>;
  /** How many matches there are in the batches before. */
  readonly before: number;
}

/** Matches by place, millions of them at little cost: kept as they come, since joining them into one list would be felt. */
export class MatchList {
  private readonly batches: Batch[] = [];
  private used = 0;

  /** How many there are. */
  get length(): number {
    return this.used;
  }

  /** Adds matches behind those that are there: start and end of each, in turn. They must stay as they are. */
  add(pairs: ArrayLike<number>): void {
    if (pairs.length === 0) return;
    this.batches.push({ pairs, before: this.used });
    this.used += pairs.length / 2;
  }

  /** The match of a number, from 0; undefined when there is none. */
  at(index: number): Span | undefined {
    if (index < 0 || index >= this.used) return undefined;
    const batch = this.batches[partitionPoint(this.batches.length, (at) => (this.batches[at]?.before ?? 0) <= index) - 1];
    const place = 2 * (index - (batch?.before ?? 0));
    return { start: batch?.pairs[place] ?? 0, end: batch?.pairs[place + 1] ?? 0 };
  }

  /** The number of the first match that begins at `offset` or later; `length` when there is none. */
  firstFrom(offset: number): number {
    const batch = this.batches[partitionPoint(this.batches.length, (at) => (this.batches[at]?.pairs[0] ?? 0) < offset) - 1];
    if (!batch) return 0;
    return batch.before + partitionPoint(batch.pairs.length / 2, (at) => (batch.pairs[2 * at] ?? 0) < offset);
  }

  /** The matches that share text with a range, by place. */
  touching(from: number, to: number): Span[] {
    const found: Span[] = [];
    let at = this.firstFrom(from);
    if ((this.at(at - 1)?.end ?? 0) > from) at -= 1;
    for (let match = this.at(at); match && match.start < to; match = this.at(at)) {
      found.push(match);
      at += 1;
    }
    return found;
  }
}
