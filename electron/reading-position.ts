/** How long a reading position waits to be saved, in milliseconds: it changes with every turn of the wheel. */
const shortest = 800;
/** And the longest it waits where saving takes long. */
const longest = 30_000;
/** A position waits so many times as long as the last one took to be saved: the record of very many annotations is not written anew at every rest of the wheel. */
const patience = 25;

/** What tells the time. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Calls `work` after so many milliseconds; answers with what stops that. */
  after(milliseconds: number, work: () => void): () => void;
}

const systemClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => { clearTimeout(timer); };
  },
};

/** The place where reading has come to, on its way to the disk. */
export class ReadingPosition {
  #offset: number | null = null;
  #stop: (() => void) | null = null;
  #delay = shortest;

  /** `write` saves an offset of the text, in UTF-16 units. */
  constructor(private readonly write: (offset: number) => Promise<void>, private readonly clock: Clock = systemClock) {}

  /** Remembers an offset; it is written when reading has rested there for a while. */
  set(offset: number): void {
    this.#stop?.();
    this.#offset = offset;
    this.#stop = this.clock.after(this.#delay, () => { void this.flush(); });
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    const offset = this.#offset;
    if (offset === null) return;
    this.#stop?.();
    this.#offset = null;
    const began = this.clock.now();
    await this.write(offset);
    this.#delay = Math.min(longest, Math.max(shortest, patience * (this.clock.now() - began)));
  }
}
