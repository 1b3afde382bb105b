import type { Span } from '../model/annotation';
import { partitionPoint } from '../partition';
import { atOnce, sortInSlices, type Sliced } from '../slices';

/** Something that covers a span, known by an id. */
export interface Spanned {
  readonly id: string;
  readonly span: Span;
}

interface Bucket<Item extends Spanned> {
  /** Sorted by start. */
  items: Item[];
  /** The furthest end in the bucket. */
  furthest: number;
}

/** Items in a bucket before it is split: small enough that one insertion is cheap, large enough that few buckets are looked at. */
const fullBucket = 512;

function compare(a: Spanned, b: Spanned): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function furthestEnd(items: readonly Spanned[]): number {
  return items.reduce((furthest, { span }) => Math.max(furthest, span.end), 0);
}

/**
 * Finds what covers a part of the text. Sorted by start in buckets that know their furthest end, so that one added
 * highlight costs one small bucket even when there are 100,000 others.
 */
export class SpanIndex<Item extends Spanned> {
  private buckets: Bucket<Item>[] = [];

  /** Builds the index. Items need not be sorted. */
  constructor(items: Iterable<Item> = []) {
    atOnce(this.fill([...items]));
  }

  /** An index of these items, built in slices. */
  static *inSlices<Item extends Spanned>(items: readonly Item[]): Sliced<SpanIndex<Item>> {
    const index = new SpanIndex<Item>();
    yield* index.fill(items);
    return index;
  }

  private *fill(items: readonly Item[]): Sliced<void> {
    const sorted = yield* sortInSlices(items, compare);
    for (let from = 0; from < sorted.length; from += fullBucket / 2) {
      const part = sorted.slice(from, from + fullBucket / 2);
      this.buckets.push({ items: part, furthest: furthestEnd(part) });
      yield;
    }
  }

  /** All items, by start. */
  *all(): Generator<Item> {
    for (const bucket of this.buckets) yield* bucket.items;
  }

  /** Adds one item. */
  add(item: Item): void {
    const at = this.bucketFor(item);
    const bucket = this.buckets[at];
    if (!bucket) {
      this.buckets.push({ items: [item], furthest: item.span.end });
      return;
    }
    bucket.items.splice(placeOf(bucket.items, item), 0, item);
    bucket.furthest = Math.max(bucket.furthest, item.span.end);
    if (bucket.items.length > fullBucket) this.split(at, bucket);
  }

  /** Removes one item; it must be given with the span it was added with. False when it was not there. */
  remove(item: Item): boolean {
    const at = this.bucketFor(item);
    const bucket = this.buckets[at];
    const place = bucket ? placeOf(bucket.items, item) : 0;
    if (!bucket || bucket.items[place]?.id !== item.id) return false;
    bucket.items.splice(place, 1);
    bucket.furthest = furthestEnd(bucket.items);
    if (bucket.items.length === 0) this.buckets.splice(at, 1);
    return true;
  }

  /**
   * The item that follows a place in the order (1), or that comes before it (−1); where there is none, the one at the other end. Undefined when there
   * are no items. A few items are looked at, however many there are; `place` need not be one of them.
   */
  neighbor(place: Spanned, direction: 1 | -1): Item | undefined {
    const at = this.bucketFor(place);
    const items = this.buckets[at]?.items ?? [];
    if (direction === -1) return items[placeOf(items, place) - 1] ?? (this.buckets[at - 1] ?? this.buckets.at(-1))?.items.at(-1);
    const after = partitionPoint(items.length, (index) => compare(items[index] ?? place, place) <= 0);
    return items[after] ?? (this.buckets[at + 1] ?? this.buckets[0])?.items[0];
  }

  /** The items that share at least one unit with `from`–`to`; for an empty range, those that it stands in or at the rim of. By start. */
  touching(from: number, to: number): Item[] {
    const found: Item[] = [];
    const empty = from === to;
    for (const bucket of this.buckets) {
      const first = bucket.items[0];
      if (!first || first.span.start > to) break;
      if (bucket.furthest < from) continue;
      for (const item of bucket.items) {
        const { start, end } = item.span;
        if (start > to) break;
        if (empty ? end >= from : start < to && end > from) found.push(item);
      }
    }
    return found;
  }

  private bucketFor(item: Spanned): number {
    // What comes before the first bucket goes into it.
    return Math.max(0, partitionPoint(this.buckets.length, (at) => compare(this.buckets[at]?.items[0] ?? item, item) <= 0) - 1);
  }

  private split(at: number, bucket: Bucket<Item>): void {
    const half = bucket.items.length >> 1;
    const parts = [bucket.items.slice(0, half), bucket.items.slice(half)];
    this.buckets.splice(at, 1, ...parts.map((items) => ({ items, furthest: furthestEnd(items) })));
  }
}

function placeOf(items: readonly Spanned[], item: Spanned): number {
  return partitionPoint(items.length, (at) => compare(items[at] ?? item, item) < 0);
}
