import { useCallback, useEffect, useRef, useState } from 'react';
import { stackCards } from '../../core/layers/comment-stack';
import { steadily } from '../document/text-view';
import type { Reader } from '../reader';
import { useStore } from '../use-store';

/** A comment in the margin: where its passage begins, and where its card stands. Pixels from the top of the text. */
export interface PlacedCard {
  readonly id: string;
  readonly passageTop: number;
  readonly top: number;
}

/** Pixels between two cards. */
const gap = 8;
/** A card's height before it has been measured. */
const guessedHeight = 72;

interface Wanted {
  readonly id: string;
  readonly top: number;
}

function wantedCards(reader: Reader): Wanted[] {
  const { view } = reader;
  if (!view) return [];
  const { editing, focused } = reader.store.get();
  const { from, to } = view.viewport;
  const origin = view.scrollDOM.getBoundingClientRect().top - view.scrollDOM.scrollTop;
  return reader.marks.touching(from, to).filter(({ id, commented }) => commented || id === editing).flatMap((mark) => {
    const begins = mark.span.start >= from;
    if (!begins && mark.id !== focused) return [];
    const place = steadily(view, () => view.coordsAtPos(Math.max(mark.span.start, from), 1));
    return place ? [{ id: mark.id, top: Math.round(place.top - origin) }] : [];
  }).sort((a, b) => a.top - b.top);
}

function same(a: readonly Wanted[], b: readonly Wanted[]): boolean {
  return a.length === b.length && a.every((one, at) => one.id === b[at]?.id && one.top === b[at].top);
}

/**
 * The cards for what the text surface shows, placed so that none lies over another, and a function that a card's element
 * is given to, so that its height is known.
 */
export function useCommentCards(reader: Reader): { cards: PlacedCard[]; measure: (id: string, element: HTMLElement | null) => void } {
  const [wanted, setWanted] = useState<readonly Wanted[]>([]);
  const heights = useRef(new Map<string, number>());
  const [heightsVersion, setHeightsVersion] = useState(0);
  const focused = useStore(reader.store, (state) => state.focused);
  const editing = useStore(reader.store, (state) => state.editing);
  const session = useStore(reader.store, (state) => state.session);
  const shown = useStore(reader.store, (state) => state.document);
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
  }, [reader, focused, editing, session, shown]);

  const measure = useCallback((id: string, element: HTMLElement | null) => {
    observer.current ??= new ResizeObserver((entries) => {
      for (const { target } of entries) {
        if (target instanceof HTMLElement && target.dataset['id']) heights.current.set(target.dataset['id'], target.offsetHeight);
      }
      setHeightsVersion((version) => version + 1);
    });
    if (!element) return;
    heights.current.set(id, element.offsetHeight);
    observer.current.observe(element);
  }, []);
  useEffect(() => () => { observer.current?.disconnect(); }, []);

  const [cards, setCards] = useState<PlacedCard[]>([]);
  useEffect(() => {
    const tops = stackCards(wanted.map(({ id, top }) => ({ id, top, height: heights.current.get(id) ?? guessedHeight })), gap, editing ?? focused);
    setCards(wanted.map(({ id, top }) => ({ id, passageTop: top, top: tops.get(id) ?? top })));
  }, [wanted, heightsVersion, focused, editing]);
  return { cards, measure };
}
