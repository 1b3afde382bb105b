/**
 * The annotations of one document brought into another one's record: a copy's and its original's, or two that became one file. Unlike two copies
 * of one record, both went their own ways on purpose. So what either of them has stays; a version that was changed knowingly gives way to what
 * it became; and a deletion counts in the document alone in which it was made.
 */
import { each, type Sliced } from '../slices';
import type { Annotation, Target } from './annotation';
import { copyIdOf, versionOf, type Applied, type Lineage, type StoredRecord } from './merge-records';
import { mergeShared } from './shared-record';

/** How the annotations come. */
export interface Joining {
  /** Digest of the text that their targets count in, where they do not say so themselves; null: it is the text of the record they come to. */
  readonly textDigest: string | null;
  /** True: the record they come from will not be asked any more, so that what was deleted here of it comes back. */
  readonly forGood: boolean;
  /** Ids of those that come. Absent: all. */
  readonly ids?: ReadonlySet<string>;
}

/** The step that brings the annotations of `other` into `own`. What is about the file stays as it is in `own`. */
export function* joinRecords(own: StoredRecord, other: StoredRecord, joining: Joining): Sliced<Applied> {
  const guest = yield* asGuest(own, other, joining);
  const { stored } = yield* mergeShared(own, guest);
  return { stored, asGiven: true };
}

function* asGuest(own: StoredRecord, other: StoredRecord, { textDigest, forGood, ids }: Joining): Sliced<StoredRecord> {
  const here = new Map(own.record.annotations.map((annotation) => [annotation.id, annotation]));
  const dead = new Map(forGood ? own.record.deleted.map(({ id, revision }) => [id, revision]) : []);
  const annotations: Annotation[] = [];
  const lineage = new Map<string, readonly string[]>();
  yield* each(other.record.annotations, (given) => {
    const { id } = given;
    if (ids && !ids.has(id)) return;
    const deletedAt = dead.get(id);
    const target: Target = textDigest === null ? given.target : { textDigest, ...given.target };
    const annotation = { ...given, target, revision: deletedAt === undefined ? given.revision : Math.max(given.revision, deletedAt) + 1 };
    annotations.push(annotation);
    const versions = [...other.lineage.get(id) ?? [], ...outdated(here.get(id), annotation, own.lineage, other.lineage)];
    if (versions.length > 0) lineage.set(id, [...new Set(versions)].sort());
  });
  return { ...other, lineage, record: { ...other.record, file: null, text: null, encoding: null, annotations, deleted: [] } };
}

/** The mark of the one of two versions that the other one was made from by a person, although it was carried to another text since. */
function outdated(ours: Annotation | undefined, theirs: Annotation, lineage: Lineage, theirLineage: Lineage): string[] {
  if (!ours || copyIdOf(ours) === copyIdOf(theirs)) return [];
  if (cameFrom(ours, theirs, lineage)) return [versionOf(theirs)];
  return cameFrom(theirs, ours, theirLineage) ? [versionOf(ours)] : [];
}

/** So many times may a version have been carried on since, at most: a count from outside can be any number. */
const mostCarried = 1_000;

/** True when `later` replaced a version that said what `earlier` says. Carrying counts the revision on and changes the target, nothing else. */
function cameFrom(later: Annotation, earlier: Annotation, lineage: Lineage): boolean {
  const replaced = lineage.get(later.id) ?? [];
  for (let revision = earlier.revision; revision > Math.max(0, earlier.revision - mostCarried) && replaced.length > 0; revision -= 1) {
    if (replaced.includes(versionOf({ ...earlier, target: later.target, revision }))) return true;
  }
  return false;
}

/** True for a record whose annotations another one has got for good: nothing leads to it any more, and all it says is said there. */
export function isRetired({ record: { file, text }, listed }: StoredRecord): boolean {
  return !listed && file === null && text !== null;
}
