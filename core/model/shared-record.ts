/**
 * The record of a document as it lies beside the document, where others may read and write it: colleagues, other machines. It has the form of
 * a stored record, and nothing that is about one person or one machine. Its revision orders nothing: each machine counts its own saves.
 */
import type { Sliced } from '../slices';
import type { Salvage } from '../store-file';
import { newDocumentRecord } from './document-record';
import { knowsInSlices, mergeInSlices, type Applied, type StoredRecord } from './merge-records';

/** A time that says nothing: when someone else opened a document is nobody's business. */
const never = '1970-01-01T00:00:00.000Z';

/** What of a record lies beside its document: the annotations, what was deleted, and the text they count in. `name` is the document's file name. */
export function sharedRecord(stored: StoredRecord, name: string): StoredRecord {
  return { ...stored, listed: false, record: { ...stored.record, path: name, readingPosition: 0, opened: never } };
}

/** True when `own` knows all that a record from elsewhere says of annotations. */
export function* knowsShared(own: StoredRecord, other: StoredRecord): Sliced<boolean> {
  return yield* knowsInSlices(own, { ...other, revision: 0 });
}

/** Makes what a record from elsewhere says of annotations part of this one. What is about the file stays as it is here. */
export function* mergeShared(own: StoredRecord, other: StoredRecord): Sliced<Applied> {
  if (yield* knowsShared(own, other)) return { stored: own, asGiven: true };
  const merged = yield* mergeInSlices(own, { ...other, revision: 0 });
  const { documentId, path, encoding, readingPosition, opened } = own.record;
  return { stored: { ...merged, listed: own.listed, record: { ...merged.record, documentId, path, encoding: encoding ?? other.record.encoding, readingPosition, opened } }, asGiven: false };
}

/** What a damaged record beside a document still says. */
export function salvagedRecord({ head, annotations, deleted }: Salvage, documentId: string, path: string): StoredRecord {
  const base = head ?? { record: newDocumentRecord(documentId, path, never), revision: 0, listed: false, lineage: new Map<string, readonly string[]>() };
  return { ...base, record: { ...base.record, annotations, deleted } };
}

/** How many annotations of a record from elsewhere are not in this one as they are there. `own` null: there is no record here. */
export function* countUnknown(own: StoredRecord | null, other: StoredRecord): Sliced<number> {
  if (!own) return other.record.annotations.length;
  const { stored } = yield* mergeShared(own, other);
  const here = new Map(own.record.annotations.map((annotation) => [annotation.id, annotation.revision]));
  return stored.record.annotations.filter(({ id, revision }) => here.get(id) !== revision).length;
}
