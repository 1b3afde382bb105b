import { expect, test } from '@playwright/test';
import { isPlain, keysOf, type KeyPress } from '../../../core/keys/key-names';
import { commandsByKeys, standardKeys } from '../../../core/keys/keymap';

const nothingHeld: KeyPress = { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, altGraph: false };

const presses: readonly (readonly [string, Partial<KeyPress>, string | null])[] = [
  ['a letter', { key: 'h' }, 'H'],
  ['a letter with caps lock', { key: 'H' }, 'H'],
  ['a letter with Shift', { key: 'H', shiftKey: true }, 'Shift+H'],
  ['a sign that needs Shift', { key: '?', shiftKey: true }, '?'],
  ['plus on a keyboard where it needs Shift', { key: '+', ctrlKey: true, shiftKey: true }, 'Ctrl++'],
  ['Cmd', { key: 'p', metaKey: true, shiftKey: true }, 'Ctrl+Shift+P'],
  ['a named key', { key: 'PageDown', ctrlKey: true, altKey: true }, 'Ctrl+Alt+PgDn'],
  ['a named key with Shift', { key: 'F6', shiftKey: true }, 'Shift+F6'],
  ['a key of a Cyrillic layout', { key: 'з', code: 'KeyP', ctrlKey: true }, 'Ctrl+P'],
  ['a letter that Option makes on macOS', { key: 'ç', code: 'KeyC', metaKey: true, altKey: true }, 'Ctrl+Alt+C'],
  ['a sign that AltGr makes', { key: 'µ', code: 'KeyM', ctrlKey: true, altKey: true, altGraph: true }, 'Ctrl+Alt+Μ'],
  ['a key that is only held', { key: 'Shift', shiftKey: true }, null],
  ['the blank', { key: ' ' }, 'Space'],
];

for (const [name, press, keys] of presses) {
  test(`${name} is named`, () => {
    expect(keysOf({ ...nothingHeld, ...press })).toBe(keys);
  });
}

test('letters, signs and Del are for the text; combinations and function keys are for everywhere', () => {
  expect(['H', '?', 'Del', 'Shift+H', '+'].every(isPlain)).toBe(true);
  expect(['Ctrl+K', 'Alt+1', 'F9', 'Shift+F9', 'Ctrl++'].some(isPlain)).toBe(false);
});

test('no key stands for two commands', () => {
  expect(commandsByKeys(standardKeys).size).toBe(Object.values(standardKeys).flat().length);
});
