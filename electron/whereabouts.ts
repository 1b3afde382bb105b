import { readdir, realpath } from 'node:fs/promises';
import type { DocumentRecord, FileFingerprint } from '../core/model/document-record';
import { fingerprintFile } from './files';

/** Where systems show drives that come and go; a name below it is a drive, or in `media` a person with drives of theirs. */
const drives = [/^\/(?:run\/)?media\/[^/]+(?:\/[^/]+(?=\/))?/, /^\/mnt\/[^/]+/, /^\/Volumes\/[^/]+/, /^\/run\/user\/\d+\/gvfs\/[^/]+/, /^[a-z]:\\/i, /^\\\\[^\\]+\\[^\\]+\\/];

/** The drive that a path leads to, by its form, when it is one that may be away; null: it is the system's own. */
export function driveOf(path: string): string | null {
  for (const drive of drives) {
    const [found] = drive.exec(path) ?? [];
    if (found !== undefined) return found;
  }
  return null;
}

/** True when the drive of a file is not there, or is an empty folder that waits for one: what cannot be found on it is not gone. */
async function isAway(path: string): Promise<boolean> {
  const drive = driveOf(path);
  return drive !== null && await readdir(drive).then((names) => names.length === 0, () => true);
}

/** False when there is nothing at `formerly`, or a link that leads to `path`: what was there is here now. What cannot be looked at is not gone, nor what lies on a drive that is away. */
export async function standsElsewhere(formerly: string, path: string): Promise<boolean> {
  try {
    return await realpath(formerly) !== path;
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '') || isAway(formerly);
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
