import { constants } from 'node:fs';
import { access, chmod, lstat, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failure, success, type Problem, type Result } from '../core/problem';
import { systemCode } from './storage/system-error';
import { takePermit, temporaryName, type WritePermit } from './write-permit';

/** Whether a file that is there already may be replaced. */
export interface WriteOptions {
  readonly overwrite: boolean;
  /** Absent: nobody can cancel it. */
  readonly permit?: WritePermit | undefined;
}

function problemOf(error: unknown, path: string): Problem {
  const code = systemCode(error);
  if (code === null) throw error;
  return code === 'EEXIST' ? { kind: 'file-exists', path } : { kind: 'write-failed', path, code };
}

async function existing<Value>(looking: Promise<Value>): Promise<Value | null> {
  try {
    return await looking;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** What speaks against writing to `path`, and the permissions to keep when a file is replaced. */
async function examine(path: string, overwrite: boolean): Promise<Result<{ mode: number | null }>> {
  if (path.includes('\0')) return failure({ kind: 'invalid-argument', argument: 'path' });
  if (!await existing(lstat(path))) return success({ mode: null });
  const target = await existing(stat(path));
  if (target?.isDirectory()) return failure({ kind: 'is-folder', path });
  if (target && !target.isFile()) return failure({ kind: 'not-a-regular-file', path });
  if (!overwrite) return failure({ kind: 'file-exists', path });
  // A rename asks the folder alone, but who has protected a file means the file.
  if (target) await access(path, constants.W_OK);
  return success({ mode: target ? target.mode & 0o777 : null });
}

async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder, and needs no such thing.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Removes what a failed write left. That it is not there is fine; any other failure must not hide the first one. */
async function discard(path: string): Promise<void> {
  await unlink(path).catch(() => undefined);
}

/** Gives the finished file its name. Without `overwrite` the name is claimed first, which fails when anybody has it. */
async function install(temporary: string, path: string, overwrite: boolean): Promise<void> {
  if (!overwrite) await (await open(path, 'wx')).close();
  try {
    await rename(temporary, path);
  } catch (error) {
    if (!overwrite) await discard(path);
    throw error;
  }
}

/**
 * Writes a whole file so that at every moment `path` is either what it was or complete, and answers when it is on the disk.
 * A symbolic link at `path` is replaced, never followed: it might lead to the source. Strings are written as UTF-8.
 * That `path` is not the source itself is the caller's to check.
 */
export async function writeCopy(path: string, content: string | Uint8Array, options: WriteOptions): Promise<Result<null>> {
  try {
    const examined = await examine(path, options.overwrite);
    if (!examined.ok) return examined;
    const folder = dirname(path);
    const temporary = join(folder, options.permit?.temporaryName ?? temporaryName());
    try {
      await writeDurably(temporary, content);
      if (examined.value.mode !== null) await chmod(temporary, examined.value.mode);
      if (options.permit && !takePermit(options.permit)) {
        await discard(temporary);
        return failure({ kind: 'cancelled' });
      }
      await install(temporary, path, options.overwrite);
    } catch (error) {
      await discard(temporary);
      throw error;
    }
    await syncFolder(folder);
    return success(null);
  } catch (error) {
    return failure(problemOf(error, path));
  }
}
