import type { Command } from '../core/contract';
import { isPlain } from '../core/keys/key-names';
import { resizeKeyOf } from '../core/keys/resize-keys';
import { commandFor, pressedKeys } from './keymap';
import { focusAt } from './marking';
import { nextPane } from './panes';
import { refusesChange } from './read-only';
import type { Reader } from './reader';
import { lastResized } from './resizing/last-resized';

/** A key in the text surface. True: it was used. Letters are free there, since the text cannot be typed into. */
export function textKey(reader: Reader, event: KeyboardEvent, run: (command: Command) => void): boolean {
  if (resizeKey(reader, event)) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  // While something is written, letters are words: none of them is done to the text as a command.
  if (reader.store.get().editing !== null && event.key !== 'Escape') return toField();
  switch (event.key) {
    case 'Enter': return focusAt(reader, reader.view?.state.selection.main.head ?? 0);
    case 'Tab': return !event.shiftKey && focusBar();
    case 'Escape': return dismiss(reader);
    default: return plainKey(reader, event, run);
  }
}

/** Shift with an arrow resizes the annotation that has the attention, while the caret stands in it; anywhere else it selects, as ever. */
function resizeKey(reader: Reader, event: KeyboardEvent): boolean {
  const { focused, selection } = reader.store.get();
  const key = focused === null || selection ? null : resizeKeyOf(pressedKeys(event) ?? '');
  const span = key && focused !== null ? reader.marks.get(focused)?.span : undefined;
  const caret = reader.view?.state.selection.main.head ?? -1;
  const stands = span && ((caret >= span.start && caret <= span.end) || (focused === lastResized.id && caret === lastResized.caret));
  if (!key || !stands) return false;
  if (refusesChange(reader)) return true;
  void import('./later').then(({ resizeByKey }) => { resizeByKey(reader, key, event.timeStamp); });
  return true;
}

/** The command of a key without Ctrl, Alt or Cmd: such keys are free wherever nothing is typed. */
export function plainCommand(event: KeyboardEvent): Command | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const keys = pressedKeys(event) ?? '';
  // A letter with Shift is the same letter, unless it was given a command of its own.
  return isPlain(keys) ? commandFor(keys) ?? commandFor(keys.replace(/^Shift\+(?=.$)/u, '')) : undefined;
}

function plainKey(reader: Reader, event: KeyboardEvent, run: (command: Command) => void): boolean {
  const command = plainCommand(event);
  if (!command || !hasObject(reader, command)) return false;
  run(command);
  return true;
}

/**
 * A key on an annotation's card or entry in the list: it does there what it does in the text to the annotation that has the attention. What is selected in
 * the text is not what it is meant for. True: it was used.
 */
export function annotationKey(reader: Reader, event: KeyboardEvent, run: (command: Command) => void): boolean {
  const command = plainCommand(event);
  if (!command || !hasObject(reader, command)) return false;
  if (reader.store.get().selection) reader.store.set({ selection: null });
  run(command);
  return true;
}

/** False for a command that has nothing to work on now: then its key is free for what the text surface does with it. */
function hasObject(reader: Reader, command: Command): boolean {
  const { selection, focused } = reader.store.get();
  if (command === 'delete') return focused !== null;
  return !command.startsWith('color-') || selection !== null || focused !== null;
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

/** Gives the focus to the field that is open, which the key then goes to. True, the key is used, when there is none yet. */
function toField(): boolean {
  const field = document.querySelector<HTMLElement>('.comment-field');
  field?.focus();
  return field === null;
}

function focusBar(): boolean {
  const first = document.querySelector<HTMLElement>('.mark-bar button');
  first?.focus();
  return first !== null;
}

/** Commands whose keys belong to a field while something is typed into it. */
const fieldCommands: ReadonlySet<Command> = new Set<Command>(['undo', 'redo', 'back', 'forward']);

/** Keys that work wherever the focus is. True: it was used. */
export function windowKey(event: KeyboardEvent, run: (command: Command) => void): boolean {
  if (event.key === 'F6') return nextPane(event.shiftKey ? -1 : 1);
  const typing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
  const keys = pressedKeys(event);
  const command = keys === null || isPlain(keys) ? undefined : commandFor(keys);
  if (!command || (typing && fieldCommands.has(command))) return false;
  run(command);
  return true;
}
