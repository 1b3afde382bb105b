import { expect, test } from '@playwright/test';
import { changedSettings, lookOf, parseSettings, parseSettingsChange, standardSettings, type Look } from '../../core/settings';

const id = '00000000-0000-4000-8000-000000000001';
const sepia: Look = { ...standardSettings.look, theme: 'sepia', fontSize: 22 };

for (const [name, given] of Object.entries({ nothing: undefined, 'a list': [], 'a word': 'dark', 'wrong kinds': { look: 7, documentLooks: 'x', creator: {}, color: 'red', sidebar: 'yes', hideResolved: 1 } })) {
  test(`from ${name} come the standard settings`, () => { expect(parseSettings(given)).toEqual(standardSettings); });
}

test('what is understood is kept, what is not takes its standard value', () => {
  const parsed = parseSettings({
    look: { theme: 'dark', font: 'comic', fontSize: 19, lineHeight: 1.8, lineWidth: 75, justified: true }, unknown: 1,
    documentLooks: { [id]: { theme: 'sepia' }, '../../etc': { theme: 'dark' } }, creator: 'Zoe\u0308 😀', color: 'blue',
  });
  const look = { theme: 'dark', font: 'serif', fontSize: 18, lineHeight: 1.8, lineWidth: 75, justified: true };
  expect(parsed).toEqual({ ...standardSettings, look, documentLooks: { [id]: { ...look, theme: 'sepia' } }, creator: 'Zoe\u0308 😀', color: 'blue' });
  expect(parseSettings(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
});

test('a name like a property of objects is no look', () => {
  const parsed = parseSettings(JSON.parse('{ "documentLooks": { "__proto__": { "theme": "dark" } } }'));
  expect(lookOf(parsed, '__proto__')).not.toHaveProperty('theme', 'dark');
});

test('a change holds only what it names, and null takes a document’s own look away', () => {
  expect(parseSettingsChange('x')).toBeNull();
  expect(parseSettingsChange({ color: 'red', sidebar: 3 })).toEqual({});
  expect(parseSettingsChange({ besideFolders: ['/etc'] })).toEqual({});
  expect(parseSettings({ besideFolders: ['/a', 7, '', '/b', '/a'] }).besideFolders).toEqual(['/a', '/b']);
  expect(parseSettingsChange({ sidebar: true, hideResolved: true, creator: 'Ana' })).toEqual({ sidebar: true, hideResolved: true, creator: 'Ana' });
  const own = changedSettings(standardSettings, parseSettingsChange({ documentLooks: { [id]: sepia } })!);
  expect(lookOf(own, id)).toEqual(sepia);
  expect(lookOf(own, null)).toEqual(standardSettings.look);
  expect(changedSettings(own, parseSettingsChange({ documentLooks: { [id]: null } })!)).toEqual(standardSettings);
});
