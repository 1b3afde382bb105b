import { Dialog } from '@base-ui/react/dialog';
import { useRef, useState, type RefObject } from 'react';
import { Modal } from '../dialogs/Modal';
import type { Reader } from '../reader';
import { t, type WindowTextKey } from '../texts';
import { useStore } from '../use-store';
import { settingEntries, type SettingEntry } from './entries';

const sections = ['look', 'annotations', 'language'] as const;

/** All words by which a setting can be found. */
function wordsOf({ section, name, also, words = [] }: SettingEntry): string {
  return [...[`settings.section.${section}` as const, name, ...also].map((key) => t(key)), ...words].join(' ').toLowerCase();
}

/** All settings in one dialog. Each takes effect at once; what is typed above narrows them down. */
export default function SettingsDialog({ reader }: { readonly reader: Reader }) {
  const open = useStore(reader.store, (state) => state.settingsOpen);
  const field = useRef<HTMLInputElement>(null);
  return (
    <Modal reader={reader} open={open} close={() => { reader.store.set({ settingsOpen: false }); }} className="settings-dialog" initialFocus={field}>
      <SettingsForm reader={reader} field={field} />
    </Modal>
  );
}

interface SettingsFormProps {
  readonly reader: Reader;
  /** What is typed to find a setting, which has the focus first. */
  readonly field: RefObject<HTMLInputElement | null>;
}

function SettingsForm({ reader, field }: SettingsFormProps) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase().split(/\s+/);
  const found = settingEntries.filter((entry) => wanted.every((word) => wordsOf(entry).includes(word)));
  return (
    <>
      <header className="settings-head">
        <Dialog.Title>{t('settings.title')}</Dialog.Title>
        <input ref={field} type="search" value={search} placeholder={t('settings.search')} aria-label={t('settings.search')} onChange={(event) => { setSearch(event.target.value); }} />
        <Dialog.Close>{t('settings.close')}</Dialog.Close>
      </header>
      <div className="settings-body">
        {found.length === 0 ? <p className="quiet" role="status">{t('settings.noMatch')}</p> : null}
        {sections.map((section) => (
          <Section key={section} heading={`settings.section.${section}`} entries={found.filter((entry) => entry.section === section)} reader={reader} />
        ))}
      </div>
    </>
  );
}

function Section({ heading, entries, reader }: { readonly heading: WindowTextKey; readonly entries: readonly SettingEntry[]; readonly reader: Reader }) {
  if (entries.length === 0) return null;
  return (
    <section className="settings-section">
      <h3>{t(heading)}</h3>
      {entries.map(({ name, Control }) => <Control key={name} reader={reader} />)}
    </section>
  );
}
