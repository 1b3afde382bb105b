import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the storage keeps what, under the profile's folder. */
export interface StoreFolders {
  /** One file per document, named by its id. */
  readonly documents: string;
  /** One folder per document with dated older states. */
  readonly backups: string;
  /** Files that could not be understood, and copies that were merged: kept, never read again. */
  readonly setAside: string;
  readonly locks: string;
  /** The index: a cache of what the documents say. */
  readonly index: string;
}

/** The layout under a folder. */
export function storeFolders(folder: string): StoreFolders {
  return {
    documents: join(folder, 'documents'), backups: join(folder, 'backups'), setAside: join(folder, 'set-aside'), locks: join(folder, 'locks'),
    index: join(folder, 'index.json'),
  };
}

/** Makes the folders that are missing, for the person alone to read. */
export async function makeFolders({ documents, backups, setAside, locks }: StoreFolders): Promise<void> {
  for (const folder of [documents, backups, setAside, locks]) await mkdir(folder, { recursive: true, mode: 0o700 });
}
