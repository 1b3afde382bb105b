import { EditorView } from '@codemirror/view';
import { scrollTo, steadily, topOffset } from '../document/text-view';
import type { Span } from '../../core/model/annotation';
import type { Reader } from '../reader';

/** What makes the reader jump. Steps of one kind that follow one another leave one place to go back to. */
export type JumpKind = 'find' | 'other';

/**
 * Where the reader was: the caret, or the top of the screen where that was not on it; what stood at the top (offsets); and how far below
 * the upper edge of the pane that was (pixels; less than zero where its line was cut).
 */
interface Place {
  readonly at: number;
  readonly top: number;
  readonly below: number;
}

/** Places that are remembered in each direction. */
const longest = 100;
/** Pixels from the pane's rim in which a passage does not count as shown. */
const rim = 60;

/** Jumps in the text, and the way back and forward again. */
export class Jumps {
  private back: Place[] = [];
  private forward: Place[] = [];
  private last: { readonly kind: JumpKind; readonly at: number } | null = null;

  constructor(private readonly reader: Reader) {
    let { document } = reader.store.get();
    reader.store.subscribe(() => {
      const state = reader.store.get();
      if (state.document === document) return;
      ({ document } = state);
      this.back = [];
      this.forward = [];
      this.last = null;
    });
    reader.onLeap = () => { this.remember('other'); };
  }

  /** Goes to a passage, selects it (an empty one: puts the caret there), and remembers where the reader was. */
  to(span: Span, kind: JumpKind = 'other'): void {
    this.remember(kind);
    this.last = { kind, at: span.start };
    this.show(span);
  }

  /** Goes to a line and puts it at the top of the screen, as what is read next. */
  toTop(offset: number): void {
    const { view } = this.reader;
    if (!view) return;
    this.remember('other');
    view.dispatch({ selection: { anchor: offset } });
    scrollTo(view, offset, 'start');
  }

  /** Goes back to where the reader was before a jump, or forward again: the screen is as it was. False when there is no such place. */
  travel(direction: -1 | 1): boolean {
    const [from, onto] = direction === -1 ? [this.back, this.forward] : [this.forward, this.back];
    const here = this.place();
    let place = from.pop();
    while (place?.at === here.at) place = from.pop();
    if (place === undefined) return false;
    onto.push(here);
    this.last = null;
    this.return(place);
    return true;
  }

  private remember(kind: JumpKind): void {
    const here = this.place();
    const goesOn = kind === 'find' && this.last?.kind === 'find' && this.last.at === here.at;
    this.last = null;
    if (goesOn || this.back.at(-1)?.at === here.at) return;
    this.back = [...this.back, here].slice(-longest);
    this.forward = [];
  }

  private place(): Place {
    const { view } = this.reader;
    if (!view) return { at: 0, top: 0, below: 0 };
    const caret = view.state.selection.main.from;
    const top = topOffset(view);
    const edge = view.scrollDOM.getBoundingClientRect().top;
    const below = (steadily(view, () => view.coordsAtPos(top))?.top ?? edge) - edge;
    return { at: isShown(view, caret, 0) ? caret : top, top, below };
  }

  private return({ at, top, below }: Place): void {
    this.reader.view?.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(top, { y: 'start', yMargin: below }) });
  }

  private show({ start, end }: Span): void {
    const { view } = this.reader;
    if (!view) return;
    view.dispatch({ selection: { anchor: start, head: end } });
    if (!isShown(view, start, rim)) scrollTo(view, start, 'center');
    else if (end > start) view.dispatch({ effects: EditorView.scrollIntoView(end, { y: 'nearest' }) });
  }
}

function isShown(view: EditorView, offset: number, margin: number): boolean {
  const { from, to } = view.viewport;
  if (offset < from || offset > to) return false;
  const place = steadily(view, () => view.coordsAtPos(offset));
  const pane = view.scrollDOM.getBoundingClientRect();
  return place !== null && place.top >= pane.top + margin && place.bottom <= pane.bottom - margin;
}
