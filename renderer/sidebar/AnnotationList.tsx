import { useVirtualizer } from '@tanstack/react-virtual';
import { CheckCheck } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Annotation, Placement } from '../../core/model/annotation';
import { markingPreferences, setMarkingPreferences } from '../marking-preferences';
import type { Reader } from '../reader';
import { isOrphan, reviewOf, spanOf } from '../reader-state';
import { useStore } from '../use-store';
import { t } from '../texts';

/** Pixels of an entry before it has been measured. */
const guessedHeight = 72;
/** Characters of a quote or a comment that an entry shows at most; the style sheet cuts what does not fit. */
const shownLength = 300;

type Placements = Readonly<Record<string, Placement>>;

function inOrder(annotations: Iterable<Annotation>, placements: Placements, search: string, hideResolved: boolean): Annotation[] {
  const wanted = search.trim().toLowerCase();
  const said = ({ target, comment, tags, replies }: Annotation) => [target.quote.exact, comment, ...tags, ...replies.map((reply) => reply.comment)];
  const matches = (annotation: Annotation) => !(hideResolved && annotation.resolved) && (wanted === '' || said(annotation).some((text) => text.toLowerCase().includes(wanted)));
  const place = (annotation: Annotation) => spanOf(annotation, placements)?.start ?? Infinity;
  return [...annotations].filter(matches).sort((a, b) => (place(a) === place(b) ? (a.id < b.id ? -1 : 1) : place(a) - place(b)));
}

/** All annotations of the document, by place; what was not found in the text stands last. */
export function AnnotationList({ reader }: { readonly reader: Reader }) {
  const annotations = useStore(reader.store, (state) => state.session.annotations);
  const placements = useStore(reader.store, (state) => state.placements);
  const focused = useStore(reader.store, (state) => state.focused);
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const hideResolved = useStore(markingPreferences, (preferences) => preferences.hideResolved);
  const entries = useMemo(() => inOrder(annotations.values(), placements, wanted, hideResolved), [annotations, placements, wanted, hideResolved]);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: entries.length, getScrollElement: () => scroller.current, estimateSize: () => guessedHeight, overscan: 8, getItemKey: (at) => entries[at]?.id ?? at });
  const current = Math.max(0, entries.findIndex(({ id }) => id === focused));
  const go = (at: number, move: boolean) => {
    const entry = entries[Math.min(Math.max(at, 0), entries.length - 1)];
    if (!entry) return;
    reader.focus(entry.id);
    reader.reveal(entry.id);
    rows.scrollToIndex(Math.max(0, entries.indexOf(entry)));
    if (move) requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-id="${entry.id}"]`)?.focus());
  };
  const steps: Readonly<Record<string, number>> = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: entries.length - 1, PageDown: current + 8, PageUp: current - 8 };
  return (
    <div className="annotation-list">
      <header>
        <input type="search" value={search} placeholder={t('list.search')} aria-label={t('list.search')} onChange={(event) => { setSearch(event.target.value); }} />
        <button type="button" className="list-tool" aria-pressed={hideResolved} aria-label={t('list.hideResolved')} title={t('list.hideResolved')} onClick={() => { setMarkingPreferences({ hideResolved: !hideResolved }); }}>
          <CheckCheck size={16} aria-hidden />
        </button>
      </header>
      {entries.length === 0 ? <p className="quiet list-empty">{t(annotations.size === 0 ? 'list.none' : 'list.noMatch')}</p> : null}
      <div
        className="list-scroller"
        ref={scroller}
        onKeyDown={(event) => {
          const next = steps[event.key];
          if (next === undefined) return;
          event.preventDefault();
          go(next, true);
        }}
      >
        <div role="list" aria-label={t('list.label')} style={{ height: rows.getTotalSize() }} className="list-rows">
          {rows.getVirtualItems().map((row) => {
            const annotation = entries[row.index];
            return annotation ? (
              <div key={row.key} role="listitem" className="list-row" data-index={row.index} ref={rows.measureElement} style={{ transform: `translateY(${String(row.start)}px)` }}>
                <Entry
                  annotation={annotation}
                  status={isOrphan(annotation, placements) ? 'orphaned' : reviewOf(annotation, placements)}
                  focused={annotation.id === focused}
                  reachable={row.index === current}
                  onGo={() => { go(row.index, false); }}
                />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}

interface EntryProps {
  readonly annotation: Annotation;
  /** What is not in order with its place; null when all is. */
  readonly status: 'changed' | 'unsure' | 'orphaned' | null;
  readonly focused: boolean;
  /** True for the one entry that Tab stops at; arrows go on from there. */
  readonly reachable: boolean;
  readonly onGo: () => void;
}

function Entry({ annotation, status, focused, reachable, onGo }: EntryProps) {
  const { id, color, style, target, comment, tags, resolved, replies } = annotation;
  return (
    <button type="button" className="list-entry" data-id={id} data-color={color} data-style={style} data-status={status ?? 'same'} aria-current={focused} tabIndex={reachable ? 0 : -1} onClick={onGo}>
      <span className="visually-hidden">{t(`color.${color}`)}, {t(`style.${style}`)}</span>
      <span className="list-quote" dir="auto">{target.quote.exact.slice(0, shownLength)}</span>
      {comment ? <span className="list-comment" dir="auto">{comment.slice(0, shownLength)}</span> : null}
      {tags.length > 0 ? <span className="list-tags">{tags.map((tag) => `#${tag}`).join(' ')}</span> : null}
      {replies.length > 0 ? <span className="list-tags">{t('comments.replyCount', { count: replies.length })}</span> : null}
      {resolved ? <span className="list-status">{t('comments.resolved')}</span> : null}
      {status ? <span className="list-status">{t(status === 'orphaned' ? 'list.orphan' : `list.${status}`)}</span> : null}
    </button>
  );
}
