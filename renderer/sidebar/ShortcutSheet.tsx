import { Dialog } from '@base-ui/react/dialog';
import { useRef } from 'react';
import { Modal } from '../dialogs/Modal';
import { setOverlay } from '../overlay';
import { shortcutRows } from '../shortcuts/rows';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';

/** The sheet of keys. The rows have the focus first, so that arrows scroll them. */
export function ShortcutSheet({ reader }: { readonly reader: Reader }) {
  const open = useStore(reader.store, (state) => state.shortcutsOpen);
  const rows = useRef<HTMLDivElement>(null);
  return (
    <Modal reader={reader} open={open} close={() => { reader.store.set({ shortcutsOpen: false }); }} className="shortcut-sheet" initialFocus={rows}>
      <Dialog.Title>{t('shortcuts.title')}</Dialog.Title>
      <div className="shortcut-rows" ref={rows} role="region" aria-label={t('shortcuts.title')} tabIndex={0}>
        <table>
          <tbody>
            {shortcutRows().map(({ keys, text }) => (
              <tr key={text}>
                <th scope="row">{t(text)}</th>
                <td>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="dialog-actions">
        <button type="button" onClick={() => { reader.store.set({ shortcutsOpen: false }); setOverlay('keys'); }}>{t('keys.change')}</button>
        <Dialog.Close className="primary">{t('shortcuts.close')}</Dialog.Close>
      </div>
    </Modal>
  );
}
