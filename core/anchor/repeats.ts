/** Units of the windows that are counted. */
const window = 16;
/** Of so many windows one is counted, chosen by its hash alone: the same in every place. A power of two. */
const sampling = 8;
/** Searches of a whole text after which its windows are counted: that costs as much as some dozens of them. */
const patience = 12;
const multiplier = 0x01000193;
/** The multiplier to the power of the window's length: takes out the unit that leaves a window. */
const leaving = Array.from({ length: window }).reduce<number>((product) => Math.imul(product, multiplier), 1);

/** Tells whether a stretch stands twice in a text; asked often, it keeps count of the text's windows instead of searching all of it. */
export class Repeats {
  readonly #text: string;
  #searches = 0;
  #counts: WindowCounts | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether a stretch of the text stands in it at two offsets at least. */
  isTwice(part: string): boolean {
    if (part.length >= window && ++this.#searches > patience) {
      this.#counts ??= new WindowCounts(this.#text);
      if (this.#counts.hasSingle(part)) return false;
    }
    const first = this.#text.indexOf(part);
    return first >= 0 && this.#text.includes(part, first + 1);
  }
}

/** Which windows of a text stand once at most. Windows with the same hash count as equal: a single one may be missed, never made up. */
class WindowCounts {
  /** One bit for each hash that was seen, and one for each that was seen again. */
  readonly #once: Int32Array;
  readonly #twice: Int32Array;
  readonly #shift: number;

  constructor(text: string) {
    let bits = 16;
    while (1 << bits < text.length && bits < 28) bits++;
    this.#once = new Int32Array(1 << (bits - 5));
    this.#twice = new Int32Array(1 << (bits - 5));
    this.#shift = 32 - bits;
    this.#count(text);
  }

  #count(text: string): void {
    let hash = hashOf(text, window - 1);
    for (let at = window - 1; at < text.length; at++) {
      hash = next(hash, text.charCodeAt(at), at < window ? 0 : text.charCodeAt(at - window));
      const key = mixed(hash);
      if ((key & (sampling - 1)) === 0) this.#add(key >>> this.#shift);
    }
  }

  #add(slot: number): void {
    const bit = 1 << (slot & 31);
    const word = slot >>> 5;
    if (((this.#once[word] as number) & bit) !== 0) this.#twice[word] = (this.#twice[word] as number) | bit;
    else this.#once[word] = (this.#once[word] as number) | bit;
  }

  /** Whether a window of a stretch of the text, one of those that are counted, stands nowhere else in it. */
  hasSingle(part: string): boolean {
    let hash = hashOf(part, window - 1);
    for (let at = window - 1; at < part.length; at++) {
      hash = next(hash, part.charCodeAt(at), at < window ? 0 : part.charCodeAt(at - window));
      const key = mixed(hash);
      const slot = key >>> this.#shift;
      if ((key & (sampling - 1)) === 0 && ((this.#twice[slot >>> 5] as number) & (1 << (slot & 31))) === 0) return true;
    }
    return false;
  }
}

/** Hash of the first units of a text. */
function hashOf(text: string, length: number): number {
  let hash = 0;
  for (let at = 0; at < length && at < text.length; at++) hash = next(hash, text.charCodeAt(at), 0);
  return hash;
}

/** Hash of the window that is one unit further: R. Karp and M. Rabin, "Efficient randomized pattern-matching algorithms", 1987. */
const next = (hash: number, entering: number, left: number): number => (Math.imul(hash, multiplier) + entering - Math.imul(left, leaving)) | 0;

const mixed = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x9e3779b1 | 0);
