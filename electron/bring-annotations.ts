import { unknownText, type Annotation } from '../core/model/annotation';
import type { Joining } from '../core/model/join-records';
import type { DocumentRecord, FileFingerprint } from '../core/model/document-record';
import type { StoredRecord } from '../core/model/merge-records';
import { inText } from '../core/model/which-text';
import { success, type Result } from '../core/problem';
import { mapInSlices, type Sliced } from '../core/slices';
import type { Amendment, Library } from './storage/library';

/** Gives `to`, whose file was not read to its end before, the annotations of `from`. Both files hold the same bytes. */
export async function bringSameBytes(library: Library, from: DocumentRecord, to: DocumentRecord, forGood: boolean): Promise<Result<DocumentRecord>> {
  const joined = await join(library, from, to, { textDigest: null, forGood });
  return joined.ok ? library.update(to.documentId, { file: from.file, text: from.text, encoding: to.encoding ?? from.encoding }) : joined;
}

/** Gives `to` the annotations of `from`, or those with certain ids, each of which says in which text it counts: `to` holds another one, or will be compared with its file. */
export async function bringAnnotations(library: Library, from: DocumentRecord, to: DocumentRecord, how: Omit<Joining, 'textDigest'>): Promise<Result<DocumentRecord>> {
  return join(library, from, to, { ...how, textDigest: from.text?.digest ?? unknownText });
}

/**
 * Moves annotations that a window made on its file before the end of that was reached, those with these ids, out of a record that turned out not to be that of the file:
 * another window settled first, and documents changed places. They count in a text of no name until the window has settled. A record of the same bytes keeps them.
 */
export async function moveFresh(library: Library, from: DocumentRecord, to: DocumentRecord, ids: ReadonlySet<string>, file: FileFingerprint): Promise<Result<DocumentRecord>> {
  const brought = await join(library, from, to, { textDigest: unknownText, forGood: false, ids });
  if (!brought.ok || from.file?.sha256 === file.sha256) return brought;
  // As they were known before they were brought: what somebody did to one of them since is kept in both.
  const removed = await library.saveChange(from.documentId, { added: [], updated: [], removed: from.annotations.filter(({ id }) => ids.has(id)) });
  return removed.ok ? brought : removed;
}

/** A record without a file may be given one: what was marked on the text that it had, or, where none was ever read to its end, on nobody knows which, must not count in that. What is fresh does. */
export async function nameTexts(library: Library, own: DocumentRecord, isFresh: (annotation: Annotation) => boolean): Promise<Result<DocumentRecord>> {
  const nameless = (annotation: Annotation): boolean => annotation.target.textDigest === undefined && !isFresh(annotation);
  if (!own.annotations.some(nameless) || library.isReadOnly(own.documentId)) return success(own);
  const named = await library.amend(own.documentId, function* (newest): Sliced<Amendment> {
    const updated = yield* mapInSlices(newest.annotations, (before) => (
      nameless(before) ? { before, after: { ...before, target: inText(before.target, newest.text?.digest ?? unknownText), revision: before.revision + 1 } } : null
    ));
    return { change: { added: [], updated, removed: [] } };
  });
  // What cannot be saved now cannot be taken over from elsewhere either, and that says why.
  return named.ok ? named : success(own);
}

async function join(library: Library, from: DocumentRecord, to: DocumentRecord, joining: Joining): Promise<Result<DocumentRecord>> {
  if (from.annotations.length === 0) return success(to);
  const stored = await library.readStored(from.documentId);
  if (!stored.ok && stored.problem.kind !== 'store-newer') return stored;
  // Of a record of a newer Manicule there is what can be shown of it.
  const shown: StoredRecord = { record: from, revision: 0, listed: false, lineage: new Map() };
  return library.join(to.documentId, stored.ok ? stored.value : shown, joining);
}

/**
 * Takes a record whose annotations another one with the same bytes has got for good out of the way: off the recent list, and nothing is found by
 * its bytes any more. Its annotations stay.
 */
export async function retire(library: Library, documentId: string): Promise<Result<null>> {
  const updated = await library.update(documentId, { file: null });
  return updated.ok ? library.forgetRecent(documentId) : updated;
}
