import type { Annotation } from '../model/annotation';
import type { Change } from './change';

/** UTF-16 units that a part of a change holds, as good as always: making, sending and reading one is a matter of milliseconds. */
const partLength = 128 * 1024;

/** About what an annotation takes as JSON, in UTF-16 units. */
function weightOf({ target, comment, replies }: Annotation): number {
  const words = target.quote.exact.length + target.quote.prefix.length + target.quote.suffix.length + comment.length;
  return 400 + words + replies.reduce((sum, reply) => sum + 200 + reply.comment.length, 0);
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
export function* partsOf({ added, updated, removed }: Change): Generator<Change, void> {
  const small = added.length + updated.length + removed.length === 1;
  if (small) {
    yield { added, updated, removed };
    return;
  }
  const nothing = { added: [], updated: [], removed: [] };
  for (const part of cut(removed, weightOf)) yield { ...nothing, removed: part };
  for (const part of cut(added, weightOf)) yield { ...nothing, added: part };
  for (const part of cut(updated, ({ before, after }) => weightOf(before) + weightOf(after))) yield { ...nothing, updated: part };
}

/** The change that was cut into these parts. */
export function joined(parts: readonly Change[]): Change {
  return { added: parts.flatMap(({ added }) => added), updated: parts.flatMap(({ updated }) => updated), removed: parts.flatMap(({ removed }) => removed) };
}
