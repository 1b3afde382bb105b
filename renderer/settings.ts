import { changedSettings, lookOf, type Look, type SettingsChange } from '../core/settings';
import { api } from './api';
import type { Reader } from './reader';
import type { ReaderState } from './reader-state';

/** Changes settings: at once here, then in every window and on the disk. What cannot be saved is told. */
export function changeSettings(reader: Reader, change: SettingsChange): void {
  reader.store.set({ settings: changedSettings(reader.store.get().settings, change) });
  void api.saveSettings(change).then((saved) => { if (!saved.ok) reader.report(saved.problem); });
}

/** How the text in the window looks. */
export function presentLook({ settings, document }: ReaderState): Look {
  return lookOf(settings, document?.documentId ?? null);
}

/** True when the document in the window has a look of its own. */
export function hasOwnLook({ settings, document }: ReaderState): boolean {
  return document !== null && document.documentId in settings.documentLooks;
}

/** Changes the look of the document where it has one of its own, otherwise the look for all. */
export function changeLook(reader: Reader, change: Partial<Look>): void {
  const state = reader.store.get();
  const look = { ...presentLook(state), ...change };
  changeSettings(reader, state.document && hasOwnLook(state) ? { documentLooks: { [state.document.documentId]: look } } : { look });
}

/** Gives the document a look of its own, which begins as what it has now; or takes that away. */
export function setOwnLook(reader: Reader, own: boolean): void {
  const state = reader.store.get();
  if (state.document) changeSettings(reader, { documentLooks: { [state.document.documentId]: own ? presentLook(state) : null } });
}
