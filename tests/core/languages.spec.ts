import { expect, test } from '@playwright/test';
import { directionOf, languageFor, languageNames, languages, localeOf } from '../../core/languages';

const wanted: readonly [readonly string[], string][] = [
  [[], 'en'], [['de-AT', 'en'], 'de'], [['pt-BR', 'es-MX'], 'es'], [['zh_CN.UTF-8'], 'zh'], [['zh-Hant-TW'], 'zh'], [['AR'], 'ar'], [['C'], 'en'], [['', 'x-klingon'], 'en'], [['en-GB', 'fr'], 'en'],
];

for (const [tags, language] of wanted) {
  test(`who asks for ${tags.join(', ') || 'nothing'} gets ${language}`, () => { expect(languageFor(tags)).toBe(language); });
}

test('Arabic alone is written from right to left; each language has a name and a locale', () => {
  expect(languages.filter((language) => directionOf(language) === 'rtl')).toEqual(['ar']);
  for (const language of languages) {
    expect(languageNames[language]).not.toBe('');
    expect(new Intl.NumberFormat(localeOf(language)).format(7)).toBe('7');
  }
});
