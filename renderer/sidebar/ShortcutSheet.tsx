import { Dialog } from '@base-ui/react/dialog';
import { Modal } from '../dialogs/Modal';
import { setOverlay } from '../overlay';
import { shortcutRows } from '../shortcuts/rows';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';

/** The sheet of keys. */
export function ShortcutSheet({ reader }: { readonly reader: Reader }) {
  const open = useStore(reader.store, (state) => state.shortcutsOpen);
  return (
    <Modal reader={reader} open={open} close={() => { reader.store.set({ shortcutsOpen: false }); }} className="shortcut-sheet">
      <Dialog.Title>{t('shortcuts.title')}</Dialog.Title>
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
      <div className="dialog-actions">
        <button type="button" onClick={() => { reader.store.set({ shortcutsOpen: false }); setOverlay('keys'); }}>{t('keys.change')}</button>
        <Dialog.Close className="primary">{t('shortcuts.close')}</Dialog.Close>
      </div>
    </Modal>
  );
}
