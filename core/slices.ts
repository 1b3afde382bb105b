/** Items that are looked at between two moments at which the caller may do something else. */
const slice = 200;

/** A long computation in slices: call `next` until it is done. */
export type Sliced<Value> = Generator<void, Value>;

/** Runs all slices one after the other. */
export function atOnce<Value>(steps: Sliced<Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Does something with each item, in slices. */
export function* each<Item>(items: Iterable<Item>, act: (item: Item) => void): Sliced<void> {
  let seen = 0;
  for (const item of items) {
    act(item);
    seen += 1;
    if (seen % slice === 0) yield;
  }
}

/** True when all items are like that, in slices. */
export function* all<Item>(items: Iterable<Item>, like: (item: Item) => boolean): Sliced<boolean> {
  let seen = 0;
  for (const item of items) {
    if (!like(item)) return false;
    seen += 1;
    if (seen % slice === 0) yield;
  }
  return true;
}
