import { readdir, realpath, stat } from 'node:fs/promises';
import type { DocumentRecord, FileFingerprint } from '../core/model/document-record';
import type { Result } from '../core/problem';
import { fingerprintFile } from './files';
import { inTime } from './in-time';

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

/** Milliseconds after which a file that does not answer is taken to be where it was: nobody's claim waits for a drive that is away. Longer than any that is there needs when all is busy. */
const patience = 2_000;
/** Bytes a millisecond that are read at least of a file that answers. */
const slowest = 10_000;

/**
 * False when there is nothing at `formerly`, or a link that leads to `path`: what was there is here now. What cannot be looked at is not gone, nor what lies on a
 * drive that is away, or does not answer.
 */
export async function standsElsewhere(formerly: string, path: string): Promise<boolean> {
  return inTime(leadsElsewhere(formerly, path), true, patience);
}

async function leadsElsewhere(formerly: string, path: string): Promise<boolean> {
  try {
    return await realpath(formerly) !== path;
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '') || isAway(formerly);
  }
}

/** The bytes that are where a document's file was, when they are others than its record tells of; null: the same ones, or none that could be read. */
export async function otherBytes({ path, file }: DocumentRecord): Promise<FileFingerprint | null> {
  const size = await sizeAt(path);
  const now = size === null ? null : await bytesAt(path, size);
  return now?.ok === true && now.value.sha256 !== file?.sha256 ? now.value : null;
}

/** True when a document's file is not where it was, or is another one there. What does not answer has not left. */
export async function leftItsPlace({ path, file }: DocumentRecord): Promise<boolean> {
  const size = await sizeAt(path);
  if (size === null) return false;
  if (size > 0 && size !== file?.size) return true;
  const now = await bytesAt(path, size);
  if (!now) return false;
  return now.ok ? now.value.sha256 !== file?.sha256 : now.problem.kind === 'file-not-found';
}

/** Bytes of a file; 0 for what is none; null: it does not answer. */
async function sizeAt(path: string): Promise<number | null> {
  return inTime<number | null>(stat(path).then((stats) => (stats.isFile() ? stats.size : 0), () => 0), null, patience);
}

/** What a file of this size is, read to its end; null: it stopped answering. */
async function bytesAt(path: string, size: number): Promise<Result<FileFingerprint> | null> {
  return inTime<Result<FileFingerprint> | null>(fingerprintFile(path), null, patience + size / slowest);
}
