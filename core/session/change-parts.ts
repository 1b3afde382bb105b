import type { Annotation } from '../model/annotation';
import { sizeOf, type Change, type Update } from './change';

/** UTF-16 units that a part of a change holds, as good as always: making, sending and reading one is a matter of milliseconds. */
const partLength = 128 * 1024;

/** About what an annotation takes as JSON, in UTF-16 units. */
export function weightOf({ target, comment, replies }: Annotation): number {
  const words = target.quote.exact.length + target.quote.prefix.length + target.quote.suffix.length + comment.length;
  return 400 + words + replies.reduce((sum, reply) => sum + 200 + reply.comment.length, 0);
}

function weightOfUpdate({ before, after }: Update): number {
  return weightOf(before) + weightOf(after);
}

function* cut<Item>(items: readonly Item[], weigh: (item: Item) => number): Generator<readonly Item[], void> {
  let [from, weight] = [0, 0];
  for (const [at, item] of items.entries()) {
    weight += weigh(item);
    if (weight < partLength) continue;
    yield items.slice(from, at + 1);
    [from, weight] = [at + 1, 0];
  }
  if (from < items.length) yield items.slice(from);
}

/** True for a change that one part holds. Of a long one only the beginning is looked at. */
function isLight({ added, updated, removed }: Change): boolean {
  let weight = 0;
  for (const annotations of [added, removed]) for (const annotation of annotations) if ((weight += weightOf(annotation)) >= partLength) return false;
  for (const update of updated) if ((weight += weightOfUpdate(update)) >= partLength) return false;
  return true;
}

/** A change in parts that are small enough to be sent at once: one for an ordinary change, many for one of thousands of annotations. */
export function* partsOf(change: Change): Generator<Change, void> {
  const { added, updated, removed } = change;
  if (sizeOf(change) === 1 || isLight(change)) {
    yield change;
    return;
  }
  const nothing = { added: [], updated: [], removed: [] };
  for (const part of cut(removed, weightOf)) yield { ...nothing, removed: part };
  for (const part of cut(added, weightOf)) yield { ...nothing, added: part };
  for (const part of cut(updated, weightOfUpdate)) yield { ...nothing, updated: part };
}

/** The change that was cut into these parts. */
export function joined(parts: readonly Change[]): Change {
  return { added: parts.flatMap(({ added }) => added), updated: parts.flatMap(({ updated }) => updated), removed: parts.flatMap(({ removed }) => removed) };
}
