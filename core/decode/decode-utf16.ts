import { countReplacements, joinBytes, type PieceDecoder } from './piece-decoder';

const none = new Uint8Array(0);

function swapPairs(bytes: Uint8Array): Uint8Array {
  const swapped = new Uint8Array(bytes.length);
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    swapped[index] = bytes[index + 1] ?? 0;
    swapped[index + 1] = bytes[index] ?? 0;
  }
  return swapped;
}

/** Bytes, little endian, up to where nothing is cut: whole units, and no high surrogate at the end. */
function completeLength(bytes: Uint8Array): number {
  const whole = bytes.length - (bytes.length % 2);
  const lastHighByte = bytes[whole - 1] ?? 0;
  return lastHighByte >= 0xd8 && lastHighByte < 0xdc ? whole - 2 : whole;
}

function countSpelled(bytes: Uint8Array): number {
  let count = 0;
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    if (bytes[index] === 0xfd && bytes[index + 1] === 0xff) count += 1;
  }
  return count;
}

/** UTF-16. Unpaired surrogates and half a unit at the end become U+FFFD. */
export function createUtf16Decoder(encoding: 'utf-16le' | 'utf-16be'): PieceDecoder {
  const strict = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder('utf-16le', { fatal: false, ignoreBOM: true });
  let held = none;
  let replaced = 0;

  function decode(bytes: Uint8Array): string {
    try {
      return strict.decode(bytes);
    } catch {
      const mended = lenient.decode(bytes);
      replaced += countReplacements(mended) - countSpelled(bytes);
      return mended;
    }
  }

  return {
    push(bytes) {
      const joined = joinBytes(held, bytes);
      const whole = joined.length - (joined.length % 2);
      const units = encoding === 'utf-16be' ? swapPairs(joined.subarray(0, whole)) : joined.subarray(0, whole);
      const complete = completeLength(units);
      held = joined.slice(complete);
      return decode(units.subarray(0, complete));
    },
    finish() {
      if (held.length === 0) return '';
      held = none;
      replaced += 1;
      return '\ufffd';
    },
    replaced: () => replaced,
  };
}
