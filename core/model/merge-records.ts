import { byPosition, unknownText, type Annotation } from './annotation';
import type { DocumentRecord, Tombstone } from './document-record';
import { includesReply, mergeLists, same } from './three-way';
import { inText as withDigest, isSameTarget, isSameText } from './which-text';
import type { Change, Update } from '../session/change';
import { all, atOnce, each, type Sliced } from '../slices';

/**
 * Two copies of one document's record, brought together without losing anything.
 *
 * Each annotation keeps, beside its newest version, the marks of all versions that this one replaced (its lineage).
 * So a copy that is merely older can be told from one that was changed apart, whatever the clocks and counters say:
 * - a version whose mark is in the lineage was replaced or deleted by someone who had seen it: it goes;
 * - two versions that do not know of each other: the higher revision keeps the id (the content decides a tie), the other one
 *   becomes an annotation of its own, with an id computed from what it says, unless both say the same;
 * - an edit that a deletion had not seen outlives the deletion.
 * The result does not depend on the order, and merging the same copy again changes nothing.
 */
export type Lineage = ReadonlyMap<string, readonly string[]>;

/** A document's record with what storage alone needs. */
export interface StoredRecord {
  readonly record: DocumentRecord;
  /** Counts the saves; orders two copies of the file. */
  readonly revision: number;
  /** False once the person took it off the recent list. */
  readonly listed: boolean;
  /** By annotation id: marks of the versions that were replaced or deleted, sorted. */
  readonly lineage: Lineage;
}

/** What came of a change. */
export interface Applied {
  readonly stored: StoredRecord;
  /** False when the record now holds something that whoever made the change cannot know of. */
  readonly asGiven: boolean;
}

const primes = [0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x165667b1] as const;

/** 128 bits that differ when the text does, for all that chance can do; no protection against intent. Multiply and fold, as MurmurHash does. */
function hash(text: string): string {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x7f4a7c15];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, primes[0]);
    b = Math.imul(b ^ unit ^ (a >>> 15), primes[1]);
    c = Math.imul(c ^ unit ^ (b >>> 13), primes[2]);
    d = Math.imul(d ^ unit ^ (c >>> 16), primes[3]);
    a ^= d >>> 14;
  }
  for (let round = 0; round < 4; round += 1) {
    a = Math.imul(a ^ (d >>> 15), primes[1]);
    b = Math.imul(b ^ (a >>> 13), primes[2]);
    c = Math.imul(c ^ (b >>> 16), primes[3]);
    d = Math.imul(d ^ (c >>> 14), primes[0]);
  }
  return [a, b, c, d].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The digest of the text a position counts in says nothing about the annotation itself, so it is left out. */
function contentOf(annotation: Annotation): string {
  const { id, revision, created, modified, creator, target, style, color, comment, tags, resolved, replies } = annotation;
  const { position, quote } = target;
  return JSON.stringify([
    id, revision, created, modified, creator, position.start, position.end, quote.exact, quote.prefix, quote.suffix,
    style, color, comment, tags, resolved, replies.map((reply) => [reply.id, reply.creator, reply.created, reply.modified, reply.comment]),
  ]);
}

/** The mark of one version of an annotation: 16 hex digits. */
export function versionOf(annotation: Annotation): string {
  return hash(contentOf(annotation)).slice(0, 16);
}

/** What a person said and did; not where the passage was found, nor when. */
function sayingOf({ id, creator, target, style, color, comment, tags, resolved, replies }: Annotation): string {
  return JSON.stringify([id, creator, target.quote.exact, style, color, comment, tags, resolved, replies.map((reply) => [reply.id, reply.comment])]);
}

/** The id under which an overwritten version is kept: always the same for what says the same, so that it is kept once. */
export function copyIdOf(annotation: Annotation): string {
  const digits = hash(sayingOf(annotation));
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
}

/** True for ids that `copyIdOf` gave: version 8 of UUIDs is for computed ones. */
function isCopyId(id: string): boolean {
  return id[14] === '8';
}

/** Which of two versions keeps the id: the one that was changed more often; never a clock's choice. */
function inOrder(a: Annotation, b: Annotation): readonly [kept: Annotation, lost: Annotation] {
  const wins = a.revision === b.revision ? contentOf(a) >= contentOf(b) : a.revision > b.revision;
  return wins ? [a, b] : [b, a];
}

/** True when nothing that a person said or did in `lost` is missing from `kept`. */
export function contains(kept: Annotation, lost: Annotation): boolean {
  return kept.style === lost.style && kept.color === lost.color
    && kept.target.quote.exact === lost.target.quote.exact
    && kept.comment.includes(lost.comment)
    && lost.tags.every((tag) => kept.tags.includes(tag))
    && lost.replies.every((reply) => includesReply(kept.replies, reply));
}

