import type { EditorView } from '@codemirror/view';
import { scrollTo, topOffset } from './text-view';

/** The line at the top of the screen, so that it can be found again when the text around it has changed. */
export interface PlaceMark {
  readonly offset: number;
  readonly text: string;
}

/** UTF-16 units of the line that are remembered: enough to be told from others. */
const remembered = 80;
/** UTF-16 units on either side of the old offset that are searched: further moves are rare, and the search must not be felt. */
const searched = 500_000;

/** Remembers the line at the top of the screen. */
export function placeMark(view: EditorView): PlaceMark {
  const offset = topOffset(view);
  return { offset, text: view.state.sliceDoc(offset, Math.min(view.state.doc.length, offset + remembered)) };
}

/** Scrolls to the remembered line: where its text stands now nearest to where it stood, or to the old offset when it is gone. */
export function returnTo(view: EditorView, mark: PlaceMark): void {
  const from = Math.max(0, mark.offset - searched);
  const near = view.state.sliceDoc(from, Math.min(view.state.doc.length, mark.offset + searched));
  let best = -1;
  if (mark.text.trim() !== '') {
    for (let at = near.indexOf(mark.text); at >= 0; at = near.indexOf(mark.text, at + 1)) {
      if (best < 0 || Math.abs(from + at - mark.offset) < Math.abs(from + best - mark.offset)) best = at;
    }
  }
  const offset = best < 0 ? Math.min(mark.offset, view.state.doc.length) : from + best;
  if (offset === 0) return;
  view.dispatch({ selection: { anchor: offset } });
  scrollTo(view, offset, 'start');
}
