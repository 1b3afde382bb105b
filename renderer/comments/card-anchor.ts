import { steadily } from '../document/text-view';
import type { Reader } from '../reader';

/** Pixels above and below the ends of a passage in which its handles' knobs stand. */
const knobRoom = 16;
/** The part of the text pane that a passage may take up before a card can no longer stand clear of it. */
const mostOfPane = 0.5;

/**
 * What a card over the text stands beside: its marker, made as high as the passage with the handles at its ends, so that the card
 * covers neither. A passage too long for that counts as its marker alone.
 */
export function cardAnchor(reader: Reader, id: string, marker: Element): { contextElement: Element; getBoundingClientRect(): DOMRect } {
  return { contextElement: marker, getBoundingClientRect: () => clearOf(reader, id, marker.getBoundingClientRect()) };
}

function clearOf(reader: Reader, id: string, marker: DOMRect): DOMRect {
  const span = reader.marks.get(id)?.span;
  const { view } = reader;
  if (!view || !span || span.start < view.viewport.from || span.end > view.viewport.to) return marker;
  const [first, last] = steadily(view, () => [view.coordsAtPos(span.start, 1), view.coordsAtPos(span.end, -1)] as const);
  const pane = view.scrollDOM.getBoundingClientRect();
  if (!first || !last || last.bottom - first.top > pane.height * mostOfPane) return marker;
  const top = Math.min(marker.top, first.top - knobRoom);
  return new DOMRect(marker.left, top, marker.width, Math.max(marker.bottom, last.bottom + knobRoom) - top);
}

/** Pixels between a card and what it stands beside: above it there is the bar of the annotation first. */
export function cardOffset({ side }: { readonly side: string }): number {
  return side === 'top' ? (document.querySelector<HTMLElement>('.mark-bar')?.offsetHeight ?? 0) + 6 : 6;
}
