import { colors } from '../core/model/annotation';
import type { Command } from '../core/contract';
import { focusAt, markSelection, recolor, remove, restyle, startComment, step } from './marking';
import type { Reader } from './reader';

/** The keys of the window, for the sheet that shows them: what to press, and the text of what it does. */
export const shortcuts = [
  { keys: ['H'], text: 'shortcuts.highlight' },
  { keys: ['1', '…', '6'], text: 'shortcuts.color' },
  { keys: ['C', 'N', 'Ctrl+Alt+C', 'Ctrl+Alt+M'], text: 'shortcuts.comment' },
  { keys: ['U'], text: 'shortcuts.underline' },
  { keys: ['S'], text: 'shortcuts.strikethrough' },
  { keys: ['Enter'], text: 'shortcuts.focus' },
  { keys: ['Del'], text: 'shortcuts.delete' },
  { keys: ['Esc'], text: 'shortcuts.escape' },
  { keys: ['Ctrl+Alt+PgDn', 'Ctrl+Alt+PgUp'], text: 'shortcuts.step' },
  { keys: ['Ctrl+Z'], text: 'shortcuts.undo' },
  { keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], text: 'shortcuts.redo' },
  { keys: ['Ctrl+O'], text: 'shortcuts.open' },
  { keys: ['Ctrl+E'], text: 'shortcuts.export' },
  { keys: ['F6'], text: 'shortcuts.pane' },
  { keys: ['F9'], text: 'shortcuts.sidebar' },
  { keys: ['Ctrl++', 'Ctrl+-', 'Ctrl+0'], text: 'shortcuts.zoom' },
  { keys: ['F11'], text: 'shortcuts.fullScreen' },
  { keys: ['?'], text: 'shortcuts.shortcuts' },
] as const;

/** A key in the text surface. True: it was used. Letters are free there, since the text cannot be typed into. */
export function textKey(reader: Reader, event: KeyboardEvent, run: (command: Command) => void): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const { selection, focused, color } = reader.store.get();
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const digit = colors[Number(key) - 1];
  if (digit && (selection || focused)) {
    if (selection) markSelection(reader, digit);
    else if (focused) recolor(reader, focused, digit);
    return true;
  }
  switch (key) {
    case 'h': return marked(reader, () => markSelection(reader, color), 'highlight');
    case 'u': return marked(reader, () => markSelection(reader, color, 'underline'), 'underline');
    case 's': return marked(reader, () => markSelection(reader, color, 'strikethrough'), 'strikethrough');
    case 'c':
    case 'n':
      startComment(reader);
      return true;
    case 'Delete':
    case 'Backspace':
      if (focused) remove(reader, focused);
      return focused !== null;
    case 'Enter': return focusAt(reader, reader.view?.state.selection.main.head ?? 0);
    case 'Tab': return !event.shiftKey && focusBar();
    case 'Escape': return dismiss(reader);
    case '?':
      run('shortcuts');
      return true;
    default: return false;
  }
}

function marked(reader: Reader, markIt: () => unknown, style: 'highlight' | 'underline' | 'strikethrough'): boolean {
  const { selection, focused } = reader.store.get();
  if (selection) markIt();
  else if (focused) restyle(reader, focused, style);
  return true;
}

/** Closes what is open: the bar, then the attention on an annotation, then the selection. */
export function dismiss(reader: Reader): boolean {
  const { selection, focused } = reader.store.get();
  if (selection) {
    reader.store.set({ selection: null });
    const { view } = reader;
    if (view) view.dispatch({ selection: { anchor: view.state.selection.main.head } });
  } else if (focused) reader.focus(null);
  else return false;
  reader.view?.focus();
  return true;
}

function focusBar(): boolean {
  const first = document.querySelector<HTMLElement>('.mark-bar button');
  first?.focus();
  return first !== null;
}

/** Keys that work wherever the focus is, except where text is being typed and the key belongs to that. Menu keys come as commands. */
export function windowKey(reader: Reader, event: KeyboardEvent, run: (command: Command) => void): boolean {
  const typing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
  const control = event.ctrlKey || event.metaKey;
  if (event.key === 'F6') return nextPane(event.shiftKey ? -1 : 1);
  if (control && event.altKey && (event.key === 'PageDown' || event.key === 'PageUp')) {
    step(reader, event.key === 'PageDown' ? 1 : -1);
    return true;
  }
  if (control && event.altKey && ['c', 'm'].includes(event.key.toLowerCase())) {
    startComment(reader);
    return true;
  }
  if (typing || !control) return false;
  const key = event.key.toLowerCase();
  if (key === 'z') run(event.shiftKey ? 'redo' : 'undo');
  else if (key === 'y') run('redo');
  else return false;
  return true;
}

/** The parts of the window that F6 goes through, by the selector of what takes the focus there. */
const panes = ['.toolbar button', '.annotation-list [tabindex="0"], .annotation-list input', '.cm-content', '.comment-card [tabindex="0"], .comment-card button'];

function nextPane(direction: 1 | -1): boolean {
  const stops = panes.map((selector) => document.querySelector<HTMLElement>(selector)).filter((stop) => stop !== null);
  const now = stops.findIndex((stop) => paneOf(stop).contains(document.activeElement));
  const next = stops[(now + direction + stops.length) % stops.length];
  next?.focus();
  return next !== undefined;
}

function paneOf(stop: HTMLElement): Element {
  return stop.closest('.toolbar, .annotation-list, .cm-content, .comment-layer') ?? stop;
}
