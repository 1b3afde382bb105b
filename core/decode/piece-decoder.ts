/** Decodes one encoding from pieces that may be cut anywhere. No piece it gives out ends within a character. */
export interface PieceDecoder {
  push(bytes: Uint8Array): string;
  finish(): string;
  /** Invalid sequences that became U+FFFD so far. */
  replaced(): number;
}

/** What was held back, and what came. Copies only when something was held back. */
export function joinBytes(held: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (held.length === 0) return bytes;
  const joined = new Uint8Array(held.length + bytes.length);
  joined.set(held);
  joined.set(bytes, held.length);
  return joined;
}

/** How often U+FFFD stands in the text. */
export function countReplacements(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count += 1;
  return count;
}
