import type { EditorView } from '@codemirror/view';
import { useCallback, useEffect, useRef, useState } from 'react';
import { stackCards } from '../../core/layers/comment-stack';
import { crowdedCards } from '../../core/layers/crowded-cards';
import { steadily } from '../document/text-view';
import type { Reader } from '../reader';
import { useStore } from '../use-store';

/** A comment in the margin: where its passage begins, and where its card stands. Pixels from the top of the text. */
export interface PlacedCard {
  readonly id: string;
  readonly passageTop: number;
  readonly top: number;
  /** True when there is no room for more than a line of it. */
  readonly folded: boolean;
}

/** Pixels between two cards. */
const gap = 8;
/** A card's height before it has been measured. */
const guessedHeight = 72;
/** A folded card's height before one has been measured. */
const guessedFolded = 32;
/** Pixels that a card may stand away from its passage before it and its neighbours fold. */
const tolerance = 110;

interface Wanted {
  readonly id: string;
  readonly top: number;
}

function wantedCards(reader: Reader): Wanted[] {
  const { view } = reader;
  if (!view) return [];
  const { editing, focused } = reader.store.get();
  const { hideResolved } = reader.store.get().settings;
  const { from, to } = view.viewport;
  const origin = view.scrollDOM.getBoundingClientRect().top - view.scrollDOM.scrollTop;
  const seen = reader.marks.touching(from, to).filter(({ id, noted, resolved }) => id !== editing && noted && (id === focused || !hideResolved || !resolved)).flatMap((mark) => {
    const begins = mark.span.start >= from;
    if (!begins && mark.id !== focused) return [];
    const place = steadily(view, () => view.coordsAtPos(Math.max(mark.span.start, from), 1));
    return place ? [{ id: mark.id, top: Math.round(place.top - origin) }] : [];
  });
  // What is being written stays in hand, wherever the text is scrolled to.
  const written = editing === null ? undefined : reader.marks.get(editing);
  return [...seen, ...(written ? [{ id: written.id, top: Math.round(topOf(view, written.span.start) - origin) }] : [])].sort((a, b) => a.top - b.top);
}

/** Where an offset stands on the screen or beyond it, as far as that is known of text that is not laid out. */
function topOf(view: EditorView, offset: number): number {
  return steadily(view, () => {
    const place = offset >= view.viewport.from && offset <= view.viewport.to ? view.coordsAtPos(offset, 1) : null;
    if (place) return place.top;
    const { from, length, top, height } = view.lineBlockAt(offset);
    return view.documentTop + top + Math.max(0, height - view.defaultLineHeight) * (offset - from) / Math.max(1, length);
  });
}

/** Folded cards are all of one height, which is kept under this name; the heights of cards at full length under their ids. */
const foldedKey = 'folded';

function note(heights: Map<string, number>, card: HTMLElement): void {
  heights.set(card.dataset['folded'] === 'true' ? foldedKey : (card.dataset['id'] ?? ''), card.offsetHeight);
}

function same(a: readonly Wanted[], b: readonly Wanted[]): boolean {
  return a.length === b.length && a.every((one, at) => one.id === b[at]?.id && one.top === b[at].top);
}

/**
 * The cards for what the text surface shows, placed so that none lies over another, and a function that a card's element
 * is given to, so that its height is known.
 */
export function useCommentCards(reader: Reader): { cards: PlacedCard[]; measure: (element: HTMLElement | null) => void } {
  const [wanted, setWanted] = useState<readonly Wanted[]>([]);
  const heights = useRef(new Map<string, number>());
  const [heightsVersion, setHeightsVersion] = useState(0);
  const focused = useStore(reader.store, (state) => state.focused);
  const editing = useStore(reader.store, (state) => state.editing);
  const session = useStore(reader.store, (state) => state.session);
  const shown = useStore(reader.store, (state) => state.document);
  const hideResolved = useStore(reader.store, (state) => state.settings.hideResolved);
  const observer = useRef<ResizeObserver | null>(null);

  useEffect(() => {
    const look = () => {
      reader.view?.requestMeasure({
        key: reader,
        read: () => wantedCards(reader),
        write: (next) => { setWanted((present) => (same(present, next) ? present : next)); },
      });
    };
    look();
    reader.onLayout.add(look);
    return () => { reader.onLayout.delete(look); };
  }, [reader, focused, editing, session, shown, hideResolved]);

  const measure = useCallback((element: HTMLElement | null) => {
    observer.current ??= new ResizeObserver((entries) => {
      for (const { target } of entries) {
        if (target instanceof HTMLElement) note(heights.current, target);
      }
      setHeightsVersion((version) => version + 1);
    });
    if (!element) return;
    note(heights.current, element);
    observer.current.observe(element);
  }, []);
  useEffect(() => () => { observer.current?.disconnect(); }, []);

  const [cards, setCards] = useState<PlacedCard[]>([]);
  useEffect(() => {
    const pinned = editing ?? focused;
    const full = wanted.map(({ id, top }) => ({ id, top, height: heights.current.get(id) ?? guessedHeight }));
    const crowded = crowdedCards(full, gap, tolerance, pinned);
    const tops = stackCards(full.map((card) => (crowded.has(card.id) ? { ...card, height: heights.current.get(foldedKey) ?? guessedFolded } : card)), gap, pinned);
    setCards(wanted.map(({ id, top }) => ({ id, passageTop: top, top: tops.get(id) ?? top, folded: crowded.has(id) })));
  }, [wanted, heightsVersion, focused, editing]);
  return { cards, measure };
}
