import type { Problem, Result } from '../core/problem';
import { isEmpty, merge, sizeOf, type Change } from '../core/session/change';

/** How what is on the screen relates to what is on the disk. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Milliseconds between two tries of a save that failed. */
const retryAfter = 5_000;

/** Changes of more annotations than these are saved one by one: joining them would be felt. */
const fewEnough = 1_000;

function joinedOrNot(first: Change, second: Change): readonly Change[] {
  return sizeOf(first) + sizeOf(second) <= fewEnough ? [merge(first, second)] : [first, second];
}

/**
 * Brings changes to the disk, one request at a time and in order. What comes while a request is under way is joined into
 * the next one, where both are small. A failed change is kept, tried again, and never forgotten. It is tried again as it was: it may have
 * reached the disk all the same, and only the very same change is known there as one that is there already.
 */
export class Saver {
  private waiting: Change[] = [];
  private underWay: Change | null = null;
  /** The first of those waiting, when it was tried before. */
  private tried: Change | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private idle: (() => void)[] = [];

  constructor(
    private readonly save: (change: Change) => Promise<Result<null>>,
    private readonly onState: (state: SaveState) => void,
  ) {}

  /** What is not on the disk yet, oldest first. */
  get unsaved(): readonly Change[] {
    return [...(this.underWay ? [this.underWay] : []), ...this.waiting];
  }

  /** Saves a change. */
  add(change: Change): void {
    if (isEmpty(change)) return;
    const last = this.waiting.at(-1);
    if (last && last !== this.tried) this.waiting.splice(-1, 1, ...joinedOrNot(last, change));
    else this.waiting.push(change);
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
    const [first] = this.waiting;
    if (this.underWay || !first) return;
    if (this.timer) clearTimeout(this.timer);
    this.underWay = first;
    this.waiting = this.waiting.slice(1);
    this.onState({ kind: 'saving' });
    void this.save(first).then((result) => { this.answered(first, result); });
  }

  private answered(done: Change, result: Result<null>): void {
    this.underWay = null;
    this.tried = result.ok ? null : done;
    if (result.ok) {
      if (this.waiting.length > 0) {
        this.next();
        return;
      }
      this.onState({ kind: 'saved' });
    } else {
      this.waiting = [done, ...this.waiting];
      this.onState({ kind: 'failed', problem: result.problem });
      this.timer = setTimeout(() => { this.next(); }, retryAfter);
    }
    const idle = this.idle;
    this.idle = [];
    for (const resolve of idle) resolve();
  }
}
