import { standardKeymap } from '@codemirror/commands';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap, type ViewUpdate } from '@codemirror/view';
import type { Span } from '../../core/model/annotation';
import { styleNonce } from '../style-nonce';
import { lineDirection } from './line-direction';

/** What the text surface tells. */
export interface TextViewEvents {
  /** After every update: something on the screen may have moved. */
  onUpdate(update: ViewUpdate): void;
  /** A key that the text surface gets first. True: it was used. */
  onKey(event: KeyboardEvent): boolean;
  /** A click without a drag, at an offset. */
  onClick(offset: number, event: MouseEvent): void;
}

/** A read-only text surface in `parent`, showing `text`. More can be appended with `appendText`. Its label is asked for again at each update. */
export function createTextView(parent: HTMLElement, text: string, label: () => string, events: TextViewEvents): EditorView {
  const extensions: Extension = [
    EditorView.cspNonce.of(styleNonce),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of(() => ({ tabindex: '0', role: 'document', 'aria-label': label(), spellcheck: 'false', translate: 'no', lang: '' })),
    EditorView.lineWrapping,
    drawSelection({ cursorBlinkRate: 0 }),
    highlightSpecialChars(),
    lineDirection,
    Prec.highest(EditorView.domEventHandlers({
      keydown: (event) => events.onKey(event),
      mouseup: (event, view) => {
        const offset = event.button === 0 && view.state.selection.main.empty ? offsetAt(view, event) : null;
        if (offset !== null) events.onClick(offset, event);
        return false;
      },
    })),
    keymap.of(standardKeymap),
    EditorView.updateListener.of((update) => { events.onUpdate(update); }),
  ];
  const view = new EditorView({ state: EditorState.create({ doc: text, extensions }), parent });
  // CodeMirror sets them for its own role, textbox; a document has no such properties.
  for (const attribute of ['aria-multiline', 'aria-readonly']) view.contentDOM.removeAttribute(attribute);
  return view;
}

/** Puts more text at the end. The selection and the lines on the screen stay. */
export function appendText(view: EditorView, text: string): void {
  if (text) view.dispatch({ changes: { from: view.state.doc.length, insert: view.state.toText(text) } });
}

/**
 * The offset under a point of the screen, or null when there is none. In a document so long that CodeMirror scales its
 * height, the view can be behind its own viewport for a moment and throw; an empty transaction puts it right.
 */
export function offsetAt(view: EditorView, point: { clientX: number; clientY: number }): number | null {
  const at = { x: point.clientX, y: point.clientY };
  return steadily(view, () => view.posAtCoords(at));
}

/** Runs a question to the view's layout; mends the view and asks again when it throws (see `offsetAt`). */
export function steadily<Answer>(view: EditorView, ask: () => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    view.dispatch({});
    return ask();
  }
}

/** The offset of the first line on the screen. */
export function topOffset(view: EditorView): number {
  const box = view.scrollDOM.getBoundingClientRect();
  const column = view.contentDOM.getBoundingClientRect();
  return steadily(view, () => view.posAtCoords({ x: column.left + 2, y: box.top + 4 }, false));
}

/** Scrolls so that `offset` stands at the top or in the middle of the screen. */
export function scrollTo(view: EditorView, offset: number, where: 'start' | 'center'): void {
  view.dispatch({ effects: EditorView.scrollIntoView(Math.min(offset, view.state.doc.length), { y: where, yMargin: where === 'start' ? 0 : 5 }) });
}

/** The selected passage without the line breaks and blanks at its rims; null when nothing is left. */
export function selectedSpan(view: EditorView): Span | null {
  const { from, to } = view.state.selection.main;
  return trimmedSpan((start, end) => view.state.sliceDoc(start, end), from, to);
}

/** Characters read at a time while looking for the rim of a selection. */
const trimStep = 256;

function trimmedSpan(slice: (from: number, to: number) => string, from: number, to: number): Span | null {
  let start = from;
  let end = to;
  while (start < end) {
    const piece = slice(start, Math.min(end, start + trimStep));
    const blanks = piece.length - piece.trimStart().length;
    start += blanks;
    if (blanks < piece.length) break;
  }
  while (end > start) {
    const piece = slice(Math.max(start, end - trimStep), end);
    const blanks = piece.length - piece.trimEnd().length;
    end -= blanks;
    if (blanks < piece.length) break;
  }
  return start < end ? { start, end } : null;
}
