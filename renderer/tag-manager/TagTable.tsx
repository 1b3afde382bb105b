import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { tagCounts } from '../../core/model/tags';
import { folded } from '../../core/search/fold';
import { libraryTags, refreshLibraryTags } from '../known-tags';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { changeTags } from './change-tags';
import { TagRow, type TagUse } from './TagRow';

/** Tags shown at most: more cannot be looked through, and the field above finds them. */
const mostShown = 200;

/** All tags, of the document or of all documents, to be renamed, merged and deleted. */
export function TagTable({ reader }: { readonly reader: Reader }) {
  const annotations = useStore(reader.store, (state) => state.session.annotations);
  const readOnly = useStore(reader.store, (state) => state.document?.readOnly ?? true);
  const elsewhere = useStore(libraryTags, (state) => state.tags);
  const shown = useStore(reader.store, (state) => state.document !== null);
  const [everywhere, setEverywhere] = useState(!shown);
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed);
  const [renaming, setRenaming] = useState<string | null>(null);
  useEffect(() => { void refreshLibraryTags(reader); }, [reader]);
  const tags = useMemo((): TagUse[] => {
    const here = tagCounts(annotations.values());
    const all = new Map(elsewhere.map((use) => [use.tag, use]));
    const names = everywhere ? [...new Set([...here.keys(), ...all.keys()])].sort((a, b) => a.localeCompare(b)) : [...here.keys()];
    return names.map((tag) => ({ tag, here: here.get(tag) ?? 0, all: all.get(tag)?.annotations ?? 0, documents: all.get(tag)?.documents ?? 0 }));
  }, [annotations, elsewhere, everywhere]);
  const found = useMemo(() => tags.filter(({ tag }) => folded(tag).includes(folded(wanted.trim()))), [tags, wanted]);
  const change = (from: string, to: string | null) => {
    setRenaming(null);
    void changeTags(reader, from, to, everywhere);
  };
  return (
    <>
      <div className="tag-manager-tools">
        <input type="search" value={typed} placeholder={t('tagManager.filter')} aria-label={t('tagManager.filter')} onChange={(event) => { setTyped(event.target.value); }} />
        {shown ? (
          <div role="group" aria-label={t('tagManager.scope')} className="segments">
            <button type="button" aria-pressed={!everywhere} onClick={() => { setEverywhere(false); }}>{t('tagManager.here')}</button>
            <button type="button" aria-pressed={everywhere} onClick={() => { setEverywhere(true); }}>{t('tagManager.everywhere')}</button>
          </div>
        ) : null}
      </div>
      {found.length === 0 ? <p className="quiet">{t(tags.length === 0 ? 'tagManager.none' : 'tagManager.noMatch')}</p> : null}
      <ul className="tag-rows" aria-label={t('tagManager.list')}>
        {found.slice(0, mostShown).map((use) => (
          <TagRow
            key={use.tag}
            use={use}
            everywhere={everywhere}
            disabled={readOnly && !everywhere}
            others={tags}
            renaming={renaming === use.tag}
            startRenaming={() => { setRenaming(use.tag); }}
            stopRenaming={() => { setRenaming(null); }}
            change={(to) => { change(use.tag, to); }}
          />
        ))}
      </ul>
    </>
  );
}
