import { basename, dirname, join } from 'node:path';

/** What the file of annotations beside a document adds to the document's name. */
const suffix = '.manicule.json';

/** Path of the file beside the document at `path`; null for a document that is itself called like one: it has none. */
export function besidePath(path: string): string | null {
  return path.endsWith(suffix) ? null : `${path}${suffix}`;
}

/** Path of the document that a file in `folder` would lie beside, by the file's name; null for another name. */
export function documentBeside(folder: string, name: string): string | null {
  return name.length > suffix.length && name.endsWith(suffix) && !name.startsWith('.') ? join(folder, name.slice(0, -suffix.length)) : null;
}

/**
 * True when a program that synchronises folders may have called a second version of the file beside `path` so: "a.txt.manicule (Ann's
 * conflicted copy 2026-01-01).json", "a.txt.manicule.sync-conflict-20260101-120000-ABCDEFG.json", "a.txt.manicule-LAPTOP.json",
 * "a.txt.manicule 2.json". In either form of Unicode: a machine may write "é" as one letter, or as two. What is in it decides.
 */
export function mayBeConflictCopy(name: string, path: string): boolean {
  const start = `${basename(path)}${suffix.slice(0, -'.json'.length)}`.normalize();
  const whole = name.normalize();
  if (!whole.startsWith(start) || !whole.endsWith('.json') || whole.endsWith(suffix)) return false;
  return /^[ (._~-]/.test(whole.slice(start.length));
}

/** True for two names that a person cannot tell apart. */
export function isSameName(a: string, b: string): boolean {
  return a === b || a.normalize() === b.normalize();
}

/** True for the file beside `path` and for what may be another version of it. */
export function belongsBeside(name: string, path: string): boolean {
  return isSameName(name, `${basename(path)}${suffix}`) || mayBeConflictCopy(name, path);
}

/** True for a file that lies directly in a folder. */
export function liesIn(path: string, folder: string): boolean {
  return dirname(path) === folder;
}
