import { expect, test } from '@playwright/test';
import { isStillSaid, readSaid, saidText } from '../../../../electron/copies/office/said-text';

const before = { comment: 'One\r\ntwo \u0007', tags: ['two words', 'é😀'] };

test('a comment is followed by its tags, each on a line', () => {
  expect(saidText(before)).toBe('One\ntwo \u0007\n#two words\n#é😀');
  expect(saidText({ comment: '', tags: ['a'] })).toBe('#a');
  expect(saidText({ comment: '', tags: [] })).toBe('');
});

test('what still says the same is the same object', () => {
  expect(readSaid('One\ntwo ␇\n#two words\n#é😀', before)).toBe(before);
  expect(isStillSaid('ab', { comment: 'a\tb', tags: [] })).toBe(true);
  expect(isStillSaid('a b', { comment: 'a\tb', tags: [] })).toBe(false);
});

const cases = [
  { name: 'the comment edited', text: 'Three\n#two words\n#é😀', expected: { comment: 'Three', tags: before.tags } },
  { name: 'a tag added', text: 'One\ntwo ␇\n#two words\n#é😀\n#new', expected: { comment: before.comment, tags: ['two words', 'é😀', 'new'] } },
  { name: 'a tag removed', text: 'One\ntwo ␇\n#é😀', expected: { comment: before.comment, tags: ['é😀'] } },
  { name: 'the comment removed', text: '#two words\n#é😀', expected: { comment: '', tags: before.tags } },
  { name: 'everything removed', text: '', expected: { comment: '', tags: [] } },
  { name: 'a heading at the end', text: 'One\n# Heading', expected: { comment: 'One\n# Heading', tags: [] } },
  { name: 'a heading of two signs at the end', text: 'One\n##x', expected: { comment: 'One\n##x', tags: [] } },
];

for (const { name, text, expected } of cases) {
  test(`reads ${name}`, () => { expect(readSaid(text, before)).toEqual(expected); });
}
