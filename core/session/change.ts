import type { Annotation } from '../model/annotation';
import { isRecord, parseAnnotation } from '../model/parse-annotation';
import { atOnce, each, mapInSlices, type Sliced } from '../slices';
import { Layered } from './layered';

/** One annotation as it was and as it is to be. Same id. */
export interface Update {
  readonly before: Annotation;
  readonly after: Annotation;
}

/** A change of a document's annotations, as a value: it can be applied, saved, told to others and reversed. */
export interface Change {
  readonly added: readonly Annotation[];
  readonly updated: readonly Update[];
  readonly removed: readonly Annotation[];
}

/** A document's annotations by id. */
export type Annotations = ReadonlyMap<string, Annotation>;

const nothing: Change = { added: [], updated: [], removed: [] };

/** The change that adds these annotations. */
export function adding(...added: Annotation[]): Change {
  return { ...nothing, added };
}

/** The change that replaces one annotation by its next version. */
export function updating(before: Annotation, after: Annotation): Change {
  return { ...nothing, updated: [{ before, after }] };
}

/** The change that removes these annotations. */
export function removing(...removed: Annotation[]): Change {
  return { ...nothing, removed };
}

/** True when the change does nothing. */
export function isEmpty(change: Change): boolean {
  return sizeOf(change) === 0;
}

/**
 * The change that takes this one back. What comes back carries a higher revision than what it replaces:
 * an undo is a later change, and must win over the undone version wherever the two meet.
 * A deletion counts as a revision of its own, so what comes back after one is two further on.
 */
export function reverse(change: Change): Change {
  return atOnce(reverseInSlices(change));
}

/** `reverse` for changes of any size. */
export function* reverseInSlices(change: Change): Sliced<Change> {
  const added = yield* mapInSlices(change.removed, (annotation) => ({ ...annotation, revision: annotation.revision + 2 }));
  const updated = yield* mapInSlices(change.updated, ({ before, after }) => ({ before: after, after: { ...before, revision: after.revision + 1 } }));
  return { added, updated, removed: change.added };
}

/** How many annotations some changes are about, each counted once. */
export function annotationsIn(changes: readonly Change[]): number {
  return new Set(changes.flatMap(({ added, updated, removed }) => [...added, ...updated.map(({ after }) => after), ...removed].map(({ id }) => id))).size;
}

/** How many annotations the change is about. */
export function sizeOf({ added, updated, removed }: Change): number {
  return added.length + updated.length + removed.length;
}

/** Two changes made one after the other, as one: what was added and then updated was added as updated, and so on. */
export function merge(first: Change, second: Change): Change {
  const added = new Map(first.added.map((annotation) => [annotation.id, annotation]));
  const updated = new Map(first.updated.map((update) => [update.after.id, update]));
  const removed = new Map(first.removed.map((annotation) => [annotation.id, annotation]));
  for (const annotation of second.added) {
    const gone = removed.get(annotation.id);
    if (gone && removed.delete(annotation.id)) updated.set(annotation.id, { before: gone, after: annotation });
    else added.set(annotation.id, annotation);
  }
  for (const { before, after } of second.updated) {
    if (added.has(after.id)) added.set(after.id, after);
    else updated.set(after.id, { before: updated.get(after.id)?.before ?? before, after });
  }
  for (const annotation of second.removed) {
    if (added.delete(annotation.id)) continue;
    removed.set(annotation.id, updated.get(annotation.id)?.before ?? annotation);
    updated.delete(annotation.id);
  }
  return { added: [...added.values()], updated: [...updated.values()], removed: [...removed.values()] };
}

/** So many annotations are copied for each change: it costs nothing. */
const fewEnough = 1_000;
/** So many changes lie on top of others at most, until all are put together. */
const mostOnTop = 500;

/** The annotations after the change. */
export function apply(annotations: Annotations, change: Change): Annotations {
  return atOnce(afterInSlices(annotations, change));
}

/** `apply` for changes of any size. A small one of very many annotations does not copy them. */
export function* afterInSlices(annotations: Annotations, change: Change): Sliced<Annotations> {
  const { added, updated, removed } = change;
  if (annotations.size > fewEnough && sizeOf(change) + Layered.height(annotations) <= mostOnTop) {
    const gone = removed.map(({ id }) => [id, null] as const);
    return Layered.on(annotations, [...gone, ...added.map((one) => [one.id, one] as const), ...updated.map(({ after }) => [after.id, after] as const)]);
  }
  const next = new Map<string, Annotation>();
  const put = (annotation: Annotation): void => { next.set(annotation.id, annotation); };
  yield* each(annotations.values(), put);
  yield* each(removed, ({ id }) => { next.delete(id); });
  yield* each(added, put);
  yield* each(updated, ({ after }) => { put(after); });
  return next;
}

function parseEach<Item>(value: unknown, parse: (item: unknown) => Item | null): Item[] | null {
  if (!Array.isArray(value)) return null;
  const items = (value as unknown[]).map(parse);
  return items.some((item) => item === null) ? null : (items as Item[]);
}

function parseUpdate(value: unknown): Update | null {
  if (!isRecord(value)) return null;
  const before = parseAnnotation(value['before']);
  const after = parseAnnotation(value['after']);
  return before && after && before.id === after.id ? { before, after } : null;
}

/** A change from outside, or null when it is none. */
export function parseChange(value: unknown): Change | null {
  if (!isRecord(value)) return null;
  const added = parseEach(value['added'], parseAnnotation);
  const updated = parseEach(value['updated'], parseUpdate);
  const removed = parseEach(value['removed'], parseAnnotation);
  return added && updated && removed ? { added, updated, removed } : null;
}