function supersede(draft: Draft, id: string, ...versions: string[]): void {
  draft.superseded.set(id, [...new Set([...supersededOf(draft, id), ...versions])].sort());
}

function supersededOf(draft: Draft, id: string): readonly string[] {
  return draft.superseded.get(id) ?? draft.lineage.get(id) ?? [];
}

/** The lineage with what the draft added. Made once: it is as long as the document has annotations that were ever changed. */
function* lineageOf({ lineage, superseded }: Draft): Sliced<Lineage> {
  if (superseded.size === 0) return lineage;
  const next = new Map<string, readonly string[]>();
  for (const part of [lineage, superseded]) yield* each(part, ([id, versions]) => { next.set(id, versions); });
  return next;
}

/**
 * The change of an annotation that someone else changed meanwhile: each field is taken from the side that changed it;
 * where both did, the change wins.
 */
function reconcile({ before, after }: Update, disk: Annotation): Annotation {
  const pick = <Field extends keyof Annotation>(field: Field): Annotation[Field] => (same(before[field], after[field]) ? disk[field] : after[field]);
  return {
    ...after,
    revision: Math.max(after.revision, disk.revision + 1),
    creator: pick('creator'), target: pick('target'), style: pick('style'), color: pick('color'), comment: pick('comment'), resolved: pick('resolved'),
    tags: mergeLists(before.tags, after.tags, disk.tags, (tag) => tag),
    replies: mergeLists(before.replies, after.replies, disk.replies, (reply) => reply.id),
  };
}

/** True when what came from the disk is a version that is known here: by its count and time, and what two programs could have changed at one moment. Cheap, for very many. */
function isVersion(there: Annotation, version: Annotation): boolean {
  return there.revision === version.revision && there.modified === version.modified && there.comment === version.comment && there.color === version.color
    && there.style === version.style && there.resolved === version.resolved && same(there.tags, version.tags) && same(there.replies, version.replies);
}

/** One update over what came from the disk. Most are there already, or are about what is there: only the others are compared field by field. */
function over(update: Update, there: Annotation): Annotation {
  const { before, after } = update;
  if (isVersion(there, after)) return there;
  if (isVersion(there, before)) return isSameTarget(before.target, after.target) ? { ...after, target: there.target } : after;
  const merged = reconcile(update, there);
  return same({ ...merged, revision: there.revision, modified: there.modified }, there) ? there : merged;
}

/** Lays a change that is on its way to the disk over annotations that came from there, in the map itself: each as it will be when the change is there, as far as it is not already. */
export function layOver(annotations: Map<string, Annotation>, change: Change): void {
  atOnce(layOverInSlices(annotations, change));
}

/** `layOver` for changes of any size. */
export function* layOverInSlices(annotations: Map<string, Annotation>, { added, updated, removed }: Change): Sliced<void> {
  yield* each(removed, ({ id }) => { annotations.delete(id); });
  yield* each(added, (annotation) => { if (!annotations.has(annotation.id)) annotations.set(annotation.id, annotation); });
  yield* each(updated, (update) => {
    const there = annotations.get(update.after.id);
    annotations.set(update.after.id, there ? over(update, there) : update.after);
  });
}

/** A record being changed. */
interface Draft {
  readonly live: Map<string, Annotation>;
  readonly dead: Map<string, Tombstone>;
  /** As it was before. */
  readonly lineage: Lineage;
  /** The entries of the lineage that are others now. */
  readonly superseded: Map<string, readonly string[]>;
  asGiven: boolean;
}

/** True when `merged` lacks something that `disk` had changed of `before`. */
function dropsChange(before: Annotation, disk: Annotation, merged: Annotation): boolean {
  const dropped = (was: unknown, theirs: unknown, now: unknown): boolean => !same(was, theirs) && !same(theirs, now);
  return dropped(before.style, disk.style, merged.style)
    || dropped(before.color, disk.color, merged.color)
    || dropped(before.target.quote.exact, disk.target.quote.exact, merged.target.quote.exact)
    || (!merged.comment.includes(disk.comment) && !before.comment.includes(disk.comment))
    || disk.tags.some((tag) => !before.tags.includes(tag) && !merged.tags.includes(tag))
    || disk.replies.some((reply) => !includesReply(before.replies, reply) && !includesReply(merged.replies, reply));
}

/** Keeps what a change overwrote as an annotation of its own. */
function keepCopy(draft: Draft, lost: Annotation): void {
  const id = copyIdOf(lost);
  if (!draft.live.has(id) && !draft.dead.has(id)) draft.live.set(id, { ...lost, id });
}

