/** The encodings that can be read. */
export const encodingNames = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
/** The name of an encoding, as the Encoding Standard spells it. */
export type EncodingName = (typeof encodingNames)[number];

/** How many of a file's first bytes decide about its encoding. Even: UTF-16 is looked for in pairs. */
export const detectionLength = 4096;

/** An encoding, and how many bytes of byte order mark stand before the text. */
export interface DetectedEncoding {
  readonly encoding: EncodingName;
  readonly bomLength: number;
}

const byteOrderMarks: Readonly<Record<EncodingName, readonly number[]>> = {
  'utf-8': [0xef, 0xbb, 0xbf],
  'utf-16le': [0xff, 0xfe],
  'utf-16be': [0xfe, 0xff],
  'windows-1252': [],
};

/** Bytes of the byte order mark of this encoding at the start; 0 when there is none. */
export function bomLength(bytes: Uint8Array, encoding: EncodingName): number {
  const mark = byteOrderMarks[encoding];
  return mark.every((byte, index) => bytes[index] === byte) ? mark.length : 0;
}

function isPlainAscii(unit: number): boolean {
  return (unit >= 0x20 && unit < 0x7f) || unit === 0x09 || unit === 0x0a || unit === 0x0d;
}

/**
 * UTF-16 without a byte order mark, or null. Western text has a NUL in every other byte; most other scripts at least in spaces
 * and line ends, so a tenth of the units is asked for. Against it speak a unit U+0000 (UTF-32, or no text) and pairs of
 * two printable bytes, which a list of words with NULs between them is full of.
 */
function utf16ByPattern(bytes: Uint8Array): EncodingName | null {
  if (bytes.length % 2 === 1 || !bytes.includes(0)) return null;
  let littleEndian = 0;
  let bigEndian = 0;
  let twoLetters = 0;
  for (let index = 0; index < bytes.length; index += 2) {
    const first = bytes[index] ?? 0;
    const second = bytes[index + 1] ?? 0;
    if (first === 0 && second === 0) return null;
    if (second === 0 && isPlainAscii(first)) littleEndian += 1;
    else if (first === 0 && isPlainAscii(second)) bigEndian += 1;
    else if (isPlainAscii(first) && isPlainAscii(second)) twoLetters += 1;
  }
  const enough = Math.max(bytes.length / 2 / 10, twoLetters);
  if (littleEndian >= enough && bigEndian * 4 <= littleEndian) return 'utf-16le';
  return bigEndian >= enough && littleEndian * 4 <= bigEndian ? 'utf-16be' : null;
}

/** The encoding that a file's first bytes speak for; UTF-8 when nothing else does. Looks at `detectionLength` bytes at most. */
export function detectEncoding(start: Uint8Array): DetectedEncoding {
  for (const encoding of encodingNames) {
    const length = bomLength(start, encoding);
    if (length > 0) return { encoding, bomLength: length };
  }
  return { encoding: utf16ByPattern(start.subarray(0, detectionLength)) ?? 'utf-8', bomLength: 0 };
}
