import { measureElement, useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, type RefObject } from 'react';

/** Pixels of an entry before it has been measured. */
const guessedHeight = 72;
/** Rows that are drawn beyond each end of what is seen. */
const overscan = 8;

type Rows = Virtualizer<HTMLDivElement, Element>;

/**
 * The rows of a list of which only those in sight are drawn, each as high as what it says. The heights of 100,000 rows are added up
 * anew whenever one is measured, so they are measured together, and once.
 */
export function useRows(scroller: RefObject<HTMLDivElement | null>, count: number): Rows {
  // Keyed by place in the list: keys of their own would have a list of 100,000 measured anew with every change of order.
  const rows = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => guessedHeight, measureElement: heightOf, overscan });
  useLayoutEffect(() => { rows.shouldAdjustScrollPositionOnItemSizeChange = pushes; }, [rows]);
  return rows;
}

/** The height of a row. One that is new counts as what it was taken for until the browser tells the heights of all new ones together, before it paints them. */
function heightOf(row: Element, told: ResizeObserverEntry | undefined, rows: Rows): number {
  if (told) return measureElement(row, told, rows);
  return rows.measurementsCache[rows.indexFromElement(row)]?.size ?? guessedHeight;
}

/**
 * Whether what is seen stays where it is when a row above it turns out to have another height. After a jump nothing was seen before,
 * so nothing has to stay; putting it right for each row in turn would add all heights up as often.
 */
function pushes({ index, key, start, end }: VirtualItem, _by: number, rows: Rows): boolean {
  const top = rows.scrollOffset ?? 0;
  if (rows.itemSizeCache.has(key)) return end <= top && rows.scrollDirection !== 'backward';
  for (let below = index + 1; below <= index + 2 * overscan; below += 1) if (rows.itemSizeCache.has(below)) return start < top;
  return false;
}
