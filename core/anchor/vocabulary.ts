/** Gives equal keys equal small numbers and counts how often each was seen. */
export class Vocabulary {
  /** Four numbers a slot, so that one look costs one line of the cache: both hashes, the id and one, unused; 0 is empty. */
  #slots = new Int32Array(4096);
  #counts = new Int32Array(512);
  #size = 0;

  /** How many different keys there are; ids are smaller than this. */
  get size(): number {
    return this.#size;
  }

  /** How often a key was added. */
  countOf(id: number): number {
    return this.#counts[id] as number;
  }

  /** While false, keys get ids but are not counted. */
  counting = true;

  /** The id of a key given as two independent 32-bit hashes; a new key gets the next id. */
  add(first: number, second: number): number {
    const once = this.counting ? 1 : 0;
    if (this.#size * 8 > this.#slots.length) this.#grow();
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = ((first ^ (first >>> 15)) * 4) & mask;
    for (;;) {
      const id = (slots[slot + 2] as number) - 1;
      if (id < 0) break;
      if (slots[slot] === first && slots[slot + 1] === second) {
        this.#counts[id] = (this.#counts[id] as number) + once;
        return id;
      }
      slot = (slot + 4) & mask;
    }
    const id = this.#size++;
    slots[slot] = first;
    slots[slot + 1] = second;
    slots[slot + 2] = id + 1;
    this.#counts[id] = once;
    return id;
  }

  #grow(): void {
    const before = this.#slots;
    const slots = new Int32Array(before.length * 4);
    const mask = slots.length - 1;
    for (let index = 0; index < before.length; index += 4) {
      if (before[index + 2] === 0) continue;
      const key = before[index] as number;
      let slot = ((key ^ (key >>> 15)) * 4) & mask;
      while (slots[slot + 2] !== 0) slot = (slot + 4) & mask;
      for (let part = 0; part < 3; part++) slots[slot + part] = before[index + part] as number;
    }
    this.#slots = slots;
    const counts = new Int32Array(slots.length / 8 + 8);
    counts.set(this.#counts);
    this.#counts = counts;
  }
}
