import { classOf, IGNORED, SPACE } from './character-class';

/** Units between two offsets that are neither white space nor without width. */
export function visibleUnits(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code > 32 && (code < 128 || (classOf(code) !== SPACE && classOf(code) !== IGNORED))) count++;
  }
  return count;
}
