import { Dialog } from '@base-ui/react/dialog';
import { Modal } from '../dialogs/Modal';
import { overlay, setOverlay } from '../overlay';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { Meanings } from './Meanings';
import { TagTable } from './TagTable';

/** Where tags are renamed, merged and deleted, and where colours get a meaning. */
export function TagManager({ reader }: { readonly reader: Reader }) {
  const open = useStore(overlay, (state) => state.open === 'tag-manager');
  return (
    <Modal reader={reader} open={open} close={() => { setOverlay(null); }} className="tag-manager">
      <Dialog.Title>{t('tagManager.title')}</Dialog.Title>
      <TagTable reader={reader} />
      <Meanings reader={reader} />
      <div className="dialog-actions"><Dialog.Close className="primary">{t('tagManager.done')}</Dialog.Close></div>
    </Modal>
  );
}
