import type { Settled } from '../core/contract';
import { unknownText, type Annotation, type Target } from '../core/model/annotation';
import type { DocumentRecord, FileFingerprint, TextFingerprint } from '../core/model/document-record';
import { inPresentText, inText, isSameTarget, isSameText } from '../core/model/which-text';
import { failure, success, type Problem, type Result } from '../core/problem';
import { each, mapInSlices, type Sliced } from '../core/slices';
import type { Basis, PlacedDocument } from './document-job';
import type { Amendment, Library } from './storage/library';
import { inTurns } from './storage/read-store';
import type { WindowText } from './window-text';

/** A record that is to become one about the file as a window read it. */
export interface ToSettle {
  readonly library: Library;
  readonly file: FileFingerprint;
  /** What was marked on it before it was known. */
  readonly text: WindowText;
  /** True: each place is looked for anew that is not exactly what its annotation says. */
  readonly doubted: boolean;
  /** Reads the file whole and places the record's annotations in it. */
  place(record: DocumentRecord): Promise<Result<PlacedDocument>>;
  path: Basis['path'];
  now(): string;
  onProblem(problem: Problem): void;
}

/** A record whose targets without a digest count in the file. */
export interface SettledRecord extends Pick<Settled, 'placements' | 'textChanged'> {
  readonly record: DocumentRecord;
}

/** Where annotations stand, before that is written down. */
interface Places extends Pick<Settled, 'placements' | 'textChanged'> {
  /** The targets that are others now, by annotation id. */
  readonly targets: ReadonlyMap<string, Target>;
  /** Null: not known by this. */
  readonly text: TextFingerprint | null;
}

/** How often places are looked for when other programs keep changing the record meanwhile. After that, what came last waits for the next opening, by the name of its text. */
const mostAttempts = 5;

/**
 * Finds the places of a record's annotations in its file and writes them down together with the file that they count in, in one step: no crash, and no other
 * program, can come in between.
 */
export async function settleRecord(settling: ToSettle, found: DocumentRecord): Promise<Result<SettledRecord>> {
  let record = found;
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const places = await placesOf(settling, record);
    if (!places.ok) return places;
    const written = await writeDown(settling, record, places.value, attempt === mostAttempts);
    if (!written.ok) return written;
    const { placements, textChanged } = places.value;
    if (written.value.done) return success({ record: written.value.record, placements, textChanged });
    record = written.value.record;
  }
  return failure({ kind: 'store-locked', path: settling.path });
}

async function placesOf(settling: ToSettle, record: DocumentRecord): Promise<Result<Places>> {
  const { file, text, doubted } = settling;
  const sameBytes = record.file?.sha256 === file.sha256;
  const fresh = record.annotations.filter((annotation) => text.isFresh(annotation));
  const isOld = (annotation: Annotation): boolean => annotation.target.textDigest !== undefined || !sameBytes;
  const old = record.annotations.some((annotation) => isOld(annotation) && !text.isFresh(annotation));
  if (!old && !doubted) {
    const waiting = fresh.filter(({ target }) => target.textDigest !== undefined);
    return success({ targets: new Map(waiting.map(({ id, target }) => [id, inPresentText(target)])), text: null, placements: {}, textChanged: false });
  }
  const placed = await settling.place(record);
  if (!placed.ok) return placed;
  if (placed.value.file.sha256 !== file.sha256) return failure({ kind: 'changed-while-reading', path: settling.path });
  const { updates, placements, textChanged } = placed.value;
  return success({ targets: new Map(updates.map(({ after }) => [after.id, after.target])), text: placed.value.text, placements, textChanged });
}

/** `done` false: the record is another one by now, and nothing was written. */
async function writeDown(settling: ToSettle, record: DocumentRecord, places: Places, last: boolean): Promise<Result<{ readonly record: DocumentRecord; readonly done: boolean }>> {
  const { library, file } = settling;
  const { documentId } = record;
  let done = false;
  function* settle(newest: DocumentRecord): Sliced<Amendment | null> {
    const others = newest === record ? new Map<string, Target>() : yield* changedTargets(newest, record);
    done = others !== null && (others.size === 0 || last);
    return done && others ? yield* inPlaces(newest, settling, { ...places, targets: new Map([...places.targets, ...others]) }) : null;
  }
  if (!library.isReadOnly(documentId)) {
    const saved = await library.amend(documentId, settle);
    if (saved.ok) return success({ record: saved.value, done });
    if (places.targets.size > 0) return saved;
    settling.onProblem(saved.problem);
  }
  // Nothing can be written: the places hold as long as the window is open.
  const { change, fields } = await inTurns(inPlaces(record, settling, places));
  const after = new Map(change.updated.map((update) => [update.after.id, update.after]));
  return success({ record: { ...record, file, text: fields.text, annotations: record.annotations.map((annotation) => after.get(annotation.id) ?? annotation) }, done: true });
}

/** What is to be written so that the record tells of the file, and of the places in it. */
function* inPlaces(record: DocumentRecord, { file, now }: ToSettle, { targets, text }: Places) {
  const updated = targets.size === 0 ? [] : yield* mapInSlices(record.annotations, (before) => {
    const target = targets.get(before.id);
    // The revision counts on, the time does not: nobody changed the annotation.
    return target ? { before, after: { ...before, target, revision: before.revision + 1 } } : null;
  });
  const known = record.file?.sha256 === file.sha256 ? record.text : null;
  return { change: { added: [], updated, removed: [] }, fields: { file, text: text ?? known, opened: now() } };
}

/**
 * The targets of the newer record that are others than when places were looked for, by annotation id, each naming the text it counts in. Null: they all count in
 * another text now.
 */
function* changedTargets(newest: DocumentRecord, record: DocumentRecord): Sliced<ReadonlyMap<string, Target> | null> {
  if ((newest.file === null) !== (record.file === null) || !isSameText(newest, record)) return null;
  const known = new Map<string, Target>();
  for (const { id, target } of record.annotations) known.set(id, target);
  yield;
  const changed = new Map<string, Target>();
  yield* each(newest.annotations, ({ id, target }) => {
    const before = known.get(id);
    if (!before || !isSameTarget(before, target)) changed.set(id, inText(target, newest.text?.digest ?? unknownText));
  });
  return changed;
}
