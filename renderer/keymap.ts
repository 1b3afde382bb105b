import type { Command } from '../core/contract';
import { keysOf, type KeyPress } from '../core/keys/key-names';
import { commandsByKeys, keymapWith, standardKeys, type Keymap } from '../core/keys/keymap';
import type { Reader } from './reader';

let keymap = standardKeys;
let byKeys = commandsByKeys(standardKeys);

/** Has the window's keys follow the settings. */
export function followShortcuts(reader: Reader): void {
  let known: Keymap | null = null;
  reader.store.subscribe(() => {
    const { shortcuts } = reader.store.get().settings;
    if (shortcuts === known) return;
    known = shortcuts;
    keymap = keymapWith(shortcuts);
    byKeys = commandsByKeys(keymap);
  });
}

/** The keys of a press; null when a key is held that does nothing alone. */
export function pressedKeys(event: KeyboardEvent): string | null {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  const press: KeyPress = { key, code, ctrlKey, metaKey, altKey, shiftKey, altGraph: event.getModifierState('AltGraph') };
  return keysOf(press);
}

/** The command that keys stand for. */
export function commandFor(keys: string): Command | undefined {
  return byKeys.get(keys);
}

/** The keys of a command, the one to be shown first; none when it has none. */
export function keysFor(command: Command): readonly string[] {
  return keymap[command] ?? [];
}
