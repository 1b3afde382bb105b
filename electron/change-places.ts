import { basename, dirname, join } from 'node:path';
import type { DocumentRecord } from '../core/model/document-record';
import { success, type Result } from '../core/problem';
import { bringAnnotations } from './bring-annotations';
import type { Library } from './storage/library';
import { otherBytes } from './whereabouts';

/** Documents that are followed at most. */
const longestRound = 8;

/**
 * Documents whose files changed places among themselves, as `own` and `first` did when two names were exchanged: each one's bytes are where the one
 * before it was, and those of `own`, which come last, where the last one was. Null: they do not come round.
 */
export async function findRound(library: Library, own: DocumentRecord, first: DocumentRecord): Promise<readonly DocumentRecord[] | null> {
  const round = [first];
  for (let last = first; ;) {
    const now = library.isReadOnly(last.documentId) ? null : await otherBytes(last);
    if (!now || round.length === longestRound) return null;
    if (now.sha256 === own.file?.sha256) return round;
    const next = (await library.findByDigest(now.sha256)).find(({ documentId }) => documentId !== own.documentId && !round.some((record) => record.documentId === documentId));
    if (!next) return null;
    round.push(next);
    last = next;
  }
}

/** Gives each record of a round the path where its bytes are now. Answers with the one that is where `own` was. */
export async function changePlaces(library: Library, own: DocumentRecord, round: readonly DocumentRecord[]): Promise<Result<DocumentRecord>> {
  // Two records of one path become one, so `own` waits under a name that no file has. Ended in between, each is found by its bytes.
  const waiting = await library.update(own.documentId, { path: join(dirname(own.path), `${basename(own.path)}.${own.documentId}`) });
  if (!waiting.ok) return waiting;
  let free = own.path;
  let here = waiting;
  for (const record of round) {
    const moved = await library.update(record.documentId, { path: free });
    if (!moved.ok) return moved;
    if (free === own.path) here = moved;
    free = record.path;
  }
  const last = await library.update(own.documentId, { path: free });
  return last.ok ? here : last;
}

/**
 * Gives each record of a round a copy of the annotations whose text is where it is now, for when `own` cannot leave its place: it was marked there already,
 * by annotations with the ids `fresh`.
 */
export async function shareRound(library: Library, own: DocumentRecord, round: readonly DocumentRecord[], fresh: ReadonlySet<string>): Promise<Result<null>> {
  const settled = new Set(own.annotations.map(({ id }) => id).filter((id) => !fresh.has(id)));
  for (const [index, to] of round.entries()) {
    const next = round[index + 1];
    const brought = await bringAnnotations(library, next ?? own, to, { forGood: false, ...(next ? {} : { ids: settled }) });
    if (!brought.ok) return brought;
  }
  return success(null);
}
