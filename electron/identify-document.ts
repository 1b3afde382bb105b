import { realpath } from 'node:fs/promises';
import { unknownText, type Annotation } from '../core/model/annotation';
import type { DocumentRecord, FileFingerprint } from '../core/model/document-record';
import { isEmpty } from '../core/session/change';
import { success, type Result } from '../core/problem';
import type { Library } from './storage/library';

/**
 * Whose annotations belong to a file. `known`: a record of this path; `renamed`: a record whose file is gone from where it was,
 * with the same bytes; `copy`: the same bytes as a file that is still there; `new`: neither.
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
  for (const record of ranked) {
    if (!await standsElsewhere(record.path, path)) return { kind: 'renamed', record };
  }
  const [best] = ranked;
  return best && best.annotations.length > 0 ? { kind: 'copy', record: best } : { kind: 'new' };
}

/** Makes the record that `identity` speaks of the record of `path`. */
export async function adoptDocument(library: Library, path: string, identity: Identity): Promise<Result<DocumentRecord>> {
  if (identity.kind === 'known') return success(identity.record);
  if (identity.kind === 'renamed') return library.update(identity.record.documentId, { path });
  const created = await library.create(path);
  if (!created.ok || identity.kind === 'new') return created;
  return copyAnnotations(library, created.value, identity.record);
}

/** Gives `to` the annotations of `from` that it does not have. Both files hold the same bytes. */
export async function copyAnnotations(library: Library, to: DocumentRecord, from: DocumentRecord): Promise<Result<DocumentRecord>> {
  const there = new Set([...to.annotations, ...to.deleted].map(({ id }) => id));
  const change = { added: from.annotations.filter(({ id }) => !there.has(id)), updated: [], removed: [] };
  if (!isEmpty(change)) {
    const saved = await library.saveChange(to.documentId, change);
    if (!saved.ok) return saved;
  }
  return library.update(to.documentId, { file: from.file, text: from.text, encoding: to.encoding ?? from.encoding });
}

/** Adds the annotations of a document to another one's that holds another text; none replaces one that is there. */
export async function joinAnnotations(library: Library, from: DocumentRecord, to: DocumentRecord): Promise<Result<DocumentRecord>> {
  const known = new Set([...to.annotations, ...to.deleted].map(({ id }) => id));
  const textDigest = from.text?.digest ?? unknownText;
  const added = from.annotations.filter(({ id }) => !known.has(id)).map((annotation): Annotation => ({ ...annotation, target: { textDigest, ...annotation.target } }));
  return added.length === 0 ? success(to) : library.saveChange(to.documentId, { added, updated: [], removed: [] });
}

/** False when there is nothing at `formerly`, or a link that leads to `path`: what was there is here now. What cannot be looked at is not gone. */
export async function standsElsewhere(formerly: string, path: string): Promise<boolean> {
  return realpath(formerly).then((real) => real !== path, (error: unknown) => !['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''));
}
