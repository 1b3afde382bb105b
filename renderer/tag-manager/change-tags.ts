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
 * too. Renamed to one that is there, the two become one. The message that says so offers to take all of it back; so does undo, as long as
 * it is the last thing that was done here.
 */
export async function changeTags(reader: Reader, from: string, to: string | null, everywhere: boolean): Promise<void> {
  reader.flush();
  const { session, document } = reader.store.get();
  lastHere = document && !document.readOnly ? changingTag(session.annotations.values(), from, to, new Date().toISOString()) : null;
  if (lastHere && !isEmpty(lastHere)) reader.change(lastHere);
  await reader.changed();
  const here = reader.store.get().session.undo.filter(({ change }) => change === lastHere);
  const others = everywhere ? await api.changeTag(from, to) : null;
  if (others && !others.ok) reader.report(others.problem);
  const elsewhere = others?.ok ? others.value.annotations : 0;
  // Another change may have been made while the other documents were written.
  const isLast = here.length === 0 || here[0] === reader.store.get().session.undo.at(-1);
  reader.beyond = elsewhere > 0 && isLast ? new TagTravel(reader, here.length > 0) : null;
  const count = (lastHere?.updated.length ?? 0) + elsewhere;
  reader.toast(t(to === null ? 'tagManager.deleted' : 'tagManager.renamed', { count }), others ? 'undoTags' : 'undo');
  await refreshLibraryTags(reader);
}

/** Takes the last change of tags back, here and in all other documents. */
export async function takeBackTags(reader: Reader): Promise<void> {
  if (reader.beyond?.travel('undo')) return;
  if (lastHere) {
    const restored = restoringTags(reader.store.get().session.annotations.values(), lastHere, new Date().toISOString());
    if (!isEmpty(restored)) reader.change(restored);
  }
  await switchOthers(reader, 'tagManager.takenBack');
}

/** Takes back what was done last in the other documents: the change of tags, or its taking back. */
async function switchOthers(reader: Reader, done: 'tagManager.takenBack' | 'tagManager.doneAgain'): Promise<void> {
  const others = await api.takeBackTags();
  if (!others.ok) reader.report(others.problem);
  reader.announce(t(done));
  await refreshLibraryTags(reader);
}

/** Undo and redo of a change of tags that reached other documents: all of it at once, as long as nothing else was done in the document since. */
class TagTravel {
  private next: 'undo' | 'redo' = 'undo';
  private place: readonly unknown[];

  constructor(private readonly reader: Reader, private readonly changedHere: boolean) {
    this.place = this.present();
  }

  travel(direction: 'undo' | 'redo'): boolean {
    const { reader } = this;
    const present = this.present();
    if (direction !== this.next || this.place.some((part, at) => part !== present[at])) return false;
    // The document's own part is an ordinary step of its session.
    reader.beyond = null;
    if (this.changedHere) {
      reader[direction]();
      reader.flush();
    }
    reader.beyond = this;
    this.next = direction === 'undo' ? 'redo' : 'undo';
    this.place = this.present();
    void switchOthers(reader, direction === 'undo' ? 'tagManager.takenBack' : 'tagManager.doneAgain');
    return true;
  }

  /** What undo and redo would work on: it is another one after any other change. */
  private present(): readonly unknown[] {
    const { session, document } = this.reader.store.get();
    return [document?.path, session.undo.at(-1), session.redo.at(-1)];
  }
}
