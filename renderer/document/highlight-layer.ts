import type { EditorView } from '@codemirror/view';
import { colors, markStyles, type Color, type MarkStyle, type Span } from '../../core/model/annotation';
import { assignSlots } from '../../core/layers/overlap-slots';
import { each, type Sliced } from '../../core/slices';
import { SpanIndex, type Spanned } from '../../core/layers/span-index';

/** An annotation as it is painted. */
export interface Mark extends Spanned {
  readonly color: Color;
  readonly style: MarkStyle;
  /** True when there is something to show beside the text. */
  readonly noted: boolean;
  readonly resolved: boolean;
  readonly unsure: boolean;
}

/** Overlapping marks of one colour and style are painted by so many highlights before they share one: two in one would not darken. */
const slots = 4;

/** What the style sheet calls the highlights that show where the attention is. */
const focusedName = 'manicule-focused';
const flashName = 'manicule-flash';
const unsureName = 'manicule-unsure';

/** How long a passage that was jumped to is shown, in milliseconds. */
const flashTime = 1_200;

/**
 * Paints annotations over CodeMirror's own DOM with the CSS Custom Highlight API: only what is visible, rebuilt after each
 * update of the view. The text's DOM stays untouched, so overlaps cost no nested elements.
 */
export class HighlightLayer {
  private index = new SpanIndex<Mark>();
  private marks = new Map<string, Mark>();
  private readonly painted = new Map<string, Highlight>();
  /** Counts how often all marks were replaced. */
  replaced = 0;
  private focused: string | null = null;
  private flashed: string | null = null;

  /** Replaces all marks, in slices; those there were stay until the last one is done. */
  *setAll(marks: readonly Mark[]): Sliced<void> {
    const index = yield* SpanIndex.inSlices(marks);
    const byId = new Map<string, Mark>();
    yield* each(marks, (mark) => { byId.set(mark.id, mark); });
    this.marks = byId;
    this.index = index;
    this.replaced += 1;
  }

  /** Adds a mark or replaces the one of the same id. */
  set(mark: Mark): void {
    this.remove(mark.id);
    this.marks.set(mark.id, mark);
    this.index.add(mark);
  }

  /** Removes a mark, if it is there. */
  remove(id: string): void {
    const mark = this.marks.get(id);
    if (!mark) return;
    this.index.remove(mark);
    this.marks.delete(id);
  }

  /** The mark of an annotation, or undefined when it has no place. */
  get(id: string): Mark | undefined {
    return this.marks.get(id);
  }

  /** Marks that share text with the range, by start. */
  touching(from: number, to: number): Mark[] {
    return this.index.touching(from, to);
  }

  /** The mark after another one (1), or before it (−1), in the order of the text; after an offset: the first that begins behind it. At the end it goes on from the other end. */
  neighbor(place: Mark | number, direction: 1 | -1): Mark | undefined {
    // All that begin at an offset or before it come before this one.
    return this.index.neighbor(typeof place === 'number' ? { id: '', span: { start: place, end: Infinity } } : place, direction);
  }

  /** All marks, by start. */
  all(): Iterable<Mark> {
    return this.index.all();
  }

  /** Shows which mark has the focus. Paint afterwards. */
  focus(id: string | null): void {
    this.focused = id;
  }

  /** Lights a mark up for a moment. */
  flash(view: EditorView, id: string): void {
    this.flashed = id;
    this.paint(view);
    setTimeout(() => {
      if (this.flashed !== id) return;
      this.flashed = null;
      this.paint(view);
    }, flashTime);
  }

  /** Brings the painted highlights in line with the marks and with what the view shows. */
  paint(view: EditorView): void {
    const ranges = new Map<string, StaticRange[]>();
    const add = (name: string, range: StaticRange) => {
      const list = ranges.get(name);
      if (list) list.push(range);
      else ranges.set(name, [range]);
    };
    for (const visible of view.visibleRanges) this.paintRange(view, visible, add);
    for (const [name, highlight] of this.painted) if (!ranges.has(name)) highlight.clear();
    for (const [name, list] of ranges) {
      const highlight = this.highlightNamed(name);
      highlight.clear();
      for (const range of list) highlight.add(range);
    }
  }

  /** Takes everything off the screen, when the document is left. */
  clear(): void {
    for (const name of this.painted.keys()) CSS.highlights.delete(name);
    this.painted.clear();
    this.marks = new Map();
    this.index = new SpanIndex();
    this.focused = null;
    this.flashed = null;
  }

  private paintRange(view: EditorView, visible: { from: number; to: number }, add: (name: string, range: StaticRange) => void): void {
    const marks = this.index.touching(visible.from, visible.to);
    for (const style of markStyles) {
      for (const color of colors) {
        const alike = marks.filter((mark) => mark.style === style && mark.color === color);
        const slotOf = assignSlots(alike.map((mark) => mark.span), slots);
        for (const [at, mark] of alike.entries()) add(`${style}-${color}-${slotOf[at] ?? 0}`, rangeOf(view, mark.span, visible));
      }
    }
    for (const mark of marks) {
      if (mark.unsure) add(unsureName, rangeOf(view, mark.span, visible));
      if (mark.id === this.focused) add(focusedName, rangeOf(view, mark.span, visible));
      if (mark.id === this.flashed) add(flashName, rangeOf(view, mark.span, visible));
    }
  }

  private highlightNamed(name: string): Highlight {
    const known = this.painted.get(name);
    if (known) return known;
    const highlight = new Highlight();
    highlight.priority = name.startsWith('manicule-') ? 2 : name.startsWith('highlight-') ? 0 : 1;
    this.painted.set(name, highlight);
    CSS.highlights.set(name, highlight);
    return highlight;
  }
}

/** A part of a span as a range of the drawn text, cut to what is visible. */
export function rangeOf(view: EditorView, span: Span, visible: { from: number; to: number }): StaticRange {
  const start = view.domAtPos(Math.max(span.start, visible.from), 1);
  const end = view.domAtPos(Math.min(span.end, visible.to), -1);
  return new StaticRange({ startContainer: start.node, startOffset: start.offset, endContainer: end.node, endOffset: end.offset });
}
