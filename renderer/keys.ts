import { colors } from '../core/model/annotation';
import type { Command } from '../core/contract';
import { focusAt, markSelection, recolor, remove, restyle, startComment, startTagging } from './marking';
import type { Reader } from './reader';

/** The keys of the window, for the sheet that shows them: what to press, and the text of what it does. */
export const shortcuts = [
  { keys: ['H'], text: 'shortcuts.highlight' },
  { keys: ['1', '…', '6'], text: 'shortcuts.color' },
  { keys: ['C', 'N', 'Ctrl+Alt+C', 'Ctrl+Alt+M'], text: 'shortcuts.comment' },
  { keys: ['T'], text: 'shortcuts.tag' },
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
  { keys: ['Ctrl+P'], text: 'shortcuts.print' },
  { keys: ['F6'], text: 'shortcuts.pane' },
  { keys: ['F9'], text: 'shortcuts.sidebar' },
  { keys: ['Ctrl++', 'Ctrl+-', 'Ctrl+0'], text: 'shortcuts.zoom' },
  { keys: ['F11'], text: 'shortcuts.fullScreen' },
  { keys: ['?'], text: 'shortcuts.shortcuts' },
] as const;

/** A key in the text surface. True: it was used. Letters are free there, since the text cannot be typed into. */
export function textKey(reader: Reader, event: KeyboardEvent, run: (command: Command) => void): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const { selection, focused, color, editing } = reader.store.get();
  if (editing && event.key.length === 1) {
    // The field for the comment is on its way: these keys are meant for it.
    reader.typedAhead += event.key;
    return true;
  }
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
    case 't':
      startTagging(reader);
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
  const { view } = reader;
  if (!selection && !focused) return false;
  // The focus goes first: a text surface that gets it back takes the page's selection, which is the old one.
  view?.focus();
  if (selection) {
    reader.store.set({ selection: null });
    view?.dispatch({ selection: { anchor: view.state.selection.main.head } });
  } else reader.focus(null);
  return true;
}

function focusBar(): boolean {
  const first = document.querySelector<HTMLElement>('.mark-bar button');
  first?.focus();
  return first !== null;
}

/** What each key combination does wherever the focus is. The menus name the same keys; here they come first, in every system alike. */
const windowKeys: Readonly<Record<string, Command>> = {
  'f9': 'toggle-sidebar',
  'control+o': 'open',
  'control+e': 'export',
  'control+p': 'print',
  'control+=': 'zoom-in',
  'control++': 'zoom-in',
  'control+-': 'zoom-out',
  'control+0': 'zoom-reset',
  'control+alt+pagedown': 'next-annotation',
  'control+alt+pageup': 'previous-annotation',
  'control+alt+c': 'comment',
  'control+alt+m': 'comment',
};

/** Keys that belong to a field while something is typed into it. */
const undoKeys: Readonly<Record<string, Command>> = { 'control+z': 'undo', 'control+shift+z': 'redo', 'control+y': 'redo' };

function combination(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  const held = [event.ctrlKey || event.metaKey ? 'control' : '', event.altKey ? 'alt' : '', event.shiftKey && key !== '+' ? 'shift' : ''];
  return [...held.filter((name) => name !== ''), key].join('+');
}

/** Keys that work wherever the focus is. True: it was used. */
export function windowKey(event: KeyboardEvent, run: (command: Command) => void): boolean {
  if (event.key === 'F6') return nextPane(event.shiftKey ? -1 : 1);
  const typing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
  const keys = combination(event);
  const command = windowKeys[keys] ?? (typing ? undefined : undoKeys[keys]);
  if (command) run(command);
  return command !== undefined;
}

/** The parts of the window that F6 goes through, by the selector of what takes the focus there. */
const panes = ['.toolbar button', '.sidebar [aria-selected="true"]', '.cm-content', '.comment-card [tabindex="0"], .comment-card button'];

function nextPane(direction: 1 | -1): boolean {
  const stops = panes.map((selector) => document.querySelector<HTMLElement>(selector)).filter((stop) => stop !== null);
  const now = stops.findIndex((stop) => paneOf(stop).contains(document.activeElement));
  const next = stops[(now + direction + stops.length) % stops.length];
  next?.focus();
  return next !== undefined;
}

function paneOf(stop: HTMLElement): Element {
  return stop.closest('.toolbar, .sidebar, .cm-content, .comment-layer') ?? stop;
}
