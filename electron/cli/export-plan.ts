import type { Dirent } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ExportFormat } from '../../core/export/formats';
import { failure, success, type Result } from '../../core/problem';
import { isCopyName, suggestedCopy } from '../copy-name';
import { documentBeside } from '../storage/beside-names';
import { systemCode } from '../storage/system-error';

/** A file that a command was given, or that lay in a folder it was given. */
export interface GivenFile {
  readonly path: string;
  /** True: it lay in a folder. Whether it is meant is told by whether it has annotations. */
  readonly found: boolean;
}

/** One copy to be written. */
export interface PlannedCopy {
  /** Path of the document. */
  readonly source: string;
  readonly format: ExportFormat;
  readonly target: string;
}

/** True for a folder that is there, or a link to one. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then((status) => status.isDirectory(), () => false);
}

/**
 * The files that are meant by what was given, in its order, each once. A folder means the files in it, by name, without its subfolders, hidden
 * files, earlier copies and the annotations beside other files. Paths are absolute. A folder that cannot be read stays in the list, and is refused when it is read as a file.
 */
export async function filesOf(given: readonly string[], workingFolder: string): Promise<GivenFile[]> {
  const files = new Map<string, GivenFile>();
  for (const name of given) {
    const path = resolve(workingFolder, name);
    const inside = await isFolder(path) ? await readdir(path, { withFileTypes: true }).catch(() => null) : null;
    const found = inside === null ? [{ path, found: false }] : documentsIn(path, inside);
    for (const file of found) if (!file.found || !files.has(file.path)) files.set(file.path, file);
  }
  return [...files.values()];
}

function documentsIn(folder: string, entries: readonly Dirent[]): GivenFile[] {
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && !isCopyName(entry.name) && documentBeside(folder, entry.name) === null)
    .map(({ name }) => ({ path: join(folder, name), found: true }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Where copies go: beside their documents, to one path, or into a folder. */
export type Destination = { readonly kind: 'beside' } | { readonly kind: 'path' | 'folder'; readonly path: string };

/** Where copies go when `out` was given; a folder is made where many copies need one. */
export async function destinationOf(out: string | null, many: boolean, workingFolder: string): Promise<Result<Destination>> {
  if (out === null) return success({ kind: 'beside' });
  const path = resolve(workingFolder, out);
  if (!many && !/[\\/]$/.test(out)) return success({ kind: await isFolder(path) ? 'folder' : 'path', path });
  try {
    await mkdir(path, { recursive: true });
    return success({ kind: 'folder', path });
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    return failure({ kind: 'write-failed', path, code: code === 'EEXIST' ? 'ENOTDIR' : code });
  }
}

/**
 * The copies of documents in formats, a document's one after the other. Documents that differ only in their ending keep it, so that
 * `a.txt` and `a.md` do not want the same copy.
 */
export function planCopies(documents: readonly string[], formats: readonly ExportFormat[], destination: Destination): PlannedCopy[] {
  const place = (copy: string): string => (destination.kind === 'beside' ? copy : destination.kind === 'path' ? destination.path : join(destination.path, basename(copy)));
  const copies = documents.flatMap((source) => formats.map((format) => ({ source, format, target: place(suggestedCopy(source, format)) })));
  const wanted = new Map<string, Set<string>>();
  for (const { source, target } of copies) wanted.set(target, (wanted.get(target) ?? new Set()).add(source));
  return copies.map((copy) => (
    wanted.get(copy.target)?.size === 1 ? copy : { ...copy, target: place(suggestedCopy(join(dirname(copy.source), `${basename(copy.source)}.`), copy.format)) }
  ));
}
