import { commands, type Command } from '../contract';
import { isRecord } from '../model/parse-annotation';
import { resizeKeys } from './resize-keys';

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
  'mark-every': ['Shift+H'],
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

/** Keys that no command can have: they belong to the window, to fields, or to the text surface. */
const reserved: ReadonlySet<string> = new Set([
  'Enter', 'Tab', 'Shift+Tab', 'Esc', 'Space', 'F6', 'Shift+F6', 'F11', 'Up', 'Down', 'Left', 'Right', 'Home', 'End', 'PgUp', 'PgDn', ...Object.values(resizeKeys).flat(),
  'Shift+Home', 'Shift+End', 'Ctrl+C', 'Ctrl+X', 'Ctrl+V', 'Ctrl+A', 'Ctrl+W', 'Ctrl+Q', 'Shift+F10', 'ContextMenu',
]);
/** Most keys of one command, and longest name of keys, in what comes from outside. */
const mostKeys = 10;
const longestKeys = 40;

/** True for keys that no command can have. */
export function isReserved(keys: string): boolean {
  return reserved.has(keys);
}

/** The keys of each command, where some were changed. */
export function keymapWith(changed: Keymap): Keymap {
  return { ...standardKeys, ...changed };
}

/** The changed keys after a command got new ones; the command that had them before loses them. The old keys of the command are free. */
export function withKeys(changed: Keymap, command: Command, keys: string): Keymap {
  const owner = commandsByKeys(keymapWith(changed)).get(keys);
  const lost = owner === undefined || owner === command ? {} : { [owner]: (keymapWith(changed)[owner] ?? []).filter((key) => key !== keys) };
  return { ...changed, ...lost, [command]: [keys] };
}

/** The changed keys after a command got those back that it came with; commands that have them now lose them. */
export function withStandardKeys(changed: Keymap, command: Command): Keymap {
  const wanted = standardKeys[command] ?? [];
  const others = (Object.entries(changed) as [Command, readonly string[]][]).filter(([name]) => name !== command);
  return Object.fromEntries(others.map(([name, keys]) => [name, keys.filter((key) => !wanted.includes(key))]));
}

/** Changed keys from outside; what is not understood is left out. */
export function parseKeymap(value: unknown): Keymap {
  if (!isRecord(value)) return {};
  return Object.fromEntries(commands.flatMap((command) => {
    const keys = value[command];
    if (!Array.isArray(keys)) return [];
    const known = (keys as unknown[]).filter((key): key is string => typeof key === 'string' && key !== '' && key.length <= longestKeys && !isReserved(key));
    return [[command, known.slice(0, mostKeys)]];
  }));
}
