import { useId, useRef, useState } from 'react';
import { api } from '../api';
import type { Reader } from '../reader';
import { t } from '../texts';
import { useStore } from '../use-store';

/** The folders that keep annotations beside their files, each with the way back. */
export function BesideFolders({ reader }: { readonly reader: Reader }) {
  const folders = useStore(reader.store, (state) => state.settings.besideFolders);
  const [asked, setAsked] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const name = useId();
  const list = useRef<HTMLDivElement>(null);
  const leave = async (folder: string) => {
    setAsked(null);
    setSaid(t('place.moving'));
    // The button that had the focus goes with its folder.
    list.current?.focus();
    // What is unsaved would stay behind.
    await reader.saveAll();
    const moved = await api.leaveFolder(folder);
    setSaid(moved.ok ? t('place.movedBack', { count: moved.value.documents }) : '');
    for (const problem of moved.ok ? moved.value.problems : [moved.problem]) reader.report(problem);
  };
  return (
    <div ref={list} className="setting setting-folders" role="group" aria-labelledby={name} tabIndex={-1}>
      <span id={name}>{t('settings.beside')}</span>
      {folders.length === 0 ? <span className="quiet setting-hint">{t('settings.beside.none', { command: t('place.title') })}</span> : null}
      <ul>
        {folders.map((folder) => (
          <Folder
            key={folder}
            folder={folder}
            asked={asked === folder}
            ask={(wanted) => {
              setSaid('');
              setAsked(wanted ? folder : null);
            }}
            leave={() => void leave(folder)}
          />
        ))}
      </ul>
      <span className="quiet setting-hint" role="status">{said}</span>
    </div>
  );
}

interface FolderProps {
  readonly folder: string;
  /** True while it is asked whether to leave the folder. */
  readonly asked: boolean;
  readonly ask: (wanted: boolean) => void;
  readonly leave: () => void;
}

function Folder({ folder, asked, ask, leave }: FolderProps) {
  const id = useId();
  return (
    <li>
      <bdi id={id}>{folder}</bdi>
      <button type="button" aria-describedby={id} aria-expanded={asked} onClick={() => { ask(!asked); }}>{t('settings.beside.stop')}</button>
      {asked ? (
        <div className="setting-question">
          <p id={`${id}-question`} className="quiet setting-hint">{t('settings.beside.ask')}</p>
          <button type="button" className="primary" autoFocus aria-describedby={`${id} ${id}-question`} onClick={leave}>{t('settings.beside.do')}</button>
        </div>
      ) : null}
    </li>
  );
}
