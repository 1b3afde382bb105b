import { join } from 'node:path';
import type { EarlierState } from '../../core/contract';
import type { DocumentRecord } from '../../core/model/document-record';
import { failure, success, type Result } from '../../core/problem';
import { listBackups } from './backups';
import { readFirstLine } from './library-index';
import { readStore } from './read-store';
import { readProblem, systemCode } from './system-error';

/** The dated states of a document that are kept in its folder of backups, the newest first. */
export async function listEarlierStates(folder: string): Promise<Result<readonly EarlierState[]>> {
  try {
    const backups = await listBackups(folder);
    return success(await Promise.all(backups.map(async ({ name, date }) => ({ name, date, annotations: await countIn(join(folder, name)) }))));
  } catch (error) {
    return failure(readProblem(error, folder));
  }
}

/** Null when the count cannot be read at a glance: the state may be damaged, and still hold something. */
async function countIn(path: string): Promise<number | null> {
  try {
    return (await readFirstLine(path))?.annotations ?? null;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return null;
  }
}

/** What is needed of an earlier state in order to bring its annotations back. */
export type EarlierRecord = Pick<DocumentRecord, 'file' | 'text' | 'annotations'>;

/** One state by its name, as far as it can be read. Null: there is none of that name. */
export async function readEarlierState(folder: string, name: string): Promise<Result<EarlierRecord | null>> {
  try {
    // Looked up, never put together: a name is what a window says.
    const known = (await listBackups(folder)).find((backup) => backup.name === name);
    const found = known ? await readStore(join(folder, known.name)) : null;
    if (found === null) return success(null);
    if (found.kind === 'newer') return failure({ kind: 'store-newer', path: join(folder, name), version: found.version });
    if (found.kind !== 'damaged') return success(found.stored.record);
    const { head, annotations } = found.salvage;
    return success({ file: head?.record.file ?? null, text: head?.record.text ?? null, annotations });
  } catch (error) {
    return failure(readProblem(error, folder));
  }
}
