import type { Settings, SettingsChange } from '../core/settings';
import type { OpenDocuments } from './open-documents';

/**
 * A change that a window made, with the look of its document under the id that the document has in the library: a window may have
 * another name for it, given when it was not known yet which document the file is. A document without a record gets one.
 */
export async function withLooksOfRecords(documents: OpenDocuments, owner: number, change: SettingsChange): Promise<SettingsChange> {
  const session = documents.get(owner);
  const look = session ? change.documentLooks?.[session.documentId] : undefined;
  if (!session || look === undefined) return change;
  const recordId = await session.claim();
  // Without a record the look holds as long as the window has the document.
  if (!recordId.ok) return change;
  const others = Object.entries(change.documentLooks ?? {}).filter(([id]) => id !== session.documentId);
  return { ...change, documentLooks: { ...Object.fromEntries(others), [recordId.value]: look } };
}

/** The settings for a window, with the look of its document under the window's name for it. */
export function withLooksOfWindow(documents: OpenDocuments, owner: number, settings: Settings): Settings {
  const session = documents.get(owner);
  const look = session?.recordId ? settings.documentLooks[session.recordId] : undefined;
  return session && look ? { ...settings, documentLooks: { ...settings.documentLooks, [session.documentId]: look } } : settings;
}
