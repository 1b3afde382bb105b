import type { Problem, Result } from '../core/problem';
import { isEmpty, merge, type Change } from '../core/session/change';

/** How what is on the screen relates to what is on the disk. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Milliseconds between two tries of a save that failed. */
const retryAfter = 5_000;

/**
 * Brings changes to the disk, one request at a time and in order. What comes while a request is under way is joined into
 * the next one. A failed change is kept, tried again, and never forgotten.
 */
export class Saver {
  private waiting: Change | null = null;
  private underWay: Change | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private idle: (() => void)[] = [];

  constructor(
    private readonly save: (change: Change) => Promise<Result<null>>,
    private readonly onState: (state: SaveState) => void,
  ) {}

  /** What is not on the disk yet, oldest first. */
  get unsaved(): readonly Change[] {
    return [this.underWay, this.waiting].filter((change) => change !== null);
  }

  /** Saves a change. */
  add(change: Change): void {
    if (isEmpty(change)) return;
    this.waiting = this.waiting ? merge(this.waiting, change) : change;
    this.next();
  }

  /** Tries at once what failed before. */
  retry(): void {
    this.next();
  }

  /** Resolves when nothing is under way: all is saved, or the last try failed. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      if (this.underWay) this.idle.push(resolve);
      else resolve();
    });
  }

  /** Ends the tries. What is unsaved stays in `unsaved`. */
  stop(): void {
    if (this.timer) clearTimeout(this.timer);
  }

  private next(): void {
    if (this.underWay || !this.waiting) return;
    if (this.timer) clearTimeout(this.timer);
    this.underWay = this.waiting;
    this.waiting = null;
    this.onState({ kind: 'saving' });
    void this.save(this.underWay).then((result) => { this.answered(result); });
  }

  private answered(result: Result<null>): void {
    const done = this.underWay;
    this.underWay = null;
    if (result.ok) {
      if (this.waiting) {
        this.next();
        return;
      }
      this.onState({ kind: 'saved' });
    } else {
      this.waiting = done && this.waiting ? merge(done, this.waiting) : (done ?? this.waiting);
      this.onState({ kind: 'failed', problem: result.problem });
      this.timer = setTimeout(() => { this.next(); }, retryAfter);
    }
    const idle = this.idle;
    this.idle = [];
    for (const resolve of idle) resolve();
  }
}
