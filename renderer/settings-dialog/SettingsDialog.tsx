import { Dialog } from '@base-ui/react/dialog';
import { useRef, useState, type RefObject } from 'react';
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
  const opener = useRef<Element | null>(null);
  return (
    <Dialog.Root open={open} onOpenChange={(settingsOpen) => { reader.store.set({ settingsOpen }); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup
          className="dialog settings-dialog"
          initialFocus={() => {
            opener.current = document.activeElement;
            return field.current;
          }}
          finalFocus={() => (opener.current instanceof HTMLElement && opener.current.isConnected && opener.current !== document.body ? opener.current : reader.view?.contentDOM ?? true)}
        >
          <SettingsForm reader={reader} field={field} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
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
