/** A place in the storage and what it becomes when a defence is left out. */
interface Cut {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const write = 'electron/storage/durable-write.ts';
const file = 'electron/storage/durable-file.ts';
const lock = 'electron/storage/lock.ts';

/**
 * The defences of the storage, and how each is taken out. Every check of the faults is also run against a storage without one of them,
 * and has to fail there: a check that never fails proves nothing.
 */
export const defences = {
  /** The new file is written beside the old one, then takes its place. */
  rename: [
    { file: write, from: 'return takePlace(path, await writeAhead(path, pieces, options), options);', to: 'await options.beforeRename?.(); await rm(path, { force: true }); return writePieces(path, pieces, options);' },
  ],
  'file-sync': [{ file: write, from: 'if (durable) await handle.sync();', to: '' }],
  'folder-sync': [{ file: write, from: 'if (durable) await syncFolder(dirname(path));', to: '' }],
  /** A lock whose owner is gone is taken over. */
  takeover: [{ file: lock, from: "if (state === 'gone') return true;", to: "if (state === 'gone') return false;" }],
  /** One writer at a time, and what another one wrote is read first. */
  lock: [{ file: lock, from: 'const lock = await acquire(path, performance.now() + limit);', to: 'void acquire; void limit; const lock = { check: () => {}, giveBack: async () => {} } as OwnLock;' }],
  /** What is in memory is on the disk. */
  'disk-first': [{ file: 'electron/storage/document-store.ts', from: '    await this.adapter.write(next);\n    this.data = next;', to: '    this.data = next;\n    await this.adapter.write(next);' }],
  /** After a failed save the disk is looked at again. */
  'look-again': [
    { file, from: '    this.stamp = null;\n    const stamp = await replaceFile', to: '    const stamp = await replaceFile' },
    { file: 'electron/storage/document-store.ts', from: 'if (this.low.data && (await this.file.isKnown()))', to: 'if (this.low.data)' },
  ],
  /** What a failed or killed save left behind is removed. */
  sweep: [{ file: 'electron/storage/folder-care.ts', from: 'await withLock(join(folders.locks, `${documentId}.lock`), () => rm(join(folders.documents, name), { force: true }));', to: 'void withLock; void documentId; void name;' }],
  /** Errors of the system reach whoever saves. */
  honesty: [{ file: write, from: 'return takePlace(path, await writeAhead(path, pieces, options), options);', to: 'return writeAhead(path, pieces, options).then((ahead) => takePlace(path, ahead, options)).catch((error) => ({ inode: String(error), size: 0, modified: \'\' }));' }],
} satisfies Record<string, readonly Cut[]>;

/** The name of a defence. */
export type Defence = keyof typeof defences;
