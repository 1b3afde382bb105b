import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DocumentRecord, FileFingerprint } from '../core/model/document-record';
import { fingerprintFile } from './files';

/**
 * False when there is nothing at `formerly`, or a link that leads to `path`: what was there is here now. What cannot be looked at is not gone; nor
 * is what went with its whole folder, which may lie on a drive that is away.
 */
export async function standsElsewhere(formerly: string, path: string): Promise<boolean> {
  try {
    return await realpath(formerly) !== path;
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return true;
    return !await stat(dirname(formerly)).then((found) => found.isDirectory(), () => false);
  }
}

/** The bytes that are where a document's file was, when they are others than its record tells of; null: the same ones, or none that could be read. */
export async function otherBytes({ path, file }: DocumentRecord): Promise<FileFingerprint | null> {
  const now = await fingerprintFile(path);
  return now.ok && now.value.sha256 !== file?.sha256 ? now.value : null;
}

/** True when a document's file is not where it was, or is another one there. */
export async function leftItsPlace({ path, file }: DocumentRecord): Promise<boolean> {
  const now = await fingerprintFile(path);
  return now.ok ? now.value.sha256 !== file?.sha256 : now.problem.kind === 'file-not-found';
}
