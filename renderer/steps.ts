import type { Change } from '../core/session/change';
import type { Session, Step } from '../core/session/session';
import { atOnce, type Sliced } from '../core/slices';
import { inParts } from './in-parts';

/** So many annotations are changed at once; more in parts that no one feels. */
const fewEnough = 1_000;

type Heard = (change: Change) => void;

/**
 * Makes the steps of a session one after the other, very large ones in parts. Whatever builds upon a step that is being made has it
 * made at once: nothing is ever done to a session that is about to be replaced.
 */
export class Steps {
  private underWay: { readonly work: Sliced<Step | null>; readonly heard: Heard | undefined } | null = null;
  private giveUp: (() => void) | null = null;
  private waiting: (() => void)[] = [];

  constructor(private readonly session: () => Session, private readonly made: (step: Step) => void) {}

  /** Takes a step that changes so many annotations; `heard` hears of it once it is made. Null is no step. */
  take(size: number, step: (session: Session) => Sliced<Step | null>, heard?: Heard): void {
    this.finish();
    const work = step(this.session());
    if (size <= fewEnough) {
      this.end(atOnce(work), heard);
      return;
    }
    this.underWay = { work, heard };
    this.giveUp = inParts(work, (made) => { this.end(made, heard); });
  }

  /** Makes at once what is being made. To be called before the session is looked at by what is to change it. */
  finish(): void {
    const { underWay } = this;
    if (!underWay) return;
    this.giveUp?.();
    this.end(atOnce(underWay.work), underWay.heard);
  }

  /** Resolves when nothing is being made. */
  done(): Promise<void> {
    return new Promise((resolve) => {
      if (this.underWay) this.waiting.push(resolve);
      else resolve();
    });
  }

  private end(step: Step | null, heard: Heard | undefined): void {
    this.underWay = null;
    if (step) {
      this.made(step);
      heard?.(step.change);
    }
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
