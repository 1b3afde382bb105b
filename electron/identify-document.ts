import type { DocumentRecord, FileFingerprint } from '../core/model/document-record';
import { knowsShared } from '../core/model/shared-record';
import { success, type Result } from '../core/problem';
import { bringSameBytes } from './bring-annotations';
import type { Library } from './storage/library';
import { inTurns } from './storage/read-store';
import { standsElsewhere } from './whereabouts';

/**
 * Whose annotations belong to a file. `known`: a record of this path; `renamed`: a record whose file is gone from where it was,
 * with the same bytes; `copy`: the same bytes as a file that is still there, or may be; `new`: neither.
 */
export type Identity =
  | { readonly kind: 'known' | 'renamed' | 'copy'; readonly record: DocumentRecord }
  | { readonly kind: 'new' };

/** Finds out whose annotations belong to the file at `path`. Reads the library only. */
export async function identifyDocument(library: Library, path: string, file: FileFingerprint): Promise<Identity> {
  const known = await library.find(path);
  if (known) return { kind: 'known', record: known };
  return identifyByContent(library, path, file);
}

/** Like `identifyDocument`, but without looking at the path. All empty files are alike and say nothing. */
export async function identifyByContent(library: Library, path: string, file: FileFingerprint): Promise<Identity> {
  if (file.size === 0) return { kind: 'new' };
  const candidates = (await library.findByDigest(file.sha256)).filter((record) => record.path !== path);
  // The richest first, then the one opened last: that is the one the person means.
  const ranked = [...candidates].sort((a, b) => b.annotations.length - a.annotations.length || (a.opened < b.opened ? 1 : -1));
  const stands = await Promise.all(ranked.map((record) => standsElsewhere(record.path, path)));
  const gone = ranked.find((_record, index) => stands[index] === false);
  if (gone) return amongLiving(library, gone, ranked.filter((_record, index) => stands[index]));
  const [best] = ranked;
  return best && best.annotations.length > 0 ? { kind: 'copy', record: best } : { kind: 'new' };
}

/**
 * A file with the bytes of one that is gone, and of others that are there, may be the one that is gone or a copy of one of those. Where it makes no
 * difference, it is the one that is gone; else it gets a copy, which is said: of one that says all the others do, or of the one that is gone.
 */
async function amongLiving(library: Library, gone: DocumentRecord, living: readonly DocumentRecord[]): Promise<Identity> {
  const rivals: DocumentRecord[] = [];
  for (const record of living) if (!await saysAll(library, gone, record)) rivals.push(record);
  if (rivals.length === 0) return { kind: 'renamed', record: gone };
  for (const record of rivals) if (await saysAll(library, record, gone)) return { kind: 'copy', record };
  return { kind: 'copy', record: gone };
}

/** True when `one` knows all that `other` says. */
async function saysAll(library: Library, one: DocumentRecord, other: DocumentRecord): Promise<boolean> {
  if (other.annotations.length === 0) return true;
  const [here, there] = await Promise.all([one, other].map(({ documentId }) => library.readStored(documentId)));
  if (here?.ok !== true || there?.ok !== true) return false;
  // What was deleted there is no reason to think that it is missing here.
  return inTurns(knowsShared(here.value, { ...there.value, lineage: new Map(), record: { ...there.value.record, deleted: [] } }));
}

/** Makes the record that `identity` speaks of the record of `path`. */
export async function adoptDocument(library: Library, path: string, identity: Identity): Promise<Result<DocumentRecord>> {
  if (identity.kind === 'known') return success(identity.record);
  if (identity.kind === 'renamed') return library.update(identity.record.documentId, { path });
  const created = await library.create(path);
  if (!created.ok || identity.kind === 'new') return created;
  return bringSameBytes(library, identity.record, created.value, false);
}
