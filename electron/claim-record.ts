import { basename } from 'node:path';
import type { CopiedFrom } from '../core/contract';
import type { DocumentRecord, FileFingerprint } from '../core/model/document-record';
import { success, type Result } from '../core/problem';
import { fingerprintFile } from './files';
import { findOriginal, type Original, type OriginalTools } from './find-original';
import { adoptDocument, copyAnnotations, identifyByContent, identifyDocument, joinAnnotations, type Identity } from './identify-document';
import type { Library } from './storage/library';

/** The record of a file that was read to its end. */
export interface Claimed {
  readonly record: DocumentRecord;
  /** Absent: its annotations are its own. */
  readonly copiedFrom?: CopiedFrom;
}

/**
 * Finds, or makes, the record that belongs to a file: its own, that of the same bytes under another name, or that of the text which it was edited from. `own` is what is known of
 * its path; null: nothing.
 */
export async function claimRecord(tools: OriginalTools, path: string, own: DocumentRecord | null, file: FileFingerprint): Promise<Result<Claimed>> {
  const { library } = tools;
  if (own && library.isReadOnly(own.documentId)) return success({ record: own });
  if (own?.file) return own.file.sha256 === file.sha256 ? success({ record: own }) : receiveReplaced(library, own, file);
  // Marked before the end of the file was reached, a record is new, and another may know the same bytes.
  const identity = own ? await identifyByContent(library, path, file) : await identifyDocument(library, path, file);
  const original = identity.kind === 'new' ? await findOriginal(tools, path, file) : null;
  if (original) return fromOriginal(library, path, own, original);
  const adopted = own && identity.kind !== 'new' ? copyAnnotations(library, own, identity.record) : own ? success(own) : adoptDocument(library, path, identity);
  return claimed(await adopted, identity, own);
}

function claimed(adopted: Result<DocumentRecord>, identity: Identity, own: DocumentRecord | null): Result<Claimed> {
  if (!adopted.ok) return adopted;
  return success({ record: adopted.value, ...(identity.kind === 'copy' ? { copiedFrom: copiedFrom(identity.record, own, false) } : {}) });
}

function copiedFrom({ path, annotations }: DocumentRecord, own: DocumentRecord | null, edited: boolean): CopiedFrom {
  const known = new Set(own?.annotations.map(({ id }) => id));
  return { name: basename(path), edited, ids: annotations.map(({ id }) => id).filter((id) => !known.has(id)) };
}

/**
 * Gives a record the annotations of another document whose bytes took the place of its own: it was renamed onto it, or copied over one that had none, or something else took its own
 * place in turn.
 * What the record has stays, and each annotation says which text it counts in.
 */
async function receiveReplaced(library: Library, own: DocumentRecord, file: FileFingerprint): Promise<Result<Claimed>> {
  const other = await identifyByContent(library, own.path, file);
  const blank = own.annotations.length + own.deleted.length === 0;
  if (other.kind === 'new' || !(blank || other.kind === 'renamed' || await holdsOther(other.record))) return success({ record: own });
  const joined = await joinAnnotations(library, other.record, own);
  const forgotten = joined.ok && other.kind === 'renamed' ? await library.forgetRecent(other.record.documentId) : null;
  return forgotten?.ok === false ? forgotten : claimed(joined, other, own);
}

/** True when a document's file is not the one any more that its record tells of. */
async function holdsOther({ path, file }: DocumentRecord): Promise<boolean> {
  const now = await fingerprintFile(path);
  return now.ok && now.value.sha256 !== file?.sha256;
}

/** An edited file that was renamed keeps its record; an edited copy gets one of its own, with a copy of the annotations. They are brought to their places afterwards. */
async function fromOriginal(library: Library, path: string, own: DocumentRecord | null, { record, gone }: Original): Promise<Result<Claimed>> {
  if (gone && !own) return claimed(await library.update(record.documentId, { path }), { kind: 'renamed', record }, own);
  const to = own ? success(own) : await library.create(path);
  if (!to.ok) return to;
  const joined = await joinAnnotations(library, record, to.value);
  const forgotten = joined.ok && gone ? await library.forgetRecent(record.documentId) : null;
  if (forgotten?.ok === false) return forgotten;
  return joined.ok && !gone ? success({ record: joined.value, copiedFrom: copiedFrom(record, own, true) }) : claimed(joined, { kind: 'renamed', record }, own);
}
