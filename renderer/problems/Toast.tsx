import { useEffect } from 'react';
import { api } from '../api';
import type { Reader } from '../reader';
import { takeBackTags } from '../tag-manager/change-tags';
import { useStore } from '../use-store';
import { t } from '../texts';

/** Milliseconds a message stays. */
const shownFor = 8_000;

/** A short message at the foot of the window, with what it offers to do. The announcement is spoken elsewhere. */
export function Toast({ reader }: { readonly reader: Reader }) {
  const toast = useStore(reader.store, (state) => state.toast);
  useEffect(() => {
    if (!toast) return undefined;
    const timer = setTimeout(() => { reader.store.set({ toast: null }); }, shownFor);
    return () => { clearTimeout(timer); };
  }, [reader, toast]);
  useEffect(() => (toast?.offer === 'undo' ? whenTakenBack(reader, () => { reader.store.set({ toast: null }); }) : undefined), [reader, toast]);
  if (!toast) return null;
  const close = () => { reader.store.set({ toast: null }); };
  return (
    <div className="toast">
      <span>{toast.text}</span>
      {toast.offer === 'undo' ? <button type="button" onClick={() => { reader.undo(); close(); reader.view?.focus(); }}>{t('toast.undo')}</button> : null}
      {toast.offer === 'undoTags' ? <button type="button" onClick={() => { close(); void takeBackTags(reader); reader.view?.focus(); }}>{t('toast.undo')}</button> : null}
      {toast.offer === 'showExport' ? <button type="button" onClick={() => { void api.showInFolder('lastExport'); close(); }}>{t('notice.showInFolder')}</button> : null}
      <button type="button" className="toast-close" aria-label={t('notice.dismiss')} onClick={close}>×</button>
    </div>
  );
}

/** Calls `act` when a change is taken back: with what it offers done in another way, a message would take back one change more. Answers with the function that ends the wait. */
function whenTakenBack(reader: Reader, act: () => void): () => void {
  const takenBack = () => reader.store.get().session.redo.length;
  let before = takenBack();
  return reader.store.subscribe(() => {
    const now = takenBack();
    const more = now > before;
    before = now;
    if (more) act();
  });
}
