import type { EditorView } from '@codemirror/view';
import { resizedSpan, type Edge } from '../../core/resizing';
import type { Annotation, Span } from '../../core/model/annotation';
import { steadily } from '../document/text-view';
import { focusAt, textOf } from '../marking';
import type { Reader } from '../reader';
import { spanOf } from '../reader-state';
import { caretAt, giveSpan, resizable } from './resize';

const edges = ['start', 'end'] as const;
/** Pixels that the pointer may move in a click. */
const clickSlack = 3;
/** Pixels from the rim of the text in which a drag scrolls it, and pixels a frame at most. */
const scrollRim = 36;
const scrollStep = 14;

/** Where a handle stands: pixels in what is scrolled. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

interface Drag {
  readonly edge: Edge;
  readonly id: string;
  /** The text surface that the handle is dragged over. */
  readonly view: EditorView;
  readonly began: { readonly x: number; readonly y: number };
  /** From the pointer to the middle of the line at the end that is dragged. */
  readonly offset: { readonly x: number; readonly y: number };
  /** Where the end stood, and where it has come to. */
  readonly from: number;
  to: number;
  pointer: { readonly x: number; readonly y: number };
  moved: boolean;
}

/**
 * Two handles at the ends of the annotation that has the attention, to be dragged with the mouse or a finger. Keys do the same, so a
 * screen reader is not told of them.
 */
export class Handles {
  private readonly elements: Readonly<Record<Edge, HTMLElement>>;
  private drag: Drag | null = null;

  constructor(private readonly reader: Reader) {
    this.elements = { start: this.handle('start'), end: this.handle('end') };
  }

