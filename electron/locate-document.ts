import { lstat } from 'node:fs/promises';
import { success, type Result } from '../core/problem';
import { bringAnnotations, retire } from './bring-annotations';
import { openTextFile } from './files';
import { inTime } from './in-time';
import { realPathOf } from './real-path';
import type { Library } from './storage/library';

/** Milliseconds after which a file that does not answer (a network drive that is away) is taken to be where it was. */
const patience = 400;

/** True when there is no file at `path`. A file that cannot be looked at is not gone. */
export async function isGone(path: string): Promise<boolean> {
  const looked = lstat(path).then(() => false, (error: unknown) => ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''));
  return inTime(looked, false, patience);
}

/**
 * Where a document of the library is. When its file is gone, `ask` says where it is now, and that becomes the file its annotations belong
 * to. Null: there was no answer.
 */
export async function findFile(library: Library, documentId: string, ask: (formerly: string) => Promise<string | null>): Promise<Result<string | null>> {
  const record = await library.load(documentId);
  if (!record.ok) return record;
  const { path } = record.value;
  if (!await isGone(path)) return success(path);
  const chosen = await ask(path);
  if (chosen === null) return success(null);
  const located = await relocate(library, documentId, await realPathOf(chosen));
  return located.ok ? success(chosen) : located;
}

/**
 * Makes the file at the real path `to` the one that a document's annotations belong to: the person says so. Another text than before is
 * noticed when it is opened, and the annotations are carried over. Annotations that the file has already stay, and the others join them.
 * Nothing is done when the file is no text.
 */
export async function relocate(library: Library, documentId: string, to: string): Promise<Result<null>> {
  const file = await openTextFile(to);
  if (!file.ok) return file;
  await file.value.close();
  const moved = await library.load(documentId);
  if (!moved.ok) return moved;
  const there = await library.find(to);
  if (there?.documentId === documentId) return success(null);
  if (!there) {
    const updated = await library.update(documentId, { path: to });
    return updated.ok ? success(null) : updated;
  }
  const joined = await bringAnnotations(library, moved.value, there, { forGood: true });
  if (!joined.ok) return joined;
  // The other record is kept as it is; only the list of recent documents has one entry for one file. One with the same bytes is not to be found by them.
  const same = moved.value.file && there.file && moved.value.file.sha256 === there.file.sha256;
  return same ? retire(library, documentId) : library.forgetRecent(documentId);
}
