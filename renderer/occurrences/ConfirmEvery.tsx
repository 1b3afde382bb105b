import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { Reader } from '../reader';
import { numeral, t } from '../texts';
import { useStore } from '../use-store';
import { question } from './mark-every';

/** Characters of the words that are shown. */
const shownLength = 60;

/** Asks before very many places are marked at once. */
export function ConfirmEvery({ reader }: { readonly reader: Reader }) {
  const open = useStore(question, (state) => state.open);
  const words = open && open.words.length > shownLength ? `${open.words.slice(0, shownLength)}…` : open?.words;
  return (
    <AlertDialog.Root open={open !== null} onOpenChange={(stays) => { if (!stays) open?.answer(false); }}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup className="dialog confirm-dialog" finalFocus={() => reader.view?.contentDOM ?? true}>
          {open ? (
            <>
              <AlertDialog.Title>{t('occurrences.askTitle', { count: open.count, places: numeral(open.count) })}</AlertDialog.Title>
              <AlertDialog.Description>{t('occurrences.ask', { words: words ?? '' })}</AlertDialog.Description>
              <div className="dialog-actions">
                <AlertDialog.Close>{t('occurrences.cancel')}</AlertDialog.Close>
                <button type="button" className="primary" onClick={() => { open.answer(true); }}>{t('occurrences.markAll')}</button>
              </div>
            </>
          ) : null}
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
