import { DECOMPOSES, foldOf } from './character-class';

/** Whether two units are the same letter; composed letters, which fold to several units, are compared as they are. */
function isSame(one: number, two: number): boolean {
  if (one === two) return true;
  const folded = foldOf(one);
  return folded !== DECOMPOSES && folded === foldOf(two);
}

/**
 * How much of the longer word both share at their ends, 0…1: what typing errors, endings and renamings leave.
 * One pair of letters that changed places counts as one letter lost. The words are stretches of two texts, in UTF-16 units.
 */
export function likeness(first: string, start: number, end: number, second: string, from: number, to: number): number {
  const length = end - start;
  const other = to - from;
  const shorter = Math.min(length, other);
  const longer = Math.max(length, other);
  if (shorter * 2 < longer) return 0;
  let head = 0;
  while (head < shorter && isSame(first.charCodeAt(start + head), second.charCodeAt(from + head))) head++;
  let tail = 0;
  while (tail < shorter - head && isSame(first.charCodeAt(end - 1 - tail), second.charCodeAt(to - 1 - tail))) tail++;
  if (length === other && head + tail === length - 2) {
    const [one, two] = [start + head, from + head];
    if (isSame(first.charCodeAt(one), second.charCodeAt(two + 1)) && isSame(first.charCodeAt(one + 1), second.charCodeAt(two))) return (length - 1) / length;
  }
  return (head + tail) / longer;
}
