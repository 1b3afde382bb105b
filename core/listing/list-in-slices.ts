import type { Annotation } from '../model/annotation';
import { mergeInOrder, sortInSlices, type Sliced } from '../slices';
import { comparing, listed, matcher, type ListQuery, type Listed } from './query';

/** What a list was made of, and the list. */
export interface Listing {
  readonly annotations: ReadonlyMap<string, Annotation>;
  readonly query: ListQuery;
  /** Where an annotation begins; another function means that places have changed. */
  readonly place: (annotation: Annotation) => number;
  readonly entries: readonly Listed[];
}

/** Entries handled between two moments at which the caller may do something else. */
const slice = 2_000;

/**
 * Lists the annotations that a query asks for, in its order. In slices: call `next` until it is done. With the listing before
 * it, only what changed since is matched and put into its place.
 */
export function* listInSlices(next: Omit<Listing, 'entries'>, before: Listing | null): Sliced<Listing> {
  const known = before?.query === next.query && before.place === next.place ? before : null;
  const matches = matcher(next.query);
  const fresh: Listed[] = [];
  let seen = 0;
  for (const [id, annotation] of next.annotations) {
    if (known?.annotations.get(id) !== annotation && matches(annotation)) fresh.push(listed(annotation, next.place(annotation), next.query.order));
    seen += 1;
    if (seen % slice === 0) yield;
  }
  const compare = comparing(next.query.order);
  const sorted = yield* sortInSlices(fresh, compare);
  const kept: Listed[] = [];
  for (const entry of known?.entries ?? []) {
    if (next.annotations.get(entry.annotation.id) === entry.annotation) kept.push(entry);
    seen += 1;
    if (seen % slice === 0) yield;
  }
  return { ...next, entries: yield* mergeInOrder(kept, sorted, compare) };
}
