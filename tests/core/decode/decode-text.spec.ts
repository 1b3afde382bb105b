import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createTextDecoder, isKnownEncoding, type DecodingReport } from '../../../core/decode/decode-text';

function decodeIn(pieces: readonly Uint8Array[], encoding: string | null): { text: string; report: DecodingReport } {
  const decoder = createTextDecoder(encoding);
  let text = '';
  for (const piece of pieces) {
    const reused = piece.slice();
    const part = decoder.push(reused);
    reused.fill(0x2a);
    assert(!/\p{Surrogate}/u.test(part), 'a piece ends within a character');
    text += part;
  }
  return { text: text + decoder.finish(), report: decoder.report() };
}

function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
}

const utf8 = (text: string): number[] => [...Buffer.from(text, 'utf8')];
const utf16le = (text: string): number[] => [...Buffer.from(text, 'utf16le')];
const utf16be = (text: string): number[] => [...Buffer.from(text, 'utf16le').swap16()];
const plain = { bom: false, chosen: false, fallback: false, replaced: 0 };
const long = 'The quick brown fox. '.repeat(300);

const cases: { name: string; bytes: number[]; encoding?: string; text: string; report: DecodingReport }[] = [
  { name: 'nothing', bytes: [], text: '', report: { ...plain, encoding: 'utf-8' } },
  { name: 'ASCII', bytes: utf8('a\r\nb'), text: 'a\r\nb', report: { ...plain, encoding: 'utf-8' } },
  { name: 'UTF-8, emoji and combining mark', bytes: utf8('e\u0301 👩‍👩‍👧 x'), text: 'e\u0301 👩‍👩‍👧 x', report: { ...plain, encoding: 'utf-8' } },
  { name: 'UTF-8 with a byte order mark', bytes: [0xef, 0xbb, 0xbf, ...utf8('é')], text: 'é', report: { ...plain, encoding: 'utf-8', bom: true } },
  { name: 'a byte order mark alone', bytes: [0xef, 0xbb, 0xbf], text: '', report: { ...plain, encoding: 'utf-8', bom: true } },
  { name: 'two byte order marks: the second is text', bytes: utf8('\ufeff\ufeffa'), text: '\ufeffa', report: { ...plain, encoding: 'utf-8', bom: true } },
  { name: 'a byte order mark inside', bytes: utf8(`${long}\ufeff`), text: `${long}\ufeff`, report: { ...plain, encoding: 'utf-8' } },
  { name: 'U+FFFD that is in the file is not counted', bytes: utf8('é\ufffd'), text: 'é\ufffd', report: { ...plain, encoding: 'utf-8' } },
  { name: 'UTF-8 with one broken byte', bytes: [...utf8('é '), 0xff, ...utf8(' \ufffd')], text: 'é \ufffd \ufffd', report: { ...plain, encoding: 'utf-8', replaced: 1 } },
  { name: 'UTF-8, last sequence cut off', bytes: [...utf8('é'), 0xf0, 0x9f, 0x98], text: 'é\ufffd', report: { ...plain, encoding: 'utf-8', replaced: 1 } },
  { name: 'an overlong sequence, two bytes', bytes: [...utf8('é'), 0xc0, 0xaf], text: 'é\ufffd\ufffd', report: { ...plain, encoding: 'utf-8', replaced: 2 } },
  { name: 'an encoded surrogate, three bytes', bytes: [...utf8('é'), 0xed, 0xa0, 0x80], text: 'é\ufffd\ufffd\ufffd', report: { ...plain, encoding: 'utf-8', replaced: 3 } },
  { name: 'broken after a byte order mark stays UTF-8', bytes: [0xef, 0xbb, 0xbf, 0x61, 0xe9], text: 'a\ufffd', report: { ...plain, encoding: 'utf-8', bom: true, replaced: 1 } },
  { name: 'Latin-1', bytes: [0x63, 0x61, 0x66, 0xe9], text: 'café', report: { ...plain, encoding: 'windows-1252', fallback: true } },
  { name: 'Windows-1252 quotes and euro', bytes: [0x93, 0x80, 0x94, 0x81], text: '“€”\u0081', report: { ...plain, encoding: 'windows-1252', fallback: true } },
  { name: 'Windows-1252 far down', bytes: [...utf8(long), 0x93, 0x61, 0x94], text: `${long}“a”`, report: { ...plain, encoding: 'windows-1252', fallback: true } },
  { name: 'Windows-1252 stays so when UTF-8 follows', bytes: [0x93, 0xc3, 0xa9], text: '“Ã©', report: { ...plain, encoding: 'windows-1252', fallback: true } },
  { name: 'UTF-16LE with a byte order mark', bytes: utf16le('\ufeffé😀'), text: 'é😀', report: { ...plain, encoding: 'utf-16le', bom: true } },
  { name: 'UTF-16BE with a byte order mark', bytes: utf16be('\ufeffé😀'), text: 'é😀', report: { ...plain, encoding: 'utf-16be', bom: true } },
  { name: 'UTF-16LE without', bytes: utf16le(`${long}😀`), text: `${long}😀`, report: { ...plain, encoding: 'utf-16le' } },
  { name: 'UTF-16BE without, Russian', bytes: utf16be('Все счастливые семьи похожи друг на друга.'), text: 'Все счастливые семьи похожи друг на друга.', report: { ...plain, encoding: 'utf-16be' } },
  { name: 'UTF-16 with unpaired surrogates', bytes: utf16le('\ufeffa\ud83d b\udc00\ufffd'), text: 'a\ufffd b\ufffd\ufffd', report: { ...plain, encoding: 'utf-16le', bom: true, replaced: 2 } },
  { name: 'UTF-16 that ends in half a unit', bytes: [...utf16le('\ufeffab'), 0x63], text: 'ab\ufffd', report: { ...plain, encoding: 'utf-16le', bom: true, replaced: 1 } },
  { name: 'UTF-16 that ends in half a pair', bytes: utf16be('\ufeffab\ud83d'), text: 'ab\ufffd', report: { ...plain, encoding: 'utf-16be', bom: true, replaced: 1 } },
  { name: 'chosen by hand: Windows-1252', bytes: utf8('é'), encoding: 'windows-1252', text: 'Ã©', report: { ...plain, encoding: 'windows-1252', chosen: true } },
  { name: 'chosen by hand: UTF-8 does not fall back', bytes: [0x61, 0xe9], encoding: 'utf-8', text: 'a\ufffd', report: { ...plain, encoding: 'utf-8', chosen: true, replaced: 1 } },
  { name: 'chosen by hand: UTF-16 with its mark', bytes: utf16be('\ufeff漢字'), encoding: 'utf-16be', text: '漢字', report: { ...plain, encoding: 'utf-16be', bom: true, chosen: true } },
  { name: 'a name not known is as none', bytes: [0xe9], encoding: 'koi8-r', text: 'é', report: { ...plain, encoding: 'windows-1252', fallback: true } },
];

