import type { Annotation } from '../model/annotation';
import { includesReply, mergeLists, same } from '../model/three-way';
import { atOnce, each, mapInSlices, type Sliced } from '../slices';
import { afterInSlices, isEmpty, merge, reverseInSlices, type Annotations, type Change, type Update } from './change';

/** A change that can be taken back. Changes of one group that follow one another are taken back together. */
interface Entry {
  readonly change: Change;
  readonly group: string | null;
}

/** A document's annotations with what was done to them. A value: each step answers with the next one. */
export interface Session {
  readonly annotations: Annotations;
  readonly undo: readonly Entry[];
  readonly redo: readonly Entry[];
  /** The revision that the deletion of an annotation counted as, for those deleted here. */
  readonly graves: ReadonlyMap<string, number>;
}

/** A step: the session after it, and the change to be saved. */
export interface Step {
  readonly session: Session;
  readonly change: Change;
}

/** How many changes can be taken back. Each holds its annotations, so an endless list would only grow. */
const longestHistory = 1_000;

/** A session in which nothing has been done yet. */
export function startSession(annotations: Iterable<Annotation>): Session {
  return { annotations: byId(annotations), undo: [], redo: [], graves: new Map() };
}

function byId(annotations: Iterable<Annotation>): Annotations {
  const map = new Map<string, Annotation>();
  for (const annotation of annotations) map.set(annotation.id, annotation);
  return map;
}

function* withChange(session: Session, change: Change): Sliced<Session> {
  const annotations = yield* afterInSlices(session.annotations, change);
  if (change.removed.length === 0) return { ...session, annotations };
  const graves = new Map<string, number>();
  yield* each(session.graves, ([id, revision]) => { graves.set(id, revision); });
  yield* each(change.removed, ({ id, revision }) => { graves.set(id, revision + 1); });
  return { ...session, annotations, graves };
}

/** True when a change begins where another one ended: nobody else did anything between them that taking both back as one would take back, too. */
function continues({ added, updated }: Change, next: Change): boolean {
  const left = new Map([...added, ...updated.map(({ after }) => after)].map((annotation) => [annotation.id, annotation]));
  return next.updated.every(({ before }) => same(left.get(before.id), before));
}

/** Makes a change. With a `group`, it joins the change before it when that was of the same group (typing in one comment, say). */
export function perform(session: Session, change: Change, group: string | null = null): Step {
  return atOnce(performInSlices(session, change, group));
}

/** `perform` for changes of any size. */
export function* performInSlices(session: Session, change: Change, group: string | null = null): Sliced<Step> {
  const last = session.undo.at(-1);
  const joins = group !== null && last?.group === group && session.redo.length === 0 && continues(last.change, change);
  const entry = joins ? { change: merge(last.change, change), group } : { change, group };
  const before = joins ? session.undo.slice(0, -1) : session.undo;
  const undone = isEmpty(entry.change) ? before : [...before, entry].slice(-longestHistory);
  return { session: { ...yield* withChange(session, change), undo: undone, redo: [] }, change };
}

/** What `after` is on the present version: that itself, when the present one is the one it was made from. */
function onPresent(present: Annotation, { before, after }: Update): Annotation {
  const revision = Math.max(after.revision, present.revision + 1);
  return present === before ? { ...after, revision } : { ...withDifference(present, before, after), revision };
}

/**
 * The present version with what differs between `before` and `after` as it is in `after`. What somebody else did to it since stays: a field that is not as it
 * was left is not touched, and of tags and replies only those go or come back that the change was about.
 */
function withDifference(present: Annotation, before: Annotation, after: Annotation): Annotation {
  const keys = Object.keys(after) as (keyof Annotation)[];
  const asLeft = keys.filter((key) => same(before[key], present[key]));
  return {
    ...present,
    tags: mergeLists(before.tags, present.tags, after.tags, (tag) => tag),
    replies: mergeLists(before.replies, present.replies, after.replies, (reply) => reply.id),
    ...Object.fromEntries(asLeft.map((key) => [key, after[key]])),
  };
}

/** True when somebody said something in `present` that is not in `known`. */
function saysMore(present: Annotation, known: Annotation): boolean {
  return !known.comment.includes(present.comment) || present.replies.some((reply) => !includesReply(known.replies, reply));
}

/** Fits a change to the present versions: annotations may have moved on since it was recorded, here or in another program. */
function* rebase(session: Session, change: Change): Sliced<Change> {
  const { annotations, graves } = session;
  const updated = yield* mapInSlices(change.updated, (update) => {
    const present = annotations.get(update.after.id);
    return present ? { before: present, after: onPresent(present, update) } : null;
  });
  // What was said to an annotation since it was made is not taken away with it.
  const removed = yield* mapInSlices(change.removed, (annotation) => {
    const present = annotations.get(annotation.id);
    return present && !saysMore(present, annotation) ? present : null;
  });
  const added = yield* mapInSlices(change.added, (annotation) => (
    annotations.has(annotation.id) ? null : { ...annotation, revision: Math.max(annotation.revision, (graves.get(annotation.id) ?? 0) + 1) }
  ));
  return { added, updated, removed };
}

/** Takes the last change back. Null when there is none. */
export function undo(session: Session): Step | null {
  return atOnce(undoInSlices(session));
}

/** `undo` for changes of any size. */
export function* undoInSlices(session: Session): Sliced<Step | null> {
  const entry = session.undo.at(-1);
  if (!entry) return null;
  const change = yield* rebase(session, yield* reverseInSlices(entry.change));
  const next = yield* withChange(session, change);
  return { session: { ...next, undo: session.undo.slice(0, -1), redo: [...session.redo, { change, group: entry.group }] }, change };
}

/** Makes the change again that was taken back last. Null when there is none. */
export function redo(session: Session): Step | null {
  return atOnce(redoInSlices(session));
}

/** `redo` for changes of any size. */
export function* redoInSlices(session: Session): Sliced<Step | null> {
  const entry = session.redo.at(-1);
  if (!entry) return null;
  const change = yield* rebase(session, yield* reverseInSlices(entry.change));
  const next = yield* withChange(session, change);
  return { session: { ...next, redo: session.redo.slice(0, -1), undo: [...session.undo, { change, group: entry.group }] }, change };
}

/** The session after another program changed the annotations. What was done here can still be taken back. */
export function withAnnotations(session: Session, annotations: Iterable<Annotation>): Session {
  return withAll(session, byId(annotations));
}

/** Like `withAnnotations`, with a map that nobody changes any more. */
export function withAll(session: Session, annotations: Annotations): Session {
  return { ...session, annotations };
}
