/** Gives equal keys equal small numbers and counts how often each was seen. */
export class Vocabulary {
  #first = new Int32Array(1024);
  #second = new Int32Array(1024);
  #ids = new Int32Array(1024).fill(-1);
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
    let mask = this.#ids.length - 1;
    if (this.#size * 2 > mask) {
      this.#grow();
      mask = this.#ids.length - 1;
    }
    let slot = (first ^ (first >>> 15)) & mask;
    for (;;) {
      const id = this.#ids[slot] as number;
      if (id < 0) break;
      if (this.#first[slot] === first && this.#second[slot] === second) {
        this.#counts[id] = (this.#counts[id] as number) + once;
        return id;
      }
      slot = (slot + 1) & mask;
    }
    const id = this.#size++;
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#ids[slot] = id;
    this.#counts[id] = once;
    return id;
  }

  #grow(): void {
    const [first, second, ids] = [this.#first, this.#second, this.#ids];
    const length = ids.length * 4;
    this.#first = new Int32Array(length);
    this.#second = new Int32Array(length);
    this.#ids = new Int32Array(length).fill(-1);
    const counts = new Int32Array(length / 2);
    counts.set(this.#counts);
    this.#counts = counts;
    for (let index = 0; index < ids.length; index++) {
      const id = ids[index] as number;
      if (id < 0) continue;
      const key = first[index] as number;
      let slot = (key ^ (key >>> 15)) & (length - 1);
      while ((this.#ids[slot] as number) >= 0) slot = (slot + 1) & (length - 1);
      this.#first[slot] = key;
      this.#second[slot] = second[index] as number;
      this.#ids[slot] = id;
    }
  }
}
