import { createWindows1252Decoder } from './decode-windows-1252';
import { countReplacements, joinBytes, type PieceDecoder } from './piece-decoder';

/** A decoder of UTF-8 that may turn out to have been Windows-1252. */
export interface Utf8Decoder extends PieceDecoder {
  /** True once the bytes were taken as Windows-1252. */
  fellBack(): boolean;
}

const none = new Uint8Array(0);

function createStrictDecoder(): TextDecoder {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
}

/** Bytes of the sequence that begins with this one; 1 for ASCII and for what begins none. */
function sequenceLength(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** Where the bytes can be cut without cutting a sequence: before a last one that is not complete. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** U+FFFD that the bytes themselves spell: 0xEF never stands within another sequence, so these three always mean it. */
function countSpelled(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1)) {
    if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) count += 1;
  }
  return count;
}

/**
 * UTF-8, strictly as long as it goes. At the first invalid byte: when only ASCII came before and `mayFallBack`, all from there on is
 * Windows-1252, which is what the whole would have been, so that nothing given out before changes. Else invalid sequences become
 * U+FFFD as the Encoding Standard has it. Pieces are cut between characters here and each decoded by itself, so that one
 * that turns out to be invalid can be decoded once more.
 */
export function createUtf8Decoder(mayFallBack: boolean): Utf8Decoder {
  let strict = createStrictDecoder();
  const lenient = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
  let held = none;
  let onlyAscii = true;
  let replaced = 0;
  let successor: PieceDecoder | null = null;

  function decodeStrictly(bytes: Uint8Array): string | null {
    try {
      // As a stream, because Node is up to twice as fast with that; the second call makes an unfinished sequence an error.
      return strict.decode(bytes, { stream: true }) + strict.decode(none);
    } catch {
      // What a decoder is left in after an error is not the same everywhere.
      strict = createStrictDecoder();
      return null;
    }
  }

  function decode(bytes: Uint8Array): string {
    const text = decodeStrictly(bytes);
    if (text !== null) {
      onlyAscii &&= text.length === bytes.length;
      return text;
    }
    if (onlyAscii && mayFallBack) {
      const first = bytes.findIndex((byte) => byte >= 0x80);
      if (decodeStrictly(bytes.subarray(first, first + sequenceLength(bytes[first] ?? 0))) === null) {
        successor = createWindows1252Decoder();
        return successor.push(bytes);
      }
    }
    onlyAscii = false;
    const mended = lenient.decode(bytes);
    replaced += countReplacements(mended) - countSpelled(bytes);
    return mended;
  }

  return {
    push(bytes) {
      const joined = joinBytes(held, bytes);
      const complete = successor ? joined.length : completeLength(joined);
      held = joined.slice(complete);
      return successor ? successor.push(joined) : decode(joined.subarray(0, complete));
    },
    finish() {
      const text = held.length > 0 ? decode(held) : '';
      held = none;
      return text;
    },
    replaced: () => replaced,
    fellBack: () => successor !== null,
  };
}
