import type { PieceDecoder } from './piece-decoder';

/** Bytes 0x80 to 0x9F by the Encoding Standard; the five that Windows leaves open stay C1 controls. */
const upperControls = [
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
  0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
];

/** Arguments that one call of `fromCharCode` takes without coming near the stack's limit. */
const unitsPerCall = 8192;

const unitOfByte = new Uint16Array(256).map((_, byte) => upperControls[byte - 0x80] ?? byte);

/**
 * Windows-1252: one byte, one UTF-16 unit, nothing invalid.
 * An own table, because Node 20's TextDecoder takes this encoding for Latin-1 (0x80 becomes U+0080 instead of the euro sign).
 */
export function createWindows1252Decoder(): PieceDecoder {
  return {
    push(bytes) {
      let text = '';
      for (let from = 0; from < bytes.length; from += unitsPerCall) {
        const units = Uint16Array.from(bytes.subarray(from, from + unitsPerCall));
        for (let index = 0; index < units.length; index += 1) units[index] = unitOfByte[units[index] ?? 0] ?? 0;
        text += String(Reflect.apply(String.fromCharCode, null, units));
      }
      return text;
    },
    finish: () => '',
    replaced: () => 0,
  };
}
