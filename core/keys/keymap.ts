import type { Command } from '../contract';

/** The keys of each command that has some; the first is the one that menus and tips show. */
export type Keymap = Readonly<Partial<Record<Command, readonly string[]>>>;

/** The keys as they come. Keys without a command (Enter, Tab, Esc, F6, F11) are not here: they cannot be given away. */
export const standardKeys: Keymap = {
  'highlight': ['H'],
  'color-yellow': ['1'],
  'color-green': ['2'],
  'color-blue': ['3'],
  'color-pink': ['4'],
  'color-orange': ['5'],
  'color-purple': ['6'],
  'underline': ['U'],
  'strikethrough': ['S'],
  'comment': ['C', 'N', 'Ctrl+Alt+C', 'Ctrl+Alt+M'],
  'tag': ['T'],
  'delete': ['Del', 'Backspace'],
  'next-annotation': ['Ctrl+Alt+PgDn'],
  'previous-annotation': ['Ctrl+Alt+PgUp'],
  'undo': ['Ctrl+Z'],
  'redo': ['Ctrl+Shift+Z', 'Ctrl+Y'],
  'open': ['Ctrl+O'],
  'export': ['Ctrl+E'],
  'print': ['Ctrl+P'],
  'find': ['Ctrl+F', '/'],
  'find-next': ['F3'],
  'find-previous': ['Shift+F3'],
  'go-to': ['Ctrl+G'],
  'outline': ['Ctrl+Shift+O'],
  'back': ['Alt+Left'],
  'forward': ['Alt+Right'],
  'toggle-sidebar': ['F9'],
  'zoom-in': ['Ctrl++', 'Ctrl+='],
  'zoom-out': ['Ctrl+-'],
  'zoom-reset': ['Ctrl+0'],
  'search-library': ['Ctrl+Shift+F'],
  'settings': ['Ctrl+,'],
  'manage-tags': ['Ctrl+Shift+T'],
  'palette': ['Ctrl+Shift+P', 'Ctrl+K'],
  'shortcuts': ['?'],
};

/** The command of each key combination. */
export function commandsByKeys(keymap: Keymap): ReadonlyMap<string, Command> {
  return new Map((Object.entries(keymap) as [Command, readonly string[]][]).flatMap(([command, keys]) => keys.map((key) => [key, command] as const)));
}
