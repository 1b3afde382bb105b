import type { Look, Settings, SettingsChange } from '../core/settings';
import type { OpenDocuments } from './open-documents';

/**
 * A change that a window made, with the look of its document under the id that the document has in the library: the window names an
 * opening of it, and perhaps one that it is about to leave, as the file opens afresh. A document without a record gets one.
 */
export async function withLooksOfRecords(documents: OpenDocuments, owner: number, change: SettingsChange): Promise<SettingsChange> {
  if (!change.documentLooks) return change;
  const looks: Record<string, Look | null> = {};
  for (const [id, look] of Object.entries(change.documentLooks)) {
    const recordId = await documents.get(owner, id)?.claim();
    // Without a record the look holds as long as the window has the document.
    looks[recordId?.ok ? recordId.value : id] = look;
  }
  return { ...change, documentLooks: looks };
}

/** The settings for a window, with the look of its document under all the names that the window has for it. */
export function withLooksOfWindow(documents: OpenDocuments, owner: number, settings: Settings): Settings {
  const looks: Record<string, Look> = {};
  for (const { documentId, recordId } of documents.openings(owner)) {
    const look = recordId === null ? undefined : settings.documentLooks[recordId];
    if (look) looks[documentId] = look;
  }
  return { ...settings, documentLooks: { ...settings.documentLooks, ...looks } };
}
