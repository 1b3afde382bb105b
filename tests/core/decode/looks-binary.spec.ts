import { expect, test } from '@playwright/test';
import type { EncodingName } from '../../../core/decode/detect-encoding';
import { looksBinary } from '../../../core/decode/looks-binary';

const cases: { name: string; bytes: string | Buffer; encoding?: EncodingName; binary: boolean }[] = [
  { name: 'nothing', bytes: '', binary: false },
  { name: 'prose with emoji', bytes: 'e\u0301 👩‍👩‍👧\r\n', binary: false },
  { name: 'a NUL', bytes: 'abc\0def', binary: true },
  { name: 'names ended by NULs', bytes: './one\0./two/three\0', binary: true },
  { name: 'a coloured log', bytes: '\x1b[31mred\x1b[0m\n'.repeat(50), binary: false },
  { name: 'a man page', bytes: 'N\bNA\bAM\bME\bE\n'.repeat(50), binary: false },
  { name: 'form feeds', bytes: 'a\fb\fc\f', binary: false },
  { name: 'the end mark of an old text file', bytes: 'hi\x1a', binary: false },
  { name: 'mostly controls', bytes: '\x01\x02\x03a'.repeat(20), binary: true },
  { name: 'PDF', bytes: '%PDF-1.4\n%text only', binary: true },
  { name: 'a text about PDF', bytes: 'The mark %PDF-1.4 stands first.', binary: false },
  { name: 'PNG', bytes: Buffer.from('89504e470d0a1a0a', 'hex'), binary: true },
  { name: 'ZIP', bytes: Buffer.from('504b0304', 'hex'), binary: true },
  { name: 'gzip', bytes: Buffer.from('1f8b0808', 'hex'), binary: true },
  { name: 'ELF', bytes: Buffer.from('7f454c4602', 'hex'), binary: true },
  { name: 'UTF-16 with a mark', bytes: Buffer.from('\ufeffabc', 'utf16le'), binary: false },
  { name: 'UTF-16 without', bytes: Buffer.from('abc def', 'utf16le').swap16(), binary: false },
  { name: 'UTF-16 with U+0000', bytes: Buffer.from('\ufeffabc\0', 'utf16le'), binary: true },
  { name: 'UTF-32 with a mark', bytes: Buffer.from('fffe00006100000062000000', 'hex'), binary: true },
  { name: 'UTF-32, big endian', bytes: Buffer.from('0000feff0000006100000062', 'hex'), binary: true },
  { name: 'UTF-16 without a sign of it, chosen by hand', bytes: Buffer.from('漢字一二', 'utf16le'), encoding: 'utf-16le', binary: false },
  { name: 'the same, not chosen', bytes: Buffer.from('漢字一二', 'utf16le'), binary: true },
  { name: 'Windows-1252 quotes', bytes: Buffer.from([0x93, 0x61, 0x94]), binary: false },
];

for (const { name, bytes, encoding = null, binary } of cases) {
  test(`${binary ? 'takes' : 'does not take'} ${name} for binary`, () => {
    expect(looksBinary(Buffer.from(bytes as string), encoding)).toBe(binary);
  });
}
