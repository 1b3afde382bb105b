import { expect, test } from '@playwright/test';
import { looksSame } from '../../../core/anchor/place';
import { seeded } from './random-text';

test('a reader sees white space and normal form as the same, and nothing else', () => {
  const random = seeded(3);
  const alphabet = ['a', 'b', 'e', '\u0301', 'é', ' ', '\n', '\t', '\u00a0', '\u2003', 'K', '\u212a', ';', '\u037e', '\u0323', 'ạ', '\ufeff', '한', '\u1112\u1161\u11ab'];
  const text = (): string => Array.from({ length: Math.floor(random() * 5) }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  const plain = (value: string): string => value.normalize('NFC').replace(/\s+/g, ' ');
  let same = 0;
  const wrong: string[] = [];
  for (let turn = 0; turn < 60_000; turn++) {
    const [head, one, two, tail] = [text(), text(), text(), text()];
    const [first, second] = [head + one + tail, head + two + tail];
    if (plain(first) === plain(second)) same++;
    if (looksSame(first, second) !== (plain(first) === plain(second))) wrong.push(JSON.stringify([first, second]));
  }
  expect(wrong).toEqual([]);
  expect(same).toBeGreaterThan(1000);
});
