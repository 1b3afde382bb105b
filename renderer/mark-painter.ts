import type { Annotation } from '../core/model/annotation';
import type { Change } from '../core/session/change';
import { atOnce, each, type Sliced } from '../core/slices';
import type { Mark } from './document/highlight-layer';
import { inParts } from './in-parts';
import type { Reader } from './reader';
import { reviewOf, spanOf, type ReaderState } from './reader-state';

/** So many annotations are painted at once; more in parts that no one feels. */
const fewEnough = 1_000;

/** Brings what is painted in line with the annotations. */
export class MarkPainter {
  private underWay = false;
  private giveUp: (() => void) | null = null;
  private waiting: (() => void)[] = [];

  constructor(private readonly reader: Reader) {}

  /** Paints all annotations anew. */
  all(): void {
    this.giveUp?.();
    const state = this.reader.store.get();
    const { size } = state.session.annotations;
    if (state.placing || size <= fewEnough) {
      atOnce(this.paint(state));
      this.reader.repaint();
      this.rest();
      return;
    }
    this.underWay = true;
    this.giveUp = inParts(this.paint(state), () => {
      this.reader.repaint();
      this.rest();
    });
  }

  /** Resolves when all that is to be painted is. */
  done(): Promise<void> {
    return new Promise((resolve) => {
      if (this.underWay) this.waiting.push(resolve);
      else resolve();
    });
  }

  /** Paints what a change, which the session has already, made different. */
  follow(change: Change): void {
    const { added, updated, removed } = change;
    if (added.length + updated.length + removed.length > fewEnough) {
      this.all();
      return;
    }
    const state = this.reader.store.get();
    for (const { id } of removed) this.reader.marks.remove(id);
    for (const annotation of [...added, ...updated.map(({ after }) => after)]) this.mark(annotation, state);
    this.reader.repaint();
    // All are being painted as they were before: again, then.
    if (this.underWay) this.all();
  }

  /** Gives up what is under way. */
  stop(): void {
    this.giveUp?.();
    this.rest();
  }

  private rest(): void {
    this.underWay = false;
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private *paint(state: ReaderState): Sliced<void> {
    const marks: Mark[] = [];
    if (!state.placing) {
      yield* each(state.session.annotations.values(), (annotation) => {
        const mark = markOf(annotation, state);
        if (mark) marks.push(mark);
      });
    }
    yield* this.reader.marks.setAll(marks);
  }

  private mark(annotation: Annotation, state: ReaderState): void {
    const mark = markOf(annotation, state);
    if (mark) this.reader.marks.set(mark);
    else this.reader.marks.remove(annotation.id);
  }
}

function markOf(annotation: Annotation, { placements }: ReaderState): Mark | null {
  const span = spanOf(annotation, placements);
  if (!span || span.start >= span.end) return null;
  const { id, color, style, comment, replies, tags, resolved } = annotation;
  return { id, span, color, style, noted: comment !== '' || replies.length > 0 || tags.length > 0, resolved, unsure: reviewOf(annotation, placements) === 'unsure' };
}
