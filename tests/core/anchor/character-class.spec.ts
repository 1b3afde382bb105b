import { expect, test } from '@playwright/test';
import { classOf, DECOMPOSES, decompositionOf, EXTEND, foldOf, HIGH, IGNORED, JOINER, MARK, PICTURE, SINGLE, SPACE, WORD } from '../../../core/anchor/character-class';

function expectedClass(code: number): number {
  const character = String.fromCharCode(code);
  if (code >= 0xd800 && code <= 0xdbff) return HIGH;
  if ('\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff'.includes(character)) return IGNORED;
  if (/\s/.test(character)) return SPACE;
  if ("'\u2019\u02bc".includes(character)) return JOINER;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(character)) return SINGLE;
  if (/\p{M}/u.test(character)) return EXTEND;
  if (/[\p{L}\p{N}_]/u.test(character)) return WORD;
  return code > 0xff && /\p{Extended_Pictographic}/u.test(character) ? PICTURE : MARK;
}

test('every unit has the class that Unicode gives it', () => {
  const wrong: string[] = [];
  // Han and Hangul are assigned by block: units that no version has filled yet are in them, too.
  const isBlock = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3);
  for (let code = 0; code < 0x10000; code++) if (!isBlock(code) && classOf(code) !== expectedClass(code)) wrong.push(`${code.toString(16)} ${classOf(code)} ${expectedClass(code)}`);
  expect(wrong).toEqual([]);
});

test('folding makes case, quotes, dashes and normal form one', () => {
  const folded = (text: string): number[] => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).flatMap((code) => (foldOf(code) === DECOMPOSES ? [...decompositionOf(code)] : [foldOf(code)]));
  expect(folded('AZaz09@[`{')).toEqual(folded('azaz09@[`{'));
  expect(folded('\u201cÉ\u2013\u2019')).toEqual(folded('"e\u0301-\''));
});