for (const { name, bytes, encoding = null, text, report } of cases) {
  test(`decodes ${name}`, () => {
    const whole = Uint8Array.from(bytes);
    expect(decodeIn([whole], encoding)).toEqual({ text, report });
    const single = [...whole].map((byte) => Uint8Array.of(byte));
    expect(decodeIn(single, encoding)).toEqual({ text, report });
  });
}

function isValid(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const fragments = fc.oneof(
  fc.constantFrom<number[]>([0x61], [0x0d, 0x0a], [0xc3, 0xa9], [0xe2, 0x80, 0x9c], [0xf0, 0x9f, 0x98, 0x80], [0xef, 0xbf, 0xbd], [0xef, 0xbb, 0xbf]),
  fc.constantFrom<number[]>([0x93], [0xe9], [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x80], [0xf0, 0x80], [0xf4, 0x90], [0xfe, 0xff], [0xff, 0xfe]),
  fc.constantFrom<number[]>([0x61, 0], [0, 0x61], [0x3d, 0xd8], [0xd8, 0x3d], [0x00, 0xde], [0xde, 0x00]),
  fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 4 }),
);
const content = fc
  .tuple(fc.constantFrom('', '', long), fc.array(fragments, { maxLength: 12 }), fc.constantFrom('', long))
  .map(([before, middle, after]) => Uint8Array.from([...utf8(before), ...middle.flat(), ...utf8(after)]));
const choice = fc.constantFrom(null, null, 'utf-8', 'utf-16le', 'utf-16be', 'windows-1252');

test('gives the same text and report however the bytes are cut', () => {
  fc.assert(
    fc.property(content, choice, fc.array(fc.nat(), { maxLength: 8 }), (bytes, encoding, cuts) => {
      assert.deepEqual(decodeIn(split(bytes, cuts), encoding), decodeIn([bytes], encoding));
    }),
    { numRuns: 1000 },
  );
});

test('replaces what is invalid as the Encoding Standard does', () => {
  fc.assert(
    fc.property(content, fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'), fc.array(fc.nat(), { maxLength: 3 }), (bytes, encoding, cuts) => {
      const { text, report } = decodeIn(split(bytes, cuts), encoding);
      const expected = new TextDecoder(encoding).decode(bytes);
      assert.equal(text, expected);
      assert.equal(report.replaced === 0, isValid(bytes, encoding));
    }),
    { numRuns: 1000 },
  );
});

test('knows what it can decode', () => {
  expect(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'UTF-8', '', 'toString'].map(isKnownEncoding)).toEqual([true, true, true, true, false, false, false]);
});
