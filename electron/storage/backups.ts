import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { duplicate } from './durable-write';
import { unless } from './system-error';

/** One dated backup, as its name tells: the revision orders them, the date is for the person. */
export interface Backup {
  readonly name: string;
  readonly revision: number;
  /** ISO 8601, UTC. */
  readonly date: string;
}

/** Between two backups of one document, in milliseconds. */
const interval = 10 * 60 * 1000;
const newest = 10;
const days = 14;
const weeks = 52;

const pattern = /^r(\d{9,16})-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.json$/;

function parseName(name: string): Backup | null {
  const [, revision, day, hours, minutes, seconds] = pattern.exec(name) ?? [];
  if (revision === undefined || day === undefined) return null;
  return { name, revision: Number(revision), date: `${day}T${String(hours)}:${String(minutes)}:${String(seconds)}.000Z` };
}

function nameOf(revision: number, date: string): string {
  return `r${String(revision).padStart(9, '0')}-${date.slice(0, 19).replaceAll(':', '-')}Z.json`;
}

/** The backups in a document's folder, newest first. */
export async function listBackups(folder: string): Promise<readonly Backup[]> {
  const names = (await unless(['ENOENT', 'ENOTDIR'], readdir(folder))) ?? [];
  return names.flatMap((name) => parseName(name) ?? []).sort((a, b) => b.revision - a.revision || (a.date < b.date ? 1 : -1));
}

/** The number of the week, counted from 1970; Monday starts it. */
function weekOf(date: string): string {
  return String(Math.floor((Date.parse(date) / 86_400_000 + 3) / 7));
}

/** Those that may go: all but the last ten, the last of each of 14 days before that, and the last of each of 52 weeks before that. */
export function superfluous(backups: readonly Backup[]): readonly Backup[] {
  const keptDays = new Set<string>();
  const keptWeeks = new Set<string>();
  return backups.slice(newest).filter(({ date }) => {
    const [day, week] = [date.slice(0, 10), weekOf(date)];
    if (keptDays.has(day)) return true;
    if (keptDays.size < days) {
      keptDays.add(day);
      keptWeeks.add(week);
      return false;
    }
    if (keptWeeks.has(week) || keptWeeks.size >= weeks) return true;
    keptWeeks.add(week);
    return false;
  });
}

/**
 * Keeps the file at `path`, which holds this revision, as a dated backup, unless there is one from the last ten minutes; thins the
 * older ones out. Answers with the date of the newest backup. A clock that was set back or forth costs or adds a backup, no more.
 */
export async function backUp(path: string, folder: string, revision: number, now: string): Promise<string> {
  const existing = await listBackups(folder);
  const last = existing[0];
  if (last && Math.abs(Date.parse(now) - Date.parse(last.date)) < interval) return last.date;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = nameOf(revision, now);
  await unless(['EEXIST'], duplicate(path, join(folder, name)));
  for (const backup of superfluous([{ name, revision, date: now }, ...existing])) await rm(join(folder, backup.name), { force: true });
  return now;
}

/** False while the last backup is recent enough; spares the look into the folder. */
export function isBackupDue(last: string | null, now: string): boolean {
  return last === null || Math.abs(Date.parse(now) - Date.parse(last)) >= interval;
}
