import { useEffect, useRef, type MouseEvent } from 'react';
import { densityOf, offsetOf, type DensityRow } from '../../core/layers/density';
import type { MatchList } from '../../core/find/match-list';
import { colors } from '../../core/model/annotation';
import { inParts } from '../in-parts';
import type { Moving } from '../moving/moving';
import type { Reader } from '../reader';
import { useStore } from '../use-store';

/** Pixels of the track's width. */
const width = 9;
/** Pixels of a row: annotations nearer to one another share it. */
const rowHeight = 2;
/** Rows around a click in which a mark is what was meant. */
const reach = 3;

interface ScrollTrackProps {
  readonly reader: Reader;
  readonly moving: Moving;
}

/**
 * Beside the scroll bar, a picture of the whole text: where the annotations are, by colour, and where the matches are. A click goes there.
 * For the mouse alone: the list and the keys that step say the same to everyone else.
 */
export function ScrollTrack({ reader, moving }: ScrollTrackProps) {
  const shown = useStore(reader.store, (state) => state.document !== null && state.painted);
  const session = useStore(reader.store, (state) => state.session);
  const placements = useStore(reader.store, (state) => state.placements);
  const placing = useStore(reader.store, (state) => state.placing);
  const loaded = useStore(reader.store, (state) => state.loaded);
  const find = useStore(moving.finder.store, (state) => state);
  const canvas = useRef<HTMLCanvasElement>(null);
  const rows = useRef<readonly DensityRow[]>([]);
  const redraw = useRef<() => void>(() => undefined);
  const matches = find.open ? moving.finder.matches : null;

  useEffect(() => {
    redraw.current = () => { if (canvas.current) draw(canvas.current, rows.current, matches, reader.view?.state.doc.length ?? 0); };
    redraw.current();
  }, [reader, matches, find.count]);
  useEffect(() => {
    if (!shown || placing) return undefined;
    let stop: (() => void) | null = null;
    let seen = reader.marks.replaced;
    const measure = () => {
      const { view } = reader;
      seen = reader.marks.replaced;
      const element = canvas.current;
      if (!view || !element) return;
      stop?.();
      const { clientHeight, clientWidth, offsetWidth } = view.scrollDOM;
      element.style.insetBlockStart = `${String(view.scrollDOM.getBoundingClientRect().top - (element.offsetParent?.getBoundingClientRect().top ?? 0))}px`;
      element.style.height = `${String(clientHeight)}px`;
      element.style.insetInlineEnd = `${String(offsetWidth - clientWidth)}px`;
      stop = inParts(densityOf(reader.marks.all(), view.state.doc.length, Math.max(1, Math.floor(clientHeight / rowHeight))), (next) => {
        rows.current = next;
        redraw.current();
      });
    };
    // Very many marks are replaced some time after the annotations.
    const look = () => { if (reader.marks.replaced !== seen) measure(); };
    reader.onLayout.add(look);
    const size = new ResizeObserver(measure);
    if (reader.view) size.observe(reader.view.scrollDOM);
    const dress = new MutationObserver(() => { redraw.current(); });
    dress.observe(document.documentElement, { attributes: true });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const dressed = () => { redraw.current(); };
    dark.addEventListener('change', dressed);
    return () => {
      stop?.();
      reader.onLayout.delete(look);
      size.disconnect();
      dress.disconnect();
      dark.removeEventListener('change', dressed);
    };
  }, [reader, shown, session, placements, placing, loaded]);

  const go = (event: MouseEvent<HTMLCanvasElement>) => {
    const { view } = reader;
    const count = rows.current.length;
    if (!view || count === 0) return;
    const length = view.state.doc.length;
    const row = Math.floor(((event.clientY - event.currentTarget.getBoundingClientRect().top) / event.currentTarget.clientHeight) * count);
    const near = nearest(count, row, (at) => hasMark(rows.current[at]) || hasMatch(matches, at, length, count));
    const from = offsetOf(near ?? Math.max(0, row), length, count);
    const to = offsetOf((near ?? row) + 1, length, count);
    const match = matches?.at(matches.firstFrom(from));
    const mark = near === null ? undefined : reader.marks.touching(from, Math.max(to, from + 1))[0];
    const start = near === null ? from : (match && match.start < to ? match.start : (mark?.span.start ?? from));
    moving.jumps.to({ start, end: start });
    view.focus();
  };
  return shown ? (
    <>
      <canvas ref={canvas} className="scroll-track" aria-hidden="true" width={width} onMouseDown={(event) => { event.preventDefault(); }} onClick={go} />
      <span className="scroll-track-colors" aria-hidden="true">{colors.map((color) => <i key={color} data-color={color} />)}<i /></span>
    </>
  ) : null;
}

function hasMark(row: DensityRow | undefined): boolean {
  return row !== undefined && Object.keys(row).length > 0;
}

function hasMatch(matches: MatchList | null, row: number, length: number, rows: number): boolean {
  return matches !== null && matches.firstFrom(offsetOf(row, length, rows)) < matches.firstFrom(offsetOf(row + 1, length, rows));
}

function nearest(rows: number, row: number, has: (row: number) => boolean): number | null {
  for (let away = 0; away <= reach; away += 1) {
    for (const at of [row - away, row + away]) if (at >= 0 && at < rows && has(at)) return at;
  }
  return null;
}

/** Paints the rows: colours side by side, stronger where there are more; matches over them, at the side of the scroll bar. */
function draw(canvas: HTMLCanvasElement, rows: readonly DensityRow[], matches: MatchList | null, length: number): void {
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(rows.length * rowHeight * scale);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(scale, scale);
  const inks = [...canvas.parentElement?.querySelectorAll('.scroll-track-colors i') ?? []].map((sample) => getComputedStyle(sample).backgroundColor);
  for (const [at, row] of rows.entries()) {
    const here = colors.filter((color) => row[color] !== undefined);
    for (const [place, color] of here.entries()) {
      context.globalAlpha = Math.min(1, 0.6 + 0.1 * (row[color] ?? 0));
      context.fillStyle = inks[colors.indexOf(color)] ?? '';
      context.fillRect(1 + (place * (width - 2)) / here.length, at * rowHeight, (width - 2) / here.length, rowHeight);
    }
  }
  context.globalAlpha = 1;
  context.fillStyle = inks.at(-1) ?? '';
  if (matches && matches.length > 0) {
    for (const at of rows.keys()) if (hasMatch(matches, at, length, rows.length)) context.fillRect(width - 4, at * rowHeight, 4, rowHeight);
  }
}
