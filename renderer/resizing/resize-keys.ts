import { EditorSelection } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { ResizeKey } from '../../core/keys/resize-keys';
import { pastBlanks, resizedSpan } from '../../core/resizing';
import { steadily } from '../document/text-view';
import { textOf } from '../marking';
import type { Reader } from '../reader';
import { caretAt, giveSpan, resizable } from './resize';

/** Milliseconds after which a further key press is taken back by itself. */
const runPause = 2_000;

let run = { id: '', edge: '', last: 0, count: 0 };

/**
 * Moves an end of the passage of the annotation that has the attention, by a key pressed at a time in milliseconds. Presses that follow one
 * another are one change to undo, however long the window takes to come to them.
 */
export function resizeByKey(reader: Reader, { arrow, edge, byWord }: ResizeKey, pressed: DOMHighResTimeStamp): void {
  const annotation = resizable(reader);
  const { view } = reader;
  const span = annotation && reader.marks.get(annotation.id)?.span;
  if (!view || !span) return;
  const to = steadily(view, () => target(view, span[edge], arrow, byWord, (at, forward) => pastBlanks(textOf(reader), at, forward)));
  const moved = resizedSpan(textOf(reader), span, edge, to);
  if (!moved || (moved.start === span.start && moved.end === span.end)) return;
  const goesOn = run.id === annotation.id && run.edge === edge && pressed - run.last < runPause;
  run = { id: annotation.id, edge, last: pressed, count: goesOn ? run.count : run.count + 1 };
  giveSpan(reader, annotation, moved, edge, `resize ${annotation.id} ${String(run.count)}`);
  // The caret stands at the end that moves: it can be seen there, and the text scrolls along.
  caretAt(reader, annotation.id, moved[edge]);
  view.dispatch({ effects: EditorView.scrollIntoView(moved[edge], { y: 'nearest', yMargin: 48 }) });
}

/** Where an end at `at` comes to by a key. Blanks do not count: an end never stands behind them. */
function target(view: EditorView, at: number, arrow: ResizeKey['arrow'], byWord: boolean, past: (at: number, forward: boolean) => number): number {
  if (arrow === 'up' || arrow === 'down') return view.moveVertically(EditorSelection.cursor(at), arrow === 'down').head;
  const leftToRight = view.textDirectionAt(at) === 0;
  const forward = (arrow === 'right') === leftToRight;
  const from = EditorSelection.cursor(past(at, forward));
  return byWord ? view.moveByGroup(from, forward).head : view.moveByChar(from, forward).head;
}
