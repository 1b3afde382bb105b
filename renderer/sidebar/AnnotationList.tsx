import { Ellipsis, Trash2, X } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { everything, type ListQuery } from '../../core/listing/query';
import type { Annotation } from '../../core/model/annotation';
import { openMenu } from '../annotation-menu/open-menu';
import { changeMany, changesMany, removeAll } from '../bulk';
import { runCommand } from '../commands';
import { annotationKey, plainCommand } from '../keys';
import { refusesChange } from '../read-only';
import type { Reader } from '../reader';
import { isOrphan, reviewOf } from '../reader-state';
import { changeSettings } from '../settings';
import { useStore } from '../use-store';
import { t } from '../texts';
import { ListEntry } from './ListEntry';
import { ListTools } from './ListTools';
import { useListing } from './use-listing';
import { useReveal } from './use-reveal';
import { useRows } from './use-rows';

const none: ReadonlySet<string> = new Set();
const noEntries: readonly Annotation[] = [];

/** What was picked, and out of which list. */
interface Picked {
  readonly ids: ReadonlySet<string>;
  readonly of: readonly Annotation[];
}

/** Those of the picked ones that a list shows. */
function shownOf({ ids: picked, of }: Picked, entries: readonly Annotation[]): ReadonlySet<string> {
  if (picked.size === 0 || of === entries) return picked;
  // Making a set of very many is felt, looking them up is not: mostly all are there, or none.
  let count = 0;
  for (const { id } of entries) if (picked.has(id)) count += 1;
  if (count === picked.size) return picked;
  return count === 0 ? none : new Set(entries.flatMap(({ id }) => (picked.has(id) ? [id] : [])));
}

