import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { sectionAt, shownSections, topSections, type Section } from '../../core/outline/sections';
import { movingOf } from '../moving/moving';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { focusAwaitedRow } from './toggle-outline';
import { useOutline } from './use-outline';

/** Pixels of a row. */
const rowHeight = 28;
/** Pixels by which a section stands in from the one that it belongs to. */
const indent = 14;
/** An outline of more sections is shown folded. */
const mostUnfolded = 300;

/** The headings of the text as a tree: where one is, and the way to the others. */
export function Outline({ reader }: { readonly reader: Reader }) {
  const sections = useOutline(reader);
  const loading = useStore(reader.store, (state) => state.loaded !== null);
  if (!sections) return <div className="outline">{loading ? <p className="quiet list-empty">{t('outline.loading')}</p> : null}</div>;
  if (sections.length === 0) return <div className="outline"><p className="quiet list-empty">{t('outline.none')}</p></div>;
  return <Tree key={sections[0]?.heading.title} reader={reader} sections={sections} />;
}

function foldedAtFirst(sections: readonly Section[]): ReadonlySet<number> {
  return new Set(sections.length <= mostUnfolded ? [] : [...sections.keys()].filter((at) => (sections[at]?.children ?? 0) > 0));
}

/** The section itself when it is shown, or the outermost folded one that it lies in. */
function shownOf(sections: readonly Section[], folded: ReadonlySet<number>, at: number): number {
  let shown = at;
  for (let above = sections[at]?.parent ?? -1; above >= 0; above = sections[above]?.parent ?? -1) if (folded.has(above)) shown = above;
  return shown;
}

function Tree({ reader, sections }: { readonly reader: Reader; readonly sections: readonly Section[] }) {
  const [folded, setFolded] = useState(() => foldedAtFirst(sections));
  const rows = useMemo(() => shownSections(sections, folded), [sections, folded]);
  const tops = useMemo(() => topSections(sections), [sections]);
  const place = useStore(reader.store, (state) => sectionAt(sections, state.progress.offset));
  const current = useMemo(() => shownOf(sections, folded, place), [sections, folded, place]);
  const [chosen, setChosen] = useState<number | null>(null);
  const active = chosen !== null && rows.includes(chosen) ? chosen : (current >= 0 ? current : (rows[0] ?? 0));
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8 });
  const seen = rows.indexOf(current);
  useEffect(() => { if (seen >= 0) list.scrollToIndex(seen); }, [seen, list]);

  useEffect(focusAwaitedRow);

  const fold = (at: number, close: boolean) => {
    const next = new Set(folded);
    if (close) next.add(at);
    else next.delete(at);
    setFolded(next);
  };
  const focusRow = (at: number | undefined) => {
    if (at === undefined || at < 0) return;
    setChosen(at);
    list.scrollToIndex(rows.indexOf(at));
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-section="${String(at)}"]`)?.focus());
  };
  const go = (at: number) => {
    const heading = sections[at]?.heading;
    setChosen(at);
    if (heading) movingOf(reader).jumps.toTop(heading.at);
  };
  const press = (event: KeyboardEvent) => {
    const row = rows.indexOf(active);
    const section = sections[active];
    const isFolded = folded.has(active);
    const steps: Readonly<Record<string, number>> = { ArrowDown: row + 1, ArrowUp: row - 1, Home: 0, End: rows.length - 1, PageDown: row + 10, PageUp: row - 10 };
    const step = steps[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step !== undefined) focusRow(rows[Math.min(Math.max(step, 0), rows.length - 1)]);
    else if (event.key === 'ArrowRight' && section && section.children > 0) {
      if (isFolded) fold(active, false);
      else focusRow(rows[row + 1]);
    } else if (event.key === 'ArrowLeft' && section) {
      if (section.children > 0 && !isFolded) fold(active, true);
      else focusRow(section.parent);
    } else if (event.key === ' ') go(active);
    else if (event.key === 'Enter') {
      go(active);
      reader.view?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <div className="outline" ref={scroller} onKeyDown={press}>
      <div role="tree" aria-label={t('outline.label')} className="list-rows" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ key, index, start }) => {
          const at = rows[index] ?? 0;
          const section = sections[at];
          return section ? (
            <Row
              key={key}
              at={at}
              section={section}
              siblings={section.parent < 0 ? tops : (sections[section.parent]?.children ?? 1)}
              folded={folded.has(at)}
              current={at === current}
              reachable={at === active}
              top={start}
              onGo={() => { go(at); }}
              onFold={() => { fold(at, !folded.has(at)); }}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

interface RowProps {
  readonly at: number;
  readonly section: Section;
  readonly siblings: number;
  readonly folded: boolean;
  readonly current: boolean;
  /** True for the one row that Tab comes to. */
  readonly reachable: boolean;
  readonly top: number;
  readonly onGo: () => void;
  readonly onFold: () => void;
}

function Row({ at, section: { heading, depth, children, place }, siblings, folded, current, reachable, top, onGo, onFold }: RowProps) {
  return (
    <div
      role="treeitem"
      className="outline-row"
      data-section={at}
      aria-level={depth + 1}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-current={current ? 'location' : undefined}
      aria-expanded={children > 0 ? !folded : undefined}
      tabIndex={reachable ? 0 : -1}
      title={heading.title}
      style={{ transform: `translateY(${String(top)}px)`, paddingInlineStart: 8 + indent * Math.min(depth, 8) }}
      onClick={onGo}
    >
      <span className="outline-fold" aria-hidden="true" title={t(folded ? 'outline.unfold' : 'outline.fold')} data-folded={folded} onClick={(event) => { event.stopPropagation(); onFold(); }}>
        {children > 0 ? <ChevronRight size={14} /> : null}
      </span>
      <span className="outline-title" dir="auto">{heading.title}</span>
    </div>
  );
}
