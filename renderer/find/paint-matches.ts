import type { EditorView } from '@codemirror/view';
import type { MatchList } from '../../core/find/match-list';
import type { Span } from '../../core/model/annotation';
import { rangeOf } from '../document/highlight-layer';

const names = { all: 'find-match', current: 'find-current' } as const;

function painted(name: string, priority: number): Highlight {
  const known = CSS.highlights.get(name);
  if (known) return known;
  const highlight = new Highlight();
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
  return highlight;
}

/** Paints the matches that the view shows, over the annotations' colours. */
export function paintMatches(view: EditorView, matches: MatchList, current: Span | undefined): void {
  const all = painted(names.all, 3);
  const one = painted(names.current, 4);
  all.clear();
  one.clear();
  for (const visible of view.visibleRanges) {
    for (const span of matches.touching(visible.from, visible.to)) {
      (span.start === current?.start ? one : all).add(rangeOf(view, span, visible));
    }
  }
}

/** Takes the matches off the screen. */
export function clearMatches(): void {
  for (const name of Object.values(names)) CSS.highlights.delete(name);
}
