/** How far two texts are the same from their starts and, behind that, from their ends, in whole lines or words. */
export interface EqualEnds {
  /** Length of the equal head. */
  readonly head: number;
  /** Length of the equal tail; head and tail never overlap. */
  readonly tail: number;
}

const largestBlock = 4096;
const smallestBlock = 16;
/** A line longer than this is cut at a space instead. */
const farthest = 400;

/** How many units are the same from an offset of either text on, up to their ends. */
export function equalLength(one: string, from: number, to: number, two: string, twoFrom: number, twoTo: number): number {
  const limit = Math.min(to - from, twoTo - twoFrom);
  let length = 0;
  // The engine compares blocks faster than a loop does, and at once; where they differ, shorter ones find the unit.
  for (let size = largestBlock; size >= smallestBlock; size >>= 2) {
    while (length + size <= limit && one.slice(from + length, from + length + size) === two.slice(twoFrom + length, twoFrom + length + size)) length += size;
  }
  while (length < limit && one.charCodeAt(from + length) === two.charCodeAt(twoFrom + length)) length++;
  return length;
}

function equalTail(oldText: string, newText: string, head: number): number {
  const limit = Math.min(oldText.length, newText.length) - head;
  let length = 0;
  const same = (size: number): boolean => oldText.slice(oldText.length - length - size, oldText.length - length) === newText.slice(newText.length - length - size, newText.length - length);
  for (let size = largestBlock; size >= smallestBlock; size >>= 2) while (length + size <= limit && same(size)) length += size;
  while (length < limit && oldText.charCodeAt(oldText.length - length - 1) === newText.charCodeAt(newText.length - length - 1)) length++;
  return length;
}

function wholeHead(text: string, head: number): number {
  const line = text.lastIndexOf('\n', head - 1) + 1;
  if (head - line <= farthest) return line;
  const word = text.lastIndexOf(' ', head - 1) + 1;
  return head - word <= farthest ? word : Math.max(0, head - farthest);
}

function wholeTail(text: string, tail: number): number {
  const from = text.length - tail;
  const line = text.indexOf('\n', from);
  if (line >= 0 && line - from <= farthest) return text.length - line - 1;
  const word = text.indexOf(' ', from);
  if (word >= 0 && word - from <= farthest) return text.length - word - 1;
  return Math.max(0, tail - farthest);
}

/** Finds the equal ends of two texts. */
export function equalEnds(oldText: string, newText: string): EqualEnds {
  if (oldText === newText) return { head: oldText.length, tail: 0 };
  const whole = equalLength(oldText, 0, oldText.length, newText, 0, newText.length);
  const head = wholeHead(oldText, whole);
  const rest = equalTail(oldText, newText, head);
  return { head, tail: rest === 0 ? 0 : wholeTail(oldText, rest) };
}
