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
  const same = (one: number, two: number): boolean => isSame(first.charCodeAt(one), second.charCodeAt(two));
  let head = 0;
  while (head < shorter && same(start + head, from + head)) head++;
  let tail = 0;
  while (tail < shorter - head && same(end - 1 - tail, to - 1 - tail)) tail++;
  if (length === other && head + tail === length - 2 && same(start + head, from + head + 1) && same(start + head + 1, from + head)) return (length - 1) / length;
  return (head + tail) / longer;
}
