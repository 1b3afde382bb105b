import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { tagCounts, tidyTag } from '../../core/model/tags';
import { tagAll, untagAll } from '../bulk';
import { Modal } from '../dialogs/Modal';
import { knownTags, libraryTags, refreshLibraryTags } from '../known-tags';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';

/** Where the tags of one or many annotations are added and taken away. */
export function TagDialog({ reader }: { readonly reader: Reader }) {
  const tagging = useStore(reader.store, (state) => state.tagging);
  const close = () => { reader.store.set({ tagging: null }); };
  return (
    <Modal reader={reader} open={tagging !== null} close={close} className="tag-dialog">
      <Dialog.Title>{t('tags.title')}</Dialog.Title>
      {tagging ? <TagFields reader={reader} ids={tagging} close={close} /> : null}
    </Modal>
  );
}

function TagFields({ reader, ids, close }: { readonly reader: Reader; readonly ids: readonly string[]; readonly close: () => void }) {
  const annotations = useStore(reader.store, (state) => state.session.annotations);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // Within the dialog: all else is hidden from a screen reader while it is open.
  const [offers, setOffers] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.focus();
    reader.ahead.handOver(field.current);
  }, [reader]);
  const given = useMemo(() => [...tagCounts(ids.flatMap((id) => annotations.get(id) ?? [])).keys()], [annotations, ids]);
  const elsewhere = useStore(libraryTags, (state) => state.tags);
  useEffect(() => { void refreshLibraryTags(reader); }, [reader]);
  const offered = useMemo(() => knownTags(annotations.values(), elsewhere).filter((tag) => !given.includes(tag)), [annotations, given, elsewhere]);
  const meanings = useStore(reader.store, (state) => state.settings.meanings);
  const hues = useMemo(() => [...new Set(ids.flatMap((id) => annotations.get(id)?.color ?? []))], [annotations, ids]);
  const suggested = hues.flatMap((color) => {
    const tag = tidyTag(meanings[color] ?? '');
    return tag === '' || given.some((other) => other.toLowerCase() === tag.toLowerCase()) ? [] : [{ color, tag }];
  });
  const add = (text: string) => {
    const tag = tidyTag(text);
    setTyped('');
    setOpen(false);
    if (tag === '') return;
    // The spelling that is there already, so that one tag does not become two.
    const known = offered.find((other) => other.toLowerCase() === tag.toLowerCase()) ?? tag;
    tagAll(reader, ids, known);
  };
  // Closing the window is no reason to take a tag back that stands there.
  const leave = useRef(() => { /* Set below, with what is typed. */ });
  useLayoutEffect(() => { leave.current = () => { add(typed); }; });
  useEffect(() => {
    const take = () => { leave.current(); };
    reader.onLeave.add(take);
    return () => { reader.onLeave.delete(take); };
  }, [reader]);
  return (
    <>
      <ul className="tag-chips" aria-label={t('tags.given')}>
        {given.map((tag) => (
          <li key={tag} className="tag-chip">
            {tag}
            <button type="button" aria-label={t('tags.remove', { tag })} onClick={() => { untagAll(reader, ids, tag); field.current?.focus(); }}><X size={12} aria-hidden /></button>
          </li>
        ))}
      </ul>
      <Autocomplete.Root
        items={offered}
        value={typed}
        open={open}
        onOpenChange={setOpen}
        onValueChange={(value, details) => {
          if (details.reason === 'item-press') add(value);
          else setTyped(value);
        }}
      >
        <Autocomplete.Input
          ref={field}
          className="tag-field"
          placeholder={t('tags.placeholder')}
          aria-label={t('tags.add')}
          onKeyDown={(event) => {
            // The field keeps the key for itself although it has nothing to close.
            if (event.key === 'Escape' && !open) reader.store.set({ tagging: null });
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.currentTarget.getAttribute('aria-activedescendant')) return;
            event.preventDefault();
            add(typed);
          }}
        />
        <Autocomplete.Portal container={offers}>
          <Autocomplete.Positioner className="tag-positioner" positionMethod="fixed" sideOffset={4}>
            <Autocomplete.Popup className="menu tag-offers">
              <Autocomplete.List>
                {(tag: string) => <Autocomplete.Item key={tag} value={tag} className="menu-item">{tag}</Autocomplete.Item>}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
      <div ref={setOffers} />
      {suggested.map(({ color, tag }) => (
        <button key={color} type="button" className="tag-suggestion" data-color={color} onClick={() => { add(tag); field.current?.focus(); }}>
          <span className="menu-swatch" />{t('tags.meaning', { tag, color: t(`color.${color}`) })}
        </button>
      ))}
      <p className="comment-hint">{t('tags.hint')}</p>
      <button
        type="button"
        className="primary"
        onClick={() => {
          add(typed);
          close();
        }}
      >
        {t('tags.done')}
      </button>
    </>
  );
}
