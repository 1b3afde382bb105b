import { Dialog } from '@base-ui/react/dialog';
import { shortcutRows } from '../shortcuts/rows';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';

/** The sheet of keys. */
export function ShortcutSheet({ reader }: { readonly reader: Reader }) {
  const open = useStore(reader.store, (state) => state.shortcutsOpen);
  return (
    <Dialog.Root open={open} onOpenChange={(shortcutsOpen) => { reader.store.set({ shortcutsOpen }); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog shortcut-sheet">
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
          <Dialog.Close className="primary">{t('shortcuts.close')}</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
