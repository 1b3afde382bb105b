import { expect, test } from '@playwright/test';
import { Tokens, tokenize } from '../../../core/anchor/tokens';
import { Vocabulary } from '../../../core/anchor/vocabulary';

function tokensOf(text: string, vocabulary = new Vocabulary()): { texts: string[]; ids: number[] } {
  const tokens = new Tokens(4);
  tokenize(text, 0, text.length, vocabulary, tokens);
  const indices = Array.from({ length: tokens.count }, (_, index) => index);
  return { texts: indices.map((index) => text.slice(tokens.start[index], tokens.end[index])), ids: indices.map((index) => tokens.id[index]!) };
}

const cuts = [
  { name: 'words and marks', text: "It's 3.5, isn’t it?", tokens: ["It's", '3', '.', '5', ',', 'isn’t', 'it', '?'] },
  { name: 'a quote mark at the end of a word is not part of it', text: "the dogs' end", tokens: ['the', 'dogs', "'", 'end'] },
  { name: 'Chinese and Japanese, one character each', text: '港は静か', tokens: ['港', 'は', '静', 'か'] },
  { name: 'Korean words', text: '항구는 조용했다', tokens: ['항구는', '조용했다'] },
  { name: 'Arabic with vowel marks', text: 'هادئاً جداً', tokens: ['هادئاً', 'جداً'] },
  { name: 'combining marks', text: 'cafe\u0301 noir', tokens: ['cafe\u0301', 'noir'] },
  { name: 'whole emoji', text: 'ok 👨‍👩‍👧‍👦👍🏽🇫🇷🇯🇵❤️1️⃣', tokens: ['ok', '👨‍👩‍👧‍👦', '👍🏽', '🇫🇷', '🇯🇵', '❤️', '1️⃣'] },
  { name: 'mixed scripts', text: 'RAID-1ボリューム', tokens: ['RAID', '-', '1', 'ボ', 'リ', 'ュ', 'ー', 'ム'] },
  { name: 'a lone half of a pair', text: 'a \ud83d b', tokens: ['a', '\ud83d', 'b'] },
  { name: 'nothing but white space', text: ' \t\n\u00a0\u3000\ufeff', tokens: [] },
];

for (const { name, text, tokens } of cuts) {
  test(`cuts ${name}`, () => {
    expect(tokensOf(text).texts).toEqual(tokens);
  });
}

const pairs = [
  { name: 'case', one: 'Harbour', two: 'HARBOUR', equal: true },
  { name: 'quotes', one: '“', two: '"', equal: true },
  { name: 'apostrophes', one: 'isn’t', two: "isn't", equal: true },
  { name: 'dashes', one: '—', two: '-', equal: true },
  { name: 'normal forms', one: 'forêt', two: 'forêt'.normalize('NFD'), equal: true },
  { name: 'normal forms of Hangul', one: '항구', two: '항구'.normalize('NFD'), equal: true },
  { name: 'soft hyphens', one: 'har\u00adbour', two: 'harbour', equal: true },
  { name: 'accents', one: 'été', two: 'ete', equal: false },
  { name: 'the order of letters', one: 'ab', two: 'ba', equal: false },
];

for (const { name, one, two, equal } of pairs) {
  test(`${equal ? 'folds' : 'tells apart'} ${name}`, () => {
    const vocabulary = new Vocabulary();
    expect(tokensOf(one, vocabulary).ids[0] === tokensOf(two, vocabulary).ids[0]).toBe(equal);
  });
}

test('many different words all get numbers of their own', () => {
  const words = Array.from({ length: 20_000 }, (_, index) => `w${index.toString(36)}`);
  const { ids } = tokensOf(words.join(' '));
  expect(new Set(ids).size).toBe(words.length);
});
