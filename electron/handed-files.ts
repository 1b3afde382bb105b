/** What becomes of files that are handed over. */
export interface HandedFilesOptions {
  open(file: string): void;
  /** The program was started once more without a file. */
  focus(): void;
}

/**
 * Files that another start of the program, or the system, hands over. That comes at any time: before there is a window, and while the program
 * is being left, when a window would be gone with it at once.
 */
export class HandedFiles {
  #state: 'starting' | 'open' | 'leaving' = 'starting';
  #waiting: string[] = [];
  #asked = false;

  constructor(private readonly options: HandedFilesOptions) {}

  /** Takes over absolute paths; none: the program was started once more, and is to be seen. */
  take(files: readonly string[]): void {
    this.#asked = true;
    this.#waiting.push(...files);
    if (this.#state === 'open') this.ready();
  }

  /** There are windows from now on, or again, after someone decided not to leave. */
  ready(): void {
    const [files, again] = [this.#waiting, this.#asked && this.#state !== 'starting'];
    this.#waiting = [];
    this.#asked = false;
    this.#state = 'open';
    // The first window comes by itself.
    if (files.length === 0 && again) this.options.focus();
    for (const file of files) this.options.open(file);
  }

  /** The program is being left: what is handed over waits for `ready`, or for the next start. */
  leave(): void {
    this.#state = 'leaving';
  }

  /** What the next start is to open, once the program has ended; null when nobody asked for one. */
  get forNextStart(): readonly string[] | null {
    return this.#asked ? this.#waiting : null;
  }
}