function put(draft: Draft, annotation: Annotation, replaced: Annotation | undefined): void {
  const tombstone = draft.dead.get(annotation.id);
  const floor = Math.max(replaced?.revision ?? 0, tombstone?.revision ?? 0);
  if (replaced) supersede(draft, annotation.id, versionOf(replaced));
  const used = supersededOf(draft, annotation.id).includes(versionOf(annotation));
  draft.dead.delete(annotation.id);
  draft.live.set(annotation.id, annotation.revision <= floor || used ? { ...annotation, revision: Math.max(floor, annotation.revision) + 1 } : annotation);
}

function applyUpdate(draft: Draft, update: Update): void {
  const disk = draft.live.get(update.after.id);
  if (disk && versionOf(disk) === versionOf(update.after)) return;
  if (!disk || versionOf(disk) === versionOf(update.before)) {
    put(draft, update.after, disk);
    return;
  }
  const merged = reconcile(update, disk);
  draft.asGiven = false;
  put(draft, merged, disk);
  if (dropsChange(update.before, disk, merged)) keepCopy(draft, disk);
}

function applyAddition(draft: Draft, annotation: Annotation): void {
  const disk = draft.live.get(annotation.id);
  if (disk && versionOf(disk) === versionOf(annotation)) return;
  put(draft, annotation, disk);
  if (!disk || contains(annotation, disk)) return;
  draft.asGiven = false;
  keepCopy(draft, disk);
}

function applyRemoval(draft: Draft, annotation: Annotation): void {
  const { id } = annotation;
  const disk = draft.live.get(id);
  if (!disk && draft.dead.has(id)) return;
  if (disk && !contains(annotation, disk)) {
    draft.asGiven = false;
    return;
  }
  draft.live.delete(id);
  draft.dead.set(id, { id, revision: Math.max(annotation.revision, disk?.revision ?? 0) + 1 });
  supersede(draft, id, versionOf(annotation), ...(disk ? [versionOf(disk)] : []));
}

function* byId<Item extends { readonly id: string }>(items: readonly Item[]): Sliced<Map<string, Item>> {
  const map = new Map<string, Item>();
  yield* each(items, (item) => { map.set(item.id, item); });
  return map;
}

function* draftOf({ record, lineage }: StoredRecord): Sliced<Draft> {
  return {
    live: yield* byId(record.annotations),
    dead: yield* byId(record.deleted),
    lineage,
    superseded: new Map(),
    asGiven: true,
  };
}

/**
 * The record after a change that may have been made on an older state of it. A change that is there already changes nothing
 * (so it may be tried again). Where the record has moved on, fields are merged; what the change would overwrite is kept as an
 * annotation of its own; an annotation that was edited since stays when its older version is removed.
 */
export function applyChange(stored: StoredRecord, change: Change): Applied {
  return atOnce(applyInSlices(stored, change));
}

/** `applyChange` for changes of any size. */
export function* applyInSlices(stored: StoredRecord, change: Change): Sliced<Applied> {
  const draft = yield* draftOf(stored);
  yield* each(change.removed, (annotation) => { applyRemoval(draft, annotation); });
  yield* each(change.added, (annotation) => { applyAddition(draft, annotation); });
  yield* each(change.updated, (update) => { applyUpdate(draft, update); });
  const record = { ...stored.record, annotations: [...draft.live.values()], deleted: [...draft.dead.values()] };
  yield;
  return { stored: { ...stored, record, lineage: yield* lineageOf(draft) }, asGiven: draft.asGiven };
}

function headOf({ record, listed }: StoredRecord): string {
  return JSON.stringify([record.path, record.file, record.text, record.encoding, record.readingPosition, record.opened, listed]);
}

/** The file and the text that a merged record is about: both from one side, or they would speak of two texts. A text that only the other side knows is that of the same bytes. */
function subjectOf(newer: DocumentRecord, older: DocumentRecord): Pick<DocumentRecord, 'file' | 'text'> {
  const [first, second] = newer.file || (newer.text && !older.file) ? [newer, older] : [older, newer];
  const sameFile = first.file !== null && first.file.sha256 === second.file?.sha256;
  return { file: first.file, text: first.text ?? (sameFile ? second.text : null) };
}

/** Marks an annotation from a record about another text as counting in that text. */
function inText(annotation: Annotation, own: DocumentRecord, merged: DocumentRecord): Annotation {
  return isSameText(own, merged) ? annotation : { ...annotation, target: withDigest(annotation.target, own.text?.digest ?? unknownText) };
}

function* uniteLineages(a: Lineage, b: Lineage): Sliced<Lineage> {
  const united = new Map<string, readonly string[]>();
  yield* each(a, ([id, versions]) => { united.set(id, versions); });
  yield* each(b, ([id, versions]) => { united.set(id, [...new Set([...(united.get(id) ?? []), ...versions])].sort()); });
  return united;
}

function uniteTombstones(a: readonly Tombstone[], b: readonly Tombstone[]): Map<string, Tombstone> {
  const united = new Map<string, Tombstone>();
  for (const tombstone of [...a, ...b]) {
    if ((united.get(tombstone.id)?.revision ?? 0) <= tombstone.revision) united.set(tombstone.id, tombstone);
  }
  return united;
}

