import { basename, dirname, join } from 'node:path';
import type { CopiedFrom } from '../core/contract';
import type { Annotation } from '../core/model/annotation';
import type { DocumentRecord, FileFingerprint } from '../core/model/document-record';
import { success, type Result } from '../core/problem';
import { bringAnnotations, bringSameBytes, retire } from './bring-annotations';
import { changePlaces, findRound, shareRound } from './change-places';
import { findOriginal, type Original, type OriginalTools } from './find-original';
import { adoptDocument, identifyByContent, identifyDocument } from './identify-document';
import type { Library } from './storage/library';
import { leftItsPlace } from './whereabouts';

/** The record of a file that was read to its end. */
export interface Claimed {
  readonly record: DocumentRecord;
  /** Absent: its annotations are its own. */
  readonly copiedFrom?: CopiedFrom;
}

/** A document whose annotations a file gets, and what is to be said of it. */
interface Source extends Pick<CopiedFrom, 'edited' | 'gone'> {
  readonly record: DocumentRecord;
}

/**
 * Finds, or makes, the record that belongs to a file: its own, that of the same bytes under another name, or one with a copy of the annotations of the text which
 * it was edited from. Only the same bytes move a record. `known` is what was known of its path; null: nothing. `fresh` are the ids of annotations that
 * were made on the file before its end was reached.
 */
export async function claimRecord(tools: OriginalTools, path: string, known: DocumentRecord | null, file: FileFingerprint, fresh: ReadonlySet<string> = new Set()): Promise<Result<Claimed>> {
  const { library } = tools;
  // The record may have moved to another path since the file was opened.
  const own = known && known.path !== path ? await library.find(path) : known;
  if (own && library.isReadOnly(own.documentId)) return success({ record: own });
  if (own?.file) return own.file.sha256 === file.sha256 ? success({ record: own }) : receiveReplaced(tools, own, file, fresh);
  // Marked before the end of the file was reached, a record is new, and another may know the same bytes.
  const identity = own ? await identifyByContent(library, path, file) : await identifyDocument(library, path, file);
  if (identity.kind === 'new') {
    const original = await findOriginal(tools, path, file);
    if (original) return fromOriginal(library, path, own, original);
  }
  if (own && identity.kind !== 'new') {
    const forGood = identity.kind === 'renamed';
    // One that knew a text before may be about another one now: its own annotations name that, and so do those that come.
    const brought = own.text ? await bringAnnotations(library, identity.record, own, { forGood }) : await bringSameBytes(library, identity.record, own, forGood);
    if (identity.kind !== 'copy') return handedOver(library, brought, identity.record);
    return copied(brought, path, own, { record: identity.record, edited: false, gone: await leftItsPlace(identity.record) });
  }
  const adopted = own ? success(own) : await adoptDocument(library, path, identity);
  if (identity.kind !== 'copy') return adopted.ok ? success({ record: adopted.value }) : adopted;
  return copied(adopted, path, null, { record: identity.record, edited: false, gone: await leftItsPlace(identity.record) });
}

/** The record that has got all that another one with the same bytes had: that one is not asked any more. */
async function handedOver(library: Library, brought: Result<DocumentRecord>, { documentId }: DocumentRecord): Promise<Result<Claimed>> {
  if (!brought.ok) return brought;
  const retired = await retire(library, documentId);
  return retired.ok ? success({ record: brought.value }) : retired;
}

/** The record with word of where annotations came from that `own` did not have; where none came, there is nothing to say. */
function copied(brought: Result<DocumentRecord>, path: string, own: DocumentRecord | null, { record, edited, gone }: Source): Result<Claimed> {
  if (!brought.ok) return brought;
  const had = new Set(own?.annotations.map(({ id }) => id));
  const ids = brought.value.annotations.map(({ id }) => id).filter((id) => !had.has(id));
  if (ids.length === 0) return success({ record: brought.value });
  const name = basename(record.path);
  return success({ record: brought.value, copiedFrom: { name: name === basename(path) ? join(basename(dirname(record.path)), name) : name, edited, gone, ids } });
}

/**
 * Gives a record the annotations of another document whose bytes took the place of its own: it was renamed onto it, or copied over one that had none, or is not in its own
 * place either. Documents that changed places among themselves keep their records. What the record has stays, and each annotation says which text it counts in.
 */
async function receiveReplaced(tools: OriginalTools, own: DocumentRecord, file: FileFingerprint, fresh: ReadonlySet<string>): Promise<Result<Claimed>> {
  const { library } = tools;
  const other = await identifyByContent(library, own.path, file);
  const blank = own.annotations.length + own.deleted.length === 0;
  if (other.kind === 'new') {
    const original = blank ? await findOriginal(tools, own.path, file) : null;
    // One that is alike and still there says nothing of a file that was here before it.
    return original && (original.gone || original.sameText) ? fromOriginal(library, own.path, own, original) : success({ record: own });
  }
  if (other.kind !== 'copy') {
    const handed = await handedOver(library, await bringAnnotations(library, other.record, own, { forGood: true }), other.record);
    const deleted = new Set(own.deleted.map(({ id }) => id));
    // What was deleted here and is back is said.
    return handed.ok && other.record.annotations.some(({ id }) => deleted.has(id)) ? copied(success(handed.value.record), own.path, own, { record: other.record, edited: false, gone: true }) : handed;
  }
  const gone = await leftItsPlace(other.record);
  if (!blank && !gone) return success({ record: own });
  const round = gone ? await findRound(library, own, other.record) : null;
  const shared = round && fresh.size > 0 ? await shareRound(library, own, round, fresh) : null;
  if (shared?.ok === false) return shared;
  if (round && !shared) {
    const moved = await changePlaces(library, own, round);
    return moved.ok ? success({ record: moved.value }) : moved;
  }
  // Those that it had before, and not what it was just given of another one.
  const ids = gone ? await leaving(tools, other.record) : idsOf(other.record.annotations);
  return copied(await bringAnnotations(library, other.record, own, { forGood: false, ids }), own.path, own, { record: other.record, edited: false, gone });
}

/** Ids of the annotations that go where a document's bytes went: all but those that count in the text which is in its place now. */
async function leaving({ run, snapshots }: OriginalTools, { path, annotations }: DocumentRecord): Promise<ReadonlySet<string>> {
  if (annotations.every(({ target }) => target.textDigest === undefined)) return idsOf(annotations);
  const there = await run('likeness', { path, encoding: null, snapshots, digests: [] });
  return idsOf(there.ok ? annotations.filter(({ target }) => target.textDigest !== there.value.digest) : annotations);
}

function idsOf(annotations: readonly Annotation[]): ReadonlySet<string> {
  return new Set(annotations.map(({ id }) => id));
}

/** A file whose text is another document's, or was edited from it, gets a record of its own with a copy of the annotations; the other one keeps all it has. They are brought to their places afterwards. */
async function fromOriginal(library: Library, path: string, own: DocumentRecord | null, { record, gone, sameText, ids }: Original): Promise<Result<Claimed>> {
  const to = own ? success(own) : await library.create(path);
  if (!to.ok) return to;
  const brought = await bringAnnotations(library, record, to.value, { forGood: false, ...(ids ? { ids } : {}) });
  return copied(brought, path, own, { record, edited: !sameText, gone });
}
