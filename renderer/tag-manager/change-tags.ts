import { changingTag, restoringTags } from '../../core/model/tags';
import { isEmpty, type Change } from '../../core/session/change';
import { api } from '../api';
import { refreshLibraryTags } from '../known-tags';
import type { Reader } from '../reader';
import { t } from '../texts';

/** What was changed last in the document that the window shows. */
let lastHere: Change | null = null;

/**
 * Renames a tag, or deletes it (null), in the document as one change that can be undone, and with `everywhere` in all other documents
 * too. Renamed to one that is there, the two become one. The message that says so offers to take all of it back.
 */
export async function changeTags(reader: Reader, from: string, to: string | null, everywhere: boolean): Promise<void> {
  reader.flush();
  const { session, document } = reader.store.get();
  lastHere = document && !document.readOnly ? changingTag(session.annotations.values(), from, to, new Date().toISOString()) : null;
  if (lastHere && !isEmpty(lastHere)) reader.change(lastHere);
  const others = everywhere ? await api.changeTag(from, to) : null;
  if (others && !others.ok) reader.report(others.problem);
  const count = (lastHere?.updated.length ?? 0) + (others?.ok ? others.value.annotations : 0);
  reader.toast(t(to === null ? 'tagManager.deleted' : 'tagManager.renamed', { count }), others ? 'undoTags' : 'undo');
  await refreshLibraryTags(reader);
}

/** Takes the last change of tags back, here and in all other documents. */
export async function takeBackTags(reader: Reader): Promise<void> {
  if (lastHere) {
    const restored = restoringTags(reader.store.get().session.annotations.values(), lastHere, new Date().toISOString());
    if (!isEmpty(restored)) reader.change(restored);
  }
  const others = await api.takeBackTags();
  if (!others.ok) reader.report(others.problem);
  reader.announce(t('tagManager.takenBack'));
  await refreshLibraryTags(reader);
}
