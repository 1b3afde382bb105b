import type { ManiculeApi } from '../core/contract';
import type { Result } from '../core/problem';
import type { Change } from '../core/session/change';
import { partsOf } from '../core/session/change-parts';

/**
 * Has a change put on the disk; answers when it is there. What is handed over is copied on this thread, value by value: a change of
 * thousands of annotations goes over in parts, as JSON, which is copied in one piece, and is saved as one.
 */
export async function sendChange(api: ManiculeApi, documentId: string, change: Change): Promise<Result<null>> {
  const parts = partsOf(change);
  const first = parts.next();
  let next = parts.next();
  if (first.done === true || next.done === true) return api.saveChange(documentId, change);
  const name = crypto.randomUUID();
  let sent = await api.sendPart(documentId, name, JSON.stringify(first.value));
  for (; sent.ok && next.done !== true; next = parts.next()) sent = await api.sendPart(documentId, name, JSON.stringify(next.value));
  return sent.ok ? api.saveParts(documentId, name) : sent;
}
