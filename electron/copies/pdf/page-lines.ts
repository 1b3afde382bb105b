/** A rectangle on a page, in points from its lower left corner. */
export interface Rectangle {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Print positions are whole pixels of 0.75 points: that much two neighbours may seem to be apart. */
const gap = 0.8;
/** As much may two pieces of one line differ in height. */
const lineTolerance = 1;

function onOneLine(a: Rectangle, b: Rectangle): boolean {
  return Math.abs(a.top - b.top) <= lineTolerance && Math.abs(a.bottom - b.bottom) <= lineTolerance;
}

/**
 * One rectangle for each piece of a line, from the top of the page down and from left to right. Pieces of one line that touch become one;
 * pieces with other text between them, as where the writing direction changes, stay apart.
 */
export function mergeByLine(rectangles: readonly Rectangle[]): Rectangle[] {
  const sorted = rectangles.filter(({ left, right, bottom, top }) => right > left && top > bottom)
    .sort((a, b) => (onOneLine(a, b) ? a.left - b.left : b.top - a.top));
  const merged: Rectangle[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last && onOneLine(last, next) && next.left <= last.right + gap) {
      merged[merged.length - 1] = {
        left: last.left, right: Math.max(last.right, next.right), bottom: Math.min(last.bottom, next.bottom), top: Math.max(last.top, next.top),
      };
    } else merged.push(next);
  }
  return merged;
}

/** The smallest rectangle around all. */
export function around(rectangles: readonly Rectangle[]): Rectangle {
  return rectangles.reduce((a, b) => ({
    left: Math.min(a.left, b.left), right: Math.max(a.right, b.right), bottom: Math.min(a.bottom, b.bottom), top: Math.max(a.top, b.top),
  }));
}
