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

/** What is made of each item, in slices; null leaves one out. */
export function* mapInSlices<Item, Made extends object>(items: Iterable<Item>, make: (item: Item) => Made | null): Sliced<Made[]> {
  const all: Made[] = [];
  yield* each(items, (item) => {
    const made = make(item);
    if (made !== null) all.push(made);
  });
  return all;
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

/** Items that are put in order between two such moments: each costs less than one that is looked at. */
const sortedSlice = 2_000;

/** The items in the order of `compare`, in slices. Equal ones stay in the order they have. */
export function* sortInSlices<Item>(items: readonly Item[], compare: (a: Item, b: Item) => number): Sliced<readonly Item[]> {
  let runs: (readonly Item[])[] = [];
  for (let from = 0; from < items.length; from += sortedSlice) {
    runs.push(items.slice(from, from + sortedSlice).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: (readonly Item[])[] = [];
    for (let at = 0; at < runs.length; at += 2) longer.push(yield* mergeInOrder(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

/** Two lists that are in order as one, in slices. */
export function* mergeInOrder<Item>(one: readonly Item[], other: readonly Item[], compare: (a: Item, b: Item) => number): Sliced<readonly Item[]> {
  if (one.length === 0) return other;
  if (other.length === 0) return one;
  const merged: Item[] = [];
  for (let [left, right] = [0, 0]; left < one.length || right < other.length; ) {
    const [a, b] = [one[left], other[right]];
    if (a !== undefined && (b === undefined || compare(a, b) <= 0)) {
      merged.push(a);
      left += 1;
    } else if (b !== undefined) {
      merged.push(b);
      right += 1;
    }
    if (merged.length % sortedSlice === 0) yield;
  }
  return merged;
}
