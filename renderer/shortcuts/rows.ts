import type { Command } from '../../core/contract';
import { keysFor } from '../keymap';
import { resizeKeys } from '../../core/keys/resize-keys';
import type { WindowTextKey } from '../texts';

interface Row {
  readonly text: WindowTextKey;
  /** Commands that the row is for; its keys are theirs. */
  readonly commands?: readonly Command[];
  /** Keys that belong to no command. */
  readonly keys?: readonly string[];
}

const rows: readonly Row[] = [
  { text: 'shortcuts.palette', commands: ['palette'] },
  { text: 'shortcuts.highlight', commands: ['highlight'] },
  { text: 'shortcuts.color', commands: ['color-yellow', 'color-green', 'color-blue', 'color-pink', 'color-orange', 'color-purple'] },
  { text: 'shortcuts.markEvery', commands: ['mark-every'] },
  { text: 'shortcuts.comment', commands: ['comment'] },
  { text: 'shortcuts.tag', commands: ['tag'] },
  { text: 'shortcuts.underline', commands: ['underline'] },
  { text: 'shortcuts.strikethrough', commands: ['strikethrough'] },
  { text: 'shortcuts.focus', keys: ['Enter'] },
  { text: 'shortcuts.resizeEnd', keys: [...resizeKeys.end, ...resizeKeys.endByLine] },
  { text: 'shortcuts.resizeEndByWord', keys: resizeKeys.endByWord },
  { text: 'shortcuts.resizeStart', keys: [...resizeKeys.start, ...resizeKeys.startByLine] },
  { text: 'shortcuts.resizeStartByWord', keys: resizeKeys.startByWord },
  { text: 'shortcuts.delete', commands: ['delete'] },
  { text: 'shortcuts.escape', keys: ['Esc'] },
  { text: 'shortcuts.step', commands: ['next-annotation', 'previous-annotation'] },
  { text: 'shortcuts.undo', commands: ['undo'] },
  { text: 'shortcuts.redo', commands: ['redo'] },
  { text: 'shortcuts.open', commands: ['open'] },
  { text: 'shortcuts.export', commands: ['export'] },
  { text: 'shortcuts.print', commands: ['print'] },
  { text: 'shortcuts.find', commands: ['find'] },
  { text: 'shortcuts.findStep', commands: ['find-next', 'find-previous'] },
  { text: 'shortcuts.goTo', commands: ['go-to'] },
  { text: 'shortcuts.outline', commands: ['outline'] },
  { text: 'shortcuts.travel', commands: ['back', 'forward'] },
  { text: 'shortcuts.searchLibrary', commands: ['search-library'] },
  { text: 'shortcuts.settings', commands: ['settings'] },
  { text: 'shortcuts.manageTags', commands: ['manage-tags'] },
  { text: 'shortcuts.pane', keys: ['F6'] },
  { text: 'shortcuts.sidebar', commands: ['toggle-sidebar'] },
  { text: 'shortcuts.zoom', commands: ['zoom-in', 'zoom-out', 'zoom-reset'] },
  { text: 'shortcuts.fullScreen', keys: ['F11'] },
  { text: 'shortcuts.shortcuts', commands: ['shortcuts'] },
];

/** The rows of the sheet of keys: what to press, and the text of what it does. */
export function shortcutRows(): readonly { readonly text: WindowTextKey; readonly keys: readonly string[] }[] {
  return rows.map(({ text, commands = [], keys = [] }) => ({ text, keys: [...keys, ...(commands.length === 1 ? commands.flatMap(keysFor) : commands.flatMap((command) => keysFor(command).slice(0, 1)))] }));
}
