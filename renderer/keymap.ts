import type { Command } from '../core/contract';
import { keysOf, type KeyPress } from '../core/keys/key-names';
import { commandsByKeys, standardKeys } from '../core/keys/keymap';

const byKeys = commandsByKeys(standardKeys);

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
  return standardKeys[command] ?? [];
}
