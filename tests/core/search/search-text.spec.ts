import { expect, test } from '@playwright/test';
import { excerpt, holds, parseSearch, pieces, searchTextOf } from '../../../core/search/search-text';
import { annotationOf } from '../annotation-sample';

const annotation = annotationOf(1, 0, 9, {
  target: { position: { start: 0, end: 9 }, quote: { exact: 'Die Straße zum Café 👩‍⚖️ 学而不思则罔', prefix: '', suffix: '' } },
  comment: 'A *naïve* reader', tags: ['Law of Things', 'métal'],
  replies: [{ id: '00000000-0000-4000-8000-00000000000a', creator: 'Ana', created: '2026-01-02T03:04:05.678Z', modified: '2026-01-02T03:04:05.678Z', comment: 'Прочитано ｆｕｌｌ' }],
});

const searches: readonly (readonly [string, boolean])[] = [
  ['', true], ['straße', true], ['STRASSE', false], ['cafe', true], ['CAFÉ', true], ['naive die', true], ['die missing', false],
  ['不思', true], ['学 罔', true], ['罔学', false], ['👩‍⚖️', true], ['прочит', true], ['full', true],
  ['"naive reader"', false], ['"zum cafe"', true], ['"zum caf', true], ['#law', true], ['#things', false], ['#metal die', true], ['#', false],
];

for (const [typed, found] of searches) {
  test(`“${typed}” ${found ? 'finds' : 'does not find'} it`, () => {
    expect(holds(searchTextOf(annotation), parseSearch(typed))).toBe(found);
  });
}

test('what was found is told apart in the text, letters that fold to several too', () => {
  expect(pieces('Ein Café, EIN ﬁn 👩‍⚖️', ['ein', 'cafe', 'fi'])).toEqual([
    { text: 'Ein', found: true }, { text: ' ', found: false }, { text: 'Café', found: true }, { text: ', ', found: false }, { text: 'EIN', found: true },
    { text: ' ', found: false }, { text: 'ﬁ', found: true }, { text: 'n 👩‍⚖️', found: false },
  ]);
  expect(pieces('', ['a'])).toEqual([]);
});

test('an excerpt shows what was found and cuts no character', () => {
  const long = `${'👍🏽'.repeat(200)} needle ${'👍🏽'.repeat(200)}`;
  const shown = excerpt(long, ['needle']);
  expect(shown).toContain('needle');
  expect(shown.length).toBeLessThan(260);
  expect(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(shown)).toBe(false);
  expect(excerpt('short', ['x'])).toBe('short');
  expect(excerpt(long, ['missing']).startsWith('👍🏽')).toBe(true);
});