function isSuperseded(draft: Draft, annotation: Annotation): boolean {
  const superseded = supersededOf(draft, annotation.id);
  return superseded.length > 0 && superseded.includes(versionOf(annotation));
}

/** True for a version that someone replaced or deleted knowingly. Without a lineage (a damaged file) the tombstone's count decides. */
function isGone(draft: Draft, annotation: Annotation): boolean {
  const tombstone = draft.dead.get(annotation.id);
  return isSuperseded(draft, annotation)
    || (supersededOf(draft, annotation.id).length === 0 && tombstone !== undefined && tombstone.revision > annotation.revision);
}

/** Puts one annotation of one side in its place among what is there of both. */
function settle(draft: Draft, annotation: Annotation): void {
  const { id } = annotation;
  const other = draft.live.get(id);
  if (isGone(draft, annotation)) {
    const revision = Math.max(annotation.revision + 1, draft.dead.get(id)?.revision ?? 0);
    draft.dead.set(id, { id, revision });
    return;
  }
  if (!other || contentOf(other) === contentOf(annotation)) {
    draft.live.set(id, other ?? annotation);
    return;
  }
  const [kept, lost] = inOrder(annotation, other);
  const alike = sayingOf(kept) === sayingOf(lost);
  draft.live.set(id, kept);
  // Copies of one saying are the same copy, wherever they were made.
  if (alike && isCopyId(id)) return;
  supersede(draft, id, versionOf(lost));
  const copy = { ...lost, id: copyIdOf(lost) };
  if (!alike && !isGone(draft, copy)) draft.live.set(copy.id, inOrder(copy, draft.live.get(copy.id) ?? copy)[0]);
}

/** Takes away copies of what the original says (again). */
function* dropRepeated(live: Map<string, Annotation>): Sliced<void> {
  if (![...live.keys()].some(isCopyId)) return;
  yield* each([...live.values()], (annotation) => {
    const id = copyIdOf(annotation);
    const copy = live.get(id);
    if (copy && sayingOf({ ...copy, id: annotation.id }) === sayingOf(annotation)) live.delete(id);
  });
}

/** Both records as one, by the rules above. What is about the file comes from the copy that was saved more often. */
export function mergeRecords(a: StoredRecord, b: StoredRecord): StoredRecord {
  return atOnce(mergeInSlices(a, b));
}

/** `mergeRecords` for records of any size. */
export function* mergeInSlices(a: StoredRecord, b: StoredRecord): Sliced<StoredRecord> {
  const aIsNewer = a.revision === b.revision ? headOf(a) >= headOf(b) : a.revision > b.revision;
  const [newer, older] = aIsNewer ? [a, b] : [b, a];
  const head: DocumentRecord = { ...newer.record, ...subjectOf(newer.record, older.record) };
  const draft: Draft = {
    live: new Map(), dead: uniteTombstones(a.record.deleted, b.record.deleted), lineage: yield* uniteLineages(a.lineage, b.lineage), superseded: new Map(), asGiven: true,
  };
  for (const side of [newer, older]) yield* each(side.record.annotations, (annotation) => { settle(draft, inText(annotation, side.record, head)); });
  yield* dropRepeated(draft.live);
  for (const id of draft.live.keys()) draft.dead.delete(id);
  yield;
  return {
    record: { ...head, annotations: [...draft.live.values()].sort(byPosition), deleted: [...draft.dead.values()].sort((x, y) => (x.id < y.id ? -1 : 1)) },
    revision: Math.max(a.revision, b.revision), listed: newer.listed, lineage: yield* lineageOf(draft),
  };
}

/** True when `newer` knows all that `older` says: merging them would give `newer`. */
export function knows(newer: StoredRecord, older: StoredRecord): boolean {
  return atOnce(knowsInSlices(newer, older));
}

/** `knows` for records of any size. */
export function* knowsInSlices(newer: StoredRecord, older: StoredRecord): Sliced<boolean> {
  if (newer.revision < older.revision) return false;
  const live = yield* byId(newer.record.annotations);
  const gone = new Set(newer.record.deleted.map((tombstone) => tombstone.id));
  yield;
  const superseded = (annotation: Annotation): boolean => (newer.lineage.get(annotation.id) ?? []).includes(versionOf(annotation));
  return (yield* all(older.record.deleted, ({ id }) => gone.has(id) || live.has(id)))
    && (yield* all(older.lineage, ([id, versions]) => versions.every((version) => newer.lineage.get(id)?.includes(version))))
    && (yield* all(older.record.annotations, (annotation) => {
      const present = live.get(annotation.id);
      return (present !== undefined && contentOf(present) === contentOf(annotation)) || superseded(annotation);
    }));
}
