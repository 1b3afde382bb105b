import { useEffect, useState } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import type { EarlierState, Imported } from '../../core/contract';
import { api } from '../api';
import { Modal } from '../dialogs/Modal';
import { offerImported } from '../importing/import-annotations';
import { overlay, setOverlay } from '../overlay';
import type { Reader } from '../reader';
import type { ShownDocument } from '../reader-state';
import { useStore } from '../use-store';
import { moment, t } from '../texts';

/** Brings back what an earlier state of the document's annotations holds and the present one does not. */
export function RestoreDialog({ reader }: { readonly reader: Reader }) {
  const open = useStore(overlay, (state) => state.open === 'restore');
  const document = useStore(reader.store, (state) => state.document);
  return (
    <Modal reader={reader} open={open && document !== null} close={() => { setOverlay(null); }} className="conflict-dialog">
      <Dialog.Title>{t('restore.title')}</Dialog.Title>
      <Dialog.Description>{t('restore.text')}</Dialog.Description>
      {document ? <States reader={reader} document={document} /> : null}
    </Modal>
  );
}

/** Lists and compares anew when another text is shown: what was found before has its places in that one. */
function States({ reader, document }: { readonly reader: Reader; readonly document: ShownDocument }) {
  const { documentId } = document;
  const [states, setStates] = useState<readonly EarlierState[] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [found, setFound] = useState<Imported | null>(null);
  const close = () => { setOverlay(null); };
  useEffect(() => {
    let current = true;
    // What is unsaved would be missing in the comparison.
    void reader.saveAll().then(() => api.listEarlierStates(documentId)).then((listed) => {
      if (!current) return;
      if (listed.ok) setStates(listed.value);
      else {
        setOverlay(null);
        reader.report(listed.problem);
      }
    });
    return () => { current = false; };
  }, [reader, document, documentId]);
  useEffect(() => {
    if (chosen === null) return;
    let current = true;
    setFound(null);
    void api.readEarlierState(documentId, chosen).then((compared) => {
      if (!current) return;
      if (compared.ok) setFound(compared.value);
      else {
        setOverlay(null);
        reader.report(compared.problem);
      }
    });
    return () => { current = false; };
  }, [reader, document, documentId, chosen]);
  const gone = found ? found.change.added.length + found.change.updated.length : 0;
  const other = found?.conflicts.length ?? 0;
  const restore = () => {
    if (!found) return;
    close();
    offerImported(reader, found, true);
  };
  return (
    <>
      {states?.length === 0 ? <p>{t('restore.none')}</p> : (
        <div className="restore-list" role="radiogroup" aria-label={t('restore.list')} tabIndex={-1}>
          {(states ?? []).map(({ name, date, annotations }) => (
            <label key={name}>
              <input type="radio" name="earlier-state" checked={chosen === name} onChange={() => { setChosen(name); }} />
              <span>{moment(date, { dateStyle: 'full', timeStyle: 'short' })}</span>
              <span className="quiet">{annotations === null ? t('restore.damaged') : t('startPage.annotations', { count: annotations })}</span>
            </label>
          ))}
        </div>
      )}
      <p className="restore-found" role="status">{chosen === null ? '' : foundText(found, gone, other)}</p>
      <div className="dialog-actions">
        <Dialog.Close>{t('conflicts.cancel')}</Dialog.Close>
        <button type="button" className="primary" disabled={gone + other === 0} onClick={restore}>{t('restore.do')}</button>
      </div>
    </>
  );
}

function foundText(found: Imported | null, gone: number, other: number): string {
  if (!found) return t('restore.comparing');
  if (gone + other === 0) return t('restore.nothing');
  return [...(gone > 0 ? [t('restore.gone', { count: gone })] : []), ...(other > 0 ? [t('restore.other', { count: other })] : [])].join(' ');
}