/** All annotations of the document; what was not found in the text stands last. */
export function AnnotationList({ reader }: { readonly reader: Reader }) {
  const annotations = useStore(reader.store, (state) => state.session.annotations);
  const placements = useStore(reader.store, (state) => state.placements);
  const focused = useStore(reader.store, (state) => state.focused);
  const hideResolved = useStore(reader.store, (state) => state.settings.hideResolved);
  const [query, setQuery] = useState(everything);
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const asked = useMemo((): ListQuery => ({ ...query, search: wanted, state: query.state === 'all' && hideResolved ? 'open' : query.state }), [query, wanted, hideResolved]);
  const listing = useListing(reader, asked);
  const reveal = useReveal(reader);
  const entries = listing ?? noEntries;
  const [picked, pick] = useState<Picked>({ ids: none, of: noEntries });
  const setPicked = (ids: ReadonlySet<string>) => { pick({ ids, of: entries }); };
  // What was deleted or is not shown any more must not be changed unseen.
  const chosen = useMemo(() => shownOf(picked, entries), [picked, entries]);
  const anchor = useRef<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRows(scroller, entries.length);
  // Where nothing has the attention any more, since it was deleted or is not shown, the next one stands in its place.
  const [lastAt, setLastAt] = useState(0);
  const focusedAt = useMemo(() => (focused === null ? -1 : entries.findIndex(({ id }) => id === focused)), [entries, focused]);
  const current = focusedAt < 0 ? Math.max(0, Math.min(lastAt, entries.length - 1)) : focusedAt;

  const pickTo = (at: number) => {
    const from = Math.max(0, entries.findIndex(({ id }) => id === (anchor.current ?? focused)));
    anchor.current = entries[from]?.id ?? null;
    setPicked(new Set(entries.slice(Math.min(from, at), Math.max(from, at) + 1).map(({ id }) => id)));
  };
  const go = (wantedAt: number, move: boolean, extend = false) => {
    const at = Math.min(Math.max(wantedAt, 0), entries.length - 1);
    const entry = entries[at];
    if (!entry) return;
    if (extend) pickTo(at);
    else {
      anchor.current = entry.id;
      setPicked(none);
    }
    reader.focus(entry.id);
    reveal(entry.id);
    rows.scrollToIndex(at);
    if (move) requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-id="${entry.id}"]`)?.focus());
  };
  const toggle = (at: number) => {
    const id = entries[at]?.id;
    if (!id) return;
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    anchor.current = id;
    setPicked(next);
  };
  const click = (event: MouseEvent, at: number) => {
    if (event.ctrlKey || event.metaKey) toggle(at);
    else go(at, false, event.shiftKey);
  };
  const steps: Readonly<Record<string, number>> = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: entries.length - 1, PageDown: current + 8, PageUp: current - 8 };
  const press = (event: KeyboardEvent) => {
    const next = steps[event.key];
    if (next !== undefined) go(next, true, event.shiftKey);
    else if (event.key === ' ' && (event.ctrlKey || event.metaKey)) toggle(current);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) setPicked(new Set(entries.map(({ id }) => id)));
    else if (event.key === 'Escape' && chosen.size > 0) setPicked(none);
    else if (event.key === 'Delete' || event.key === 'Backspace') removeAll(reader, concerned());
    else if (!letter(event.nativeEvent)) return;
    event.preventDefault();
  };
  const letter = (event: globalThis.KeyboardEvent): boolean => {
    const command = plainCommand(event);
    if (command === 'tag') tag();
    else if (chosen.size > 1 && command && changesMany(command)) changeMany(reader, chosen, command);
    else return annotationKey(reader, event, (wanted) => { void runCommand(reader, wanted); });
    return true;
  };
  const concerned = () => (chosen.size > 0 ? [...chosen] : entries[current] ? [entries[current].id] : []);
  const tag = () => {
    const ids = concerned();
    if (ids.length > 0 && !refusesChange(reader)) reader.store.set({ tagging: ids });
  };
  const menu = (event: MouseEvent<HTMLElement>, id: string) => {
    if (!chosen.has(id)) {
      setPicked(none);
      reader.focus(id);
    }
    openMenu(reader, chosen.has(id) ? [...chosen] : [id], event.nativeEvent, event.currentTarget);
  };
  return (
    <div className="annotation-list">
      <ListTools annotations={annotations} query={query} search={search} hideResolved={hideResolved} onSearch={setSearch} onQuery={(fields) => { setQuery({ ...query, ...fields }); }} onHideResolved={(hide) => { changeSettings(reader, { hideResolved: hide }); }} />
      {chosen.size > 1 ? (
        <div className="bulk-bar" role="group" aria-label={t('bulk.label')}>
          <span>{t('bulk.chosen', { count: chosen.size })}</span>
          <button type="button" className="list-tool" aria-label={t('bulk.change')} title={t('bulk.change')} onClick={(event) => { openMenu(reader, [...chosen], event.nativeEvent, event.currentTarget); }}><Ellipsis size={16} aria-hidden /></button>
          <button type="button" className="list-tool" aria-label={t('bulk.delete')} title={t('bulk.delete')} onClick={() => { removeAll(reader, chosen); }}><Trash2 size={16} aria-hidden /></button>
          <button type="button" className="list-tool" aria-label={t('bulk.clear')} title={t('bulk.clear')} onClick={() => { setPicked(none); }}><X size={16} aria-hidden /></button>
        </div>
      ) : null}
      {listing?.length === 0 ? <p className="quiet list-empty">{t(annotations.size === 0 ? 'list.none' : 'list.noMatch')}</p> : null}
      <div className="list-scroller" ref={scroller} onKeyDown={press} onFocus={(event) => { setLastAt(Number(event.target.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? 0)); }}>
        <div role="list" aria-label={t('list.label')} style={{ height: rows.getTotalSize() }} className="list-rows">
          {rows.getVirtualItems().map((row) => {
            const annotation = entries[row.index];
            return annotation ? (
              <div key={row.key} role="listitem" className="list-row" data-index={row.index} ref={rows.measureElement} style={{ transform: `translateY(${String(row.start)}px)` }}>
                <ListEntry
                  annotation={annotation}
                  status={isOrphan(annotation, placements) ? 'orphaned' : reviewOf(annotation, placements)}
                  focused={annotation.id === focused}
                  chosen={chosen.has(annotation.id)}
                  reachable={row.index === current}
                  onClick={(event) => { click(event, row.index); }}
                  onMenu={(event) => { menu(event, annotation.id); }}
                />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}
