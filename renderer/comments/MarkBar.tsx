import { autoUpdate, flip, offset, shift, useFloating } from '@floating-ui/react-dom';
import { Toolbar } from '@base-ui/react/toolbar';
import { Copy, MessageSquare, Strikethrough, TextSearch, Trash2, Underline } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { colors, type Annotation, type Color, type MarkStyle, type Span } from '../../core/model/annotation';
import { api } from '../api';
import { steadily } from '../document/text-view';
import { dismiss } from '../keys';
import { markSelection, recolor, remove, restyle, startComment } from '../marking';
import { markEvery } from '../occurrences/mark-every';
import type { Reader } from '../reader';
import { spanOf } from '../reader-state';
import { useStore } from '../use-store';
import { t } from '../texts';
import { shortcutOf, ToolButton } from '../toolbar/ToolButton';

/** Pixels between the bar and an annotation: the handles' knobs stand there. */
const handleRoom = 16;

const icon = { size: 17, 'aria-hidden': true } as const;

/** The box of a passage's beginning on the screen; null while it is not on the screen. */
function anchorBox(reader: Reader, span: Span): DOMRect | null {
  const { view } = reader;
  if (!view) return null;
  const { from, to } = view.viewport;
  const head = view.state.selection.main.empty ? span.start : view.state.selection.main.head;
  const at = Math.min(Math.max(head, span.start), span.end);
  if (at < from || at > to) return null;
  const place = steadily(view, () => view.coordsAtPos(at, at === span.end ? -1 : 1));
  const pane = view.scrollDOM.getBoundingClientRect();
  if (!place || place.bottom < pane.top || place.top > pane.bottom) return null;
  return new DOMRect(place.left, place.top, 1, place.bottom - place.top);
}

/** Closes the bar with Escape when the focus is in it. Before everyone else: a tip that is open over a button takes the key otherwise. */
function useEscape(reader: Reader): void {
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      const inside = document.activeElement?.closest('.mark-bar');
      if (event.key === 'Escape' && inside && dismiss(reader)) event.stopPropagation();
    };
    window.addEventListener('keydown', close, true);
    return () => { window.removeEventListener('keydown', close, true); };
  }, [reader]);
}

/** The bar beside the selection, and beside an annotation that has the attention: colours, styles, comment, copy, delete. */
export function MarkBar({ reader }: { readonly reader: Reader }) {
  useEscape(reader);
  const selection = useStore(reader.store, (state) => state.selection);
  const readOnly = useStore(reader.store, (state) => state.document?.readOnly ?? false);
  const annotation = useStore(reader.store, (state) => (state.focused && !state.editing ? state.session.annotations.get(state.focused) : undefined));
  const placements = useStore(reader.store, (state) => state.placements);
  const span = selection ?? (annotation ? spanOf(annotation, placements) : null);
  const { refs, floatingStyles, update } = useFloating({ strategy: 'fixed', placement: 'top', middleware: [offset(selection ? 8 : handleRoom), flip(), shift(() => ({ padding: 8, boundary: reader.view?.scrollDOM ?? 'clippingAncestors' })), { ...shift({ padding: 8 }), name: 'into-window' }], whileElementsMounted: autoUpdate });
  const box = useMemo(() => (span ? () => anchorBox(reader, span) : null), [reader, span]);
  useEffect(() => {
    if (!box) return undefined;
    refs.setReference({ getBoundingClientRect: () => box() ?? new DOMRect(-10_000, -10_000, 0, 0) });
    const move = () => { update(); };
    reader.onLayout.add(move);
    reader.view?.scrollDOM.addEventListener('scroll', move, { passive: true });
    return () => {
      reader.onLayout.delete(move);
      reader.view?.scrollDOM.removeEventListener('scroll', move);
    };
  }, [reader, box, refs, update]);
  if (!span || (readOnly && !selection)) return null;
  return (
    <div ref={refs.setFloating} style={floatingStyles} className="mark-bar" onMouseDown={(event) => { event.preventDefault(); }}>
      <Bar reader={reader} annotation={selection ? undefined : annotation} span={span} readOnly={readOnly} />
    </div>
  );
}

function swatchLabel(label: string, meaning = ''): string {
  return meaning === '' ? label : t('bar.meaning', { label, meaning });
}

interface BarProps {
  readonly reader: Reader;
  readonly annotation: Annotation | undefined;
  readonly span: Span;
  readonly readOnly: boolean;
}

function Bar({ reader, annotation, span, readOnly }: BarProps) {
  const meanings = useStore(reader.store, (state) => state.settings.meanings);
  const lastColor = useStore(reader.store, (state) => state.color);
  const color = annotation?.color ?? lastColor;
  const back = () => { reader.view?.focus(); };
  const pick = (picked: Color) => {
    if (annotation) recolor(reader, annotation.id, picked);
    else markSelection(reader, picked);
    back();
  };
  const style = (picked: MarkStyle) => {
    if (annotation) restyle(reader, annotation.id, annotation.style === picked ? 'highlight' : picked);
    else markSelection(reader, color, picked);
    back();
  };
  const copy = () => {
    const text = reader.view?.state.sliceDoc(span.start, span.end) ?? '';
    void api.copyText(text).then(() => { reader.toast(t('toast.copied')); });
    back();
  };
  return (
    <Toolbar.Root
      className="mark-bar-row"
      aria-label={t(annotation ? 'bar.annotation' : 'bar.selection')}
    >
      {readOnly ? null : (
        <>
          {colors.map((name) => (
            <ToolButton
              key={name}
              className="swatch-button"
              label={swatchLabel(t(annotation ? 'bar.recolor' : 'bar.color', { color: t(`color.${name}`) }), meanings[name])}
              {...shortcutOf(`color-${name}`)}
              pressed={annotation ? name === color : false}
              onClick={() => { pick(name); }}
            >
              <span className="swatch" data-color={name} data-last={name === color} data-key={colors.indexOf(name) + 1} />
            </ToolButton>
          ))}
          <Toolbar.Separator className="tool-separator" />
          <ToolButton label={t('bar.underline')} {...shortcutOf('underline')} pressed={annotation?.style === 'underline'} onClick={() => { style('underline'); }}><Underline {...icon} /></ToolButton>
          <ToolButton label={t('bar.strikethrough')} {...shortcutOf('strikethrough')} pressed={annotation?.style === 'strikethrough'} onClick={() => { style('strikethrough'); }}><Strikethrough {...icon} /></ToolButton>
          <ToolButton label={t('bar.every')} {...shortcutOf('mark-every')} onClick={() => { void markEvery(reader).then(back); }}><TextSearch {...icon} /></ToolButton>
          <ToolButton label={t('bar.comment')} {...shortcutOf('comment')} onClick={() => { startComment(reader); }}><MessageSquare {...icon} /></ToolButton>
        </>
      )}
      <ToolButton label={t('bar.copy')} shortcut="Ctrl+C" onClick={copy}><Copy {...icon} /></ToolButton>
      {annotation ? <ToolButton label={t('bar.delete')} {...shortcutOf('delete')} onClick={() => { remove(reader, annotation.id); }}><Trash2 {...icon} /></ToolButton> : null}
    </Toolbar.Root>
  );
}
