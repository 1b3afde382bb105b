/**
 * Keys are written as menus show them: names joined by `+`, held ones first, in the order Ctrl, Alt, Shift (`Ctrl+Shift+P`, `F9`, `H`,
 * `Ctrl++`). `Ctrl` stands for Cmd on macOS.
 */

/** What the DOM tells of a key that was pressed. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** True while a key is held that makes further characters (AltGr). */
  readonly altGraph: boolean;
}

const names: Readonly<Record<string, string>> = {
  PageDown: 'PgDn', PageUp: 'PgUp', Delete: 'Del', Escape: 'Esc', ' ': 'Space', ArrowUp: 'Up', ArrowDown: 'Down', ArrowLeft: 'Left', ArrowRight: 'Right',
};
const heldAlone = new Set(['Control', 'Alt', 'AltGraph', 'Shift', 'Meta', 'Dead', 'Process', 'Unidentified', 'CapsLock', 'NumLock', 'Fn']);

/** The key of a press without what is held: where the layout has no Latin letters, the letter that stands on the key elsewhere. */
function baseKey({ key, code, altGraph }: KeyPress): string {
  const named = names[key];
  if (named !== undefined || key.length > 1) return named ?? key;
  const latin = /^Key([A-Z])$/.exec(code)?.[1];
  return latin !== undefined && !altGraph && key > '\u007f' ? latin : key.toUpperCase();
}

/** The keys of a press; null when a key is held that does nothing alone. */
export function keysOf(press: KeyPress): string | null {
  if (heldAlone.has(press.key)) return null;
  const base = baseKey(press);
  // A sign says by itself that Shift was needed for it, and not on every keyboard.
  const shift = press.shiftKey && (base.length > 1 || /[A-Z]/.test(base));
  const held = [press.ctrlKey || press.metaKey ? 'Ctrl' : '', press.altKey ? 'Alt' : '', shift ? 'Shift' : ''];
  return [...held.filter((name) => name !== ''), base].join('+');
}

/** True for keys that are letters or signs in a field: they are commands in the text alone, which cannot be typed into. */
export function isPlain(keys: string): boolean {
  return !/^(Ctrl|Alt)\+./.test(keys) && !/^(Shift\+)?F\d+$/.test(keys);
}
