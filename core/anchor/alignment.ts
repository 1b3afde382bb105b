import { classOf, SINGLE } from './character-class';
import type { Tokens } from './tokens';
import type { Vocabulary } from './vocabulary';

/** Which token of the old text became which of the new one. */
export interface Alignment {
  readonly oldText: string;
  readonly newText: string;
  readonly old: Tokens;
  readonly fresh: Tokens;
  /** Per old token: the new token, or -1. */
  readonly toNew: Int32Array;
  /** Per new token: the old token, or -1. */
  readonly toOld: Int32Array;
  /** Per old token that has a partner: how alike they are, in percent; 100 is equal after folding. */
  readonly alike: Uint8Array;
  /** Per old token: 1 where its partner was found out of order. */
  readonly moved: Uint8Array;
  /** Per id: information of one occurrence, in bits. */
  readonly bits: Float32Array;
}

/** The most that one token can say, in bits. */
export const mostBits = 18;
/** Characters of unspaced scripts follow one another less freely than words do. */
const shareOfSingle = 0.6;

/** Per id, how much one occurrence says, in bits: rare words say more. `total` is the number of tokens counted. */
export function informationOf(vocabulary: Vocabulary, total: number, sides: readonly { text: string; tokens: Tokens }[]): Float32Array {
  const bits = new Float32Array(vocabulary.size);
  for (let id = 0; id < bits.length; id++) bits[id] = Math.max(1, Math.min(mostBits, Math.log2((total + 2) / Math.max(1, vocabulary.countOf(id)))));
  const seen = new Uint8Array(vocabulary.size);
  for (const { text, tokens } of sides) {
    for (let index = 0; index < tokens.count; index++) {
      const id = tokens.id[index] as number;
      if (id < 0 || seen[id] === 1) continue;
      seen[id] = 1;
      if (classOf(text.charCodeAt(tokens.start[index] as number)) === SINGLE) bits[id] = (bits[id] as number) * shareOfSingle;
    }
  }
  return bits;
}

/** An alignment in which nothing is placed yet. */
export function emptyAlignment(oldText: string, newText: string, old: Tokens, fresh: Tokens, bits: Float32Array): Alignment {
  return {
    oldText, newText, old, fresh, bits,
    toNew: new Int32Array(old.count).fill(-1),
    toOld: new Int32Array(fresh.count).fill(-1),
    alike: new Uint8Array(old.count),
    moved: new Uint8Array(old.count),
  };
}

/** Bits of an old token; 0 for a break. */
export function oldBits(alignment: Alignment, index: number): number {
  const id = alignment.old.id[index] as number;
  return id < 0 ? 0 : (alignment.bits[id] as number);
}

/** Notes that an old and a new token belong together. */
export function pair(alignment: Alignment, old: number, fresh: number, alike: number): void {
  alignment.toNew[old] = fresh;
  alignment.toOld[fresh] = old;
  alignment.alike[old] = alike;
}

/** Takes a pair apart again. */
export function unpair(alignment: Alignment, old: number): void {
  const fresh = alignment.toNew[old] as number;
  if (fresh >= 0) alignment.toOld[fresh] = -1;
  alignment.toNew[old] = -1;
  alignment.alike[old] = 0;
}
