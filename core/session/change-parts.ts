import type { Annotation } from '../model/annotation';
import type { Change, Update } from './change';

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

/** A change in parts that are small enough to be sent at once: one for an ordinary change, many for one of thousands of annotations. */
export function* partsOf(change: Change): Generator<Change, void> {
  const { added, updated, removed } = change;
  const items = [...added, ...removed, ...updated];
  if (items.length === 1 || items.reduce((sum, item) => sum + ('after' in item ? weightOfUpdate(item) : weightOf(item)), 0) < partLength) {
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
