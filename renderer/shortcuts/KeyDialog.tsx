import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import { fuzzyPick } from '../../core/search/fuzzy';
import { Modal } from '../dialogs/Modal';
import { overlay, setOverlay } from '../overlay';
import { commandName, orderedCommands } from '../palette/command-names';
import type { Reader } from '../reader';
import { changeSettings } from '../settings';
import { useStore } from '../use-store';
import { t } from '../texts';
import { KeyRow } from './KeyRow';

/** Where the keys of commands are changed. */
export function KeyDialog({ reader }: { readonly reader: Reader }) {
  const open = useStore(overlay, (state) => state.open === 'keys');
  return (
    <Modal reader={reader} open={open} close={() => { setOverlay(null); }} className="key-dialog">
      <Dialog.Title>{t('keys.title')}</Dialog.Title>
      <Keys reader={reader} />
      <div className="dialog-actions">
        <button type="button" onClick={() => { changeSettings(reader, { shortcuts: {} }); }}>{t('keys.reset')}</button>
        <Dialog.Close className="primary">{t('keys.close')}</Dialog.Close>
      </div>
    </Modal>
  );
}

function Keys({ reader }: { readonly reader: Reader }) {
  const shortcuts = useStore(reader.store, (state) => state.settings.shortcuts);
  const [typed, setTyped] = useState('');
  return (
    <>
      <input type="search" value={typed} placeholder={t('keys.find')} aria-label={t('keys.find')} onChange={(event) => { setTyped(event.target.value); }} />
      <ul className="key-rows" aria-label={t('keys.list')}>
        {fuzzyPick(orderedCommands, typed, commandName).map((command) => (
          <KeyRow key={command} command={command} shortcuts={shortcuts} change={(next) => { changeSettings(reader, { shortcuts: next }); }} say={(text) => { reader.announce(text); }} />
        ))}
      </ul>
    </>
  );
}
