// Two versions of one thing that both came from a third, brought together.
import type { Reply } from './annotation';

/** True for values that say the same. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** True when a reply is among others as it is. */
export function includesReply(replies: readonly Reply[], reply: Reply): boolean {
  return replies.some((other) => other.id === reply.id && other.comment === reply.comment);
}

/** Three versions of a list whose items have a key, as one: what either side added, removed or changed holds; `after` wins where both did. */
export function mergeLists<Item>(before: readonly Item[], after: readonly Item[], disk: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const known = new Map(before.map((item) => [keyOf(item), item]));
  const theirs = new Map(disk.map((item) => [keyOf(item), item]));
  const ours = new Set(after.map(keyOf));
  const kept = after.flatMap((item) => {
    const original = known.get(keyOf(item));
    if (original === undefined || !same(original, item)) return [item];
    const changed = theirs.get(keyOf(item));
    return changed === undefined ? [] : [changed];
  });
  return [...kept, ...disk.filter((item) => !ours.has(keyOf(item)) && !same(known.get(keyOf(item)), item))];
}
