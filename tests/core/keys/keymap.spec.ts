import { expect, test } from '@playwright/test';
import { commandsByKeys, isReserved, keymapWith, parseKeymap, standardKeys, withKeys, withStandardKeys } from '../../../core/keys/keymap';

test('no standard key is one that cannot be given away', () => {
  expect(Object.values(standardKeys).flat().filter(isReserved)).toEqual([]);
});

test('a command gets other keys; the one that had them loses them, and keeps its others', () => {
  const changed = withKeys({}, 'export', 'Ctrl+K');
  const byKeys = commandsByKeys(keymapWith(changed));
  expect([byKeys.get('Ctrl+K'), byKeys.get('Ctrl+E'), byKeys.get('Ctrl+Shift+P')]).toEqual(['export', undefined, 'palette']);
  const back = withStandardKeys(changed, 'palette');
  expect(commandsByKeys(keymapWith(back)).get('Ctrl+K')).toBe('palette');
  expect(keymapWith(back).export).toEqual([]);
  expect(keymapWith(withStandardKeys(back, 'export'))).toEqual(standardKeys);
});

test('changed keys from outside are taken as far as they are understood', () => {
  expect(parseKeymap({ export: ['Ctrl+J', 7, 'F6', ''], nothing: ['X'], open: 'Ctrl+O', tag: [] })).toEqual({ export: ['Ctrl+J'], tag: [] });
  expect(parseKeymap('x')).toEqual({});
});
