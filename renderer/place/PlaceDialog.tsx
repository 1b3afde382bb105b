import { useEffect, useState } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import type { AnnotationPlace } from '../../core/contract';
import { api } from '../api';
import { Modal } from '../dialogs/Modal';
import { overlay, setOverlay } from '../overlay';
import type { Reader } from '../reader';
import { t } from '../texts';
import { useStore } from '../use-store';

/** Says where the annotations of the document's folder are kept, and moves them. */
export function PlaceDialog({ reader }: { readonly reader: Reader }) {
  const open = useStore(overlay, (state) => state.open === 'place');
  const document = useStore(reader.store, (state) => state.document);
  return (
    <Modal reader={reader} open={open && document !== null} close={() => { setOverlay(null); }} className="conflict-dialog">
      <Dialog.Title>{t('place.title')}</Dialog.Title>
      {document ? <Places reader={reader} documentId={document.documentId} /> : null}
    </Modal>
  );
}

function Places({ reader, documentId }: { readonly reader: Reader; readonly documentId: string }) {
  const [place, setPlace] = useState<AnnotationPlace | null>(null);
  const [beside, setBeside] = useState(false);
  const [moving, setMoving] = useState(false);
  useEffect(() => {
    let current = true;
    void api.findPlace(documentId).then((found) => {
      if (!current) return;
      if (!found.ok) {
        setOverlay(null);
        reader.report(found.problem);
        return;
      }
      setPlace(found.value);
      setBeside(found.value.beside);
    });
    return () => { current = false; };
  }, [reader, documentId]);
  if (!place) return null;
  const move = async () => {
    setMoving(true);
    // What is unsaved would stay behind.
    await reader.saveAll();
    const moved = await api.keepBeside(documentId, beside);
    setOverlay(null);
    if (!moved.ok) {
      reader.report(moved.problem);
      return;
    }
    reader.store.set({ unknownBeside: 0 });
    for (const problem of moved.value.problems) reader.report(problem);
    reader.toast(t(beside ? 'place.movedOut' : 'place.movedBack', { count: moved.value.documents }));
  };
  return (
    <>
      <Dialog.Description>{t('place.text', { folder: place.folder })}</Dialog.Description>
      <div className="restore-list place-list" role="radiogroup" aria-label={t('place.title')}>
        <label>
          <input type="radio" name="place" checked={!beside} disabled={moving} onChange={() => { setBeside(false); }} />
          <span>{t('place.own')}<small>{t('place.own.hint', { folder: place.storage })}</small></span>
        </label>
        <label>
          <input type="radio" name="place" checked={beside} disabled={moving || place.besideName === null} onChange={() => { setBeside(true); }} />
          <span>{t('place.beside')}<small>{t('place.beside.hint', { file: place.besideName ?? '' })}</small></span>
        </label>
      </div>
      <p className="restore-found" role="status">{moving ? t('place.moving') : ''}</p>
      <div className="dialog-actions">
        <Dialog.Close disabled={moving}>{t('conflicts.cancel')}</Dialog.Close>
        <button type="button" className="primary" disabled={moving || beside === place.beside} onClick={() => void move()}>{t('place.do')}</button>
      </div>
    </>
  );
}