  /** Has the handles stand at the ends from now on. */
  follow(): void {
    const { reader } = this;
    let shown: readonly unknown[] = [];
    reader.store.subscribe(() => {
      const { focused, editing, session, document } = reader.store.get();
      const state = [focused, editing, session, document, reader.view];
      if (state.every((part, at) => part === shown[at])) return;
      shown = state;
      // Shown anew, the text is another one: what was being dragged over is gone.
      if (this.drag && this.drag.view !== reader.view) this.drop();
      this.place();
    });
    reader.onLayout.add(() => { this.place(); });
    window.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.drag) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.end(false);
    }, true);
  }

  private handle(edge: Edge): HTMLElement {
    const element = document.createElement('div');
    element.className = 'resize-handle';
    element.dataset['edge'] = edge;
    element.setAttribute('aria-hidden', 'true');
    element.addEventListener('pointerdown', (event) => { this.begin(edge, event); });
    element.addEventListener('pointermove', (event) => { this.move(event); });
    element.addEventListener('pointerup', () => { this.end(true); });
    element.addEventListener('pointercancel', () => { this.end(false); });
    // The text keeps the focus.
    element.addEventListener('mousedown', (event) => { event.preventDefault(); });
    return element;
  }

  /** Puts the handles where the ends are, when the text surface has its layout. */
  private place(): void {
    const { view } = this.reader;
    if (!view) return;
    view.requestMeasure({
      key: this,
      read: () => {
        const annotation = resizable(this.reader);
        const span = annotation && this.reader.marks.get(annotation.id)?.span;
        return edges.map((edge) => (span ? placeOf(view, span, edge) : null));
      },
      write: (places) => {
        for (const [at, edge] of edges.entries()) this.show(view, this.elements[edge], places[at] ?? null);
      },
    });
  }

  private show(view: EditorView, element: HTMLElement, place: Place | null): void {
    if (!place) {
      // A handle that is being dragged must stay to hear of it.
      if (this.drag) element.style.visibility = 'hidden';
      else element.remove();
      return;
    }
    element.style.visibility = '';
    element.style.left = `${String(place.left)}px`;
    element.style.top = `${String(place.top)}px`;
    element.style.height = `${String(place.height)}px`;
    if (element.parentElement !== view.scrollDOM) view.scrollDOM.append(element);
  }

  private begin(edge: Edge, event: PointerEvent): void {
    const annotation = resizable(this.reader);
    const span = annotation && this.reader.marks.get(annotation.id)?.span;
    const { view } = this.reader;
    if (!annotation || !span || !view || event.button !== 0) return;
    event.preventDefault();
    const element = this.elements[edge];
    element.setPointerCapture(event.pointerId);
    const box = element.getBoundingClientRect();
    const pointer = { x: event.clientX, y: event.clientY };
    this.drag = { edge, id: annotation.id, view, began: pointer, pointer, from: span[edge], to: span[edge], moved: false, offset: { x: box.left + box.width / 2 - pointer.x, y: box.top + box.height / 2 - pointer.y } };
  }

  private move({ clientX, clientY }: PointerEvent): void {
    const { drag } = this;
    if (!drag) return;
    drag.pointer = { x: clientX, y: clientY };
    if (!drag.moved) {
      if (Math.hypot(clientX - drag.began.x, clientY - drag.began.y) <= clickSlack) return;
      drag.moved = true;
      document.documentElement.dataset['resizing'] = 'true';
      this.scrollAlong(drag);
    }
    this.drawTo(drag);
  }

  /** The annotation that is dragged as it is now, and its place in the text. Others may have changed it, or taken it away. */
  private present({ id }: Drag): { readonly annotation: Annotation; readonly span: Span } | null {
    const { session, placements } = this.reader.store.get();
    const annotation = session.annotations.get(id);
    const span = annotation && spanOf(annotation, placements);
    return annotation && span ? { annotation, span } : null;
  }

  /** Shows the passage as it would be; it is the annotation's own when the button is let go. */
  private drawTo(drag: Drag): void {
    const { marks } = this.reader;
    const mark = marks.get(drag.id);
    const present = this.present(drag);
    if (!mark || !present) return;
    const at = steadily(drag.view, () => drag.view.posAtCoords({ x: drag.pointer.x + drag.offset.x, y: drag.pointer.y + drag.offset.y }, false));
    const span = resizedSpan(textOf(this.reader), present.span, drag.edge, at);
    if (!span) return;
    drag.to = span[drag.edge];
    if (span.start === mark.span.start && span.end === mark.span.end) return;
    marks.set({ ...mark, span });
    this.reader.repaint();
  }

  private scrollAlong(drag: Drag): void {
    const frame = () => {
      const { view } = this.reader;
      if (this.drag !== drag || !view) return;
      const pane = view.scrollDOM.getBoundingClientRect();
      const above = Math.max(0, pane.top + scrollRim - drag.pointer.y);
      const below = Math.max(0, drag.pointer.y - (pane.bottom - scrollRim));
      if (above + below > 0) {
        view.scrollDOM.scrollTop += (below > 0 ? 1 : -1) * Math.min(scrollStep, (above + below) / 2);
        this.drawTo(drag);
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  private drop(): void {
    this.drag = null;
    delete document.documentElement.dataset['resizing'];
  }

  private end(keep: boolean): void {
    const { drag, reader } = this;
    if (!drag) return;
    this.drop();
    const { edge, from, to } = drag;
    const present = this.present(drag);
    const mark = reader.marks.get(drag.id);
    if (mark && present) reader.marks.set({ ...mark, span: present.span });
    // The other end stays where it is by now.
    const span = present && to !== from ? resizedSpan(textOf(reader), present.span, edge, to) : null;
    if (keep && present && span && span[edge] !== present.span[edge]) {
      giveSpan(reader, present.annotation, span, edge, null);
      caretAt(reader, drag.id, span[edge]);
    } else reader.repaint();
    if (keep && !drag.moved) this.click(drag.began);
  }

  /** A press that was no drag was meant for the text below the handle. */
  private click(point: { readonly x: number; readonly y: number }): void {
    const { view } = this.reader;
    if (!view) return;
    const at = steadily(view, () => view.posAtCoords(point, false));
    view.dispatch({ selection: { anchor: at } });
    view.focus();
    focusAt(this.reader, at);
  }
}

/** The place of an end, seen from within the passage: at a line's wrap the end stands in the upper line, the beginning in the lower one. */
function placeOf(view: EditorView, span: Span, edge: Edge): Place | null {
  const at = span[edge];
  const { from, to } = view.viewport;
  if (at < from || at > to) return null;
  const box = steadily(view, () => view.coordsAtPos(at, edge === 'start' ? 1 : -1));
  if (!box) return null;
  const pane = view.scrollDOM.getBoundingClientRect();
  return {
    left: Math.round(box.left - pane.left + view.scrollDOM.scrollLeft),
    top: Math.round(box.top - pane.top + view.scrollDOM.scrollTop),
    height: Math.round(box.bottom - box.top),
  };
}
