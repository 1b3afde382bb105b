import { Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { tidyTag } from '../../core/model/tags';
import { t } from '../texts';

/** A tag, and how much it is used. */
export interface TagUse {
  readonly tag: string;
  /** Annotations of the document. */
  readonly here: number;
  /** Annotations of all documents, and how many these are. */
  readonly all: number;
  readonly documents: number;
}

interface TagRowProps {
  readonly use: TagUse;
  readonly everywhere: boolean;
  readonly disabled: boolean;
  readonly others: readonly TagUse[];
  readonly renaming: boolean;
  readonly startRenaming: () => void;
  readonly stopRenaming: () => void;
  /** Null: the tag goes. */
  readonly change: (to: string | null) => void;
}

const icon = { size: 15, 'aria-hidden': true } as const;

/** A tag with what can be done to it. */
export function TagRow({ use, everywhere, disabled, others, renaming, startRenaming, stopRenaming, change }: TagRowProps) {
  const { tag, here, all, documents } = use;
  const renameButton = useRef<HTMLButtonElement>(null);
  if (renaming) {
    return (
      <li>
        <NewName
          tag={tag}
          others={others}
          save={change}
          cancel={() => {
            stopRenaming();
            requestAnimationFrame(() => { renameButton.current?.focus(); });
          }}
        />
      </li>
    );
  }
  const count = everywhere && all > 0 ? t('tagManager.countAll', { count: all, documents: t('librarySearch.documents', { count: documents }) }) : t('tagManager.countHere', { count: here });
  return (
    <li>
      <span className="tag-chip">{tag}</span>
      <span className="quiet tag-count">{count}</span>
      <button ref={renameButton} type="button" className="list-tool" disabled={disabled} aria-label={t('tagManager.rename', { tag })} title={t('tagManager.rename', { tag })} onClick={startRenaming}><Pencil {...icon} /></button>
      <button type="button" className="list-tool" disabled={disabled} aria-label={t('tagManager.delete', { tag })} title={t('tagManager.delete', { tag })} onClick={() => { change(null); }}><Trash2 {...icon} /></button>
    </li>
  );
}

function NewName({ tag, others, save, cancel }: { readonly tag: string; readonly others: readonly TagUse[]; readonly save: (to: string) => void; readonly cancel: () => void }) {
  const [name, setName] = useState(tag);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { field.current?.select(); }, []);
  const tidy = tidyTag(name);
  const twin = others.find((other) => other.tag !== tag && other.tag.toLowerCase() === tidy.toLowerCase());
  const usable = tidy !== '' && tidy !== tag;
  const submit = () => {
    if (usable) save(twin?.tag ?? tidy);
    else cancel();
  };
  return (
    <form
      className="new-name"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <input
        ref={field}
        autoFocus
        value={name}
        maxLength={100}
        aria-label={t('tagManager.newName', { tag })}
        onChange={(event) => { setName(event.target.value); }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // Only the field closes, not the dialog.
          event.stopPropagation();
          cancel();
        }}
      />
      <button type="submit" className="primary">{t(twin ? 'tagManager.merge' : 'tagManager.save')}</button>
      <button type="button" onClick={cancel}>{t('tagManager.cancel')}</button>
      {twin ? <p className="quiet" role="status">{t('tagManager.mergeHint', { tag: twin.tag })}</p> : null}
    </form>
  );
}
