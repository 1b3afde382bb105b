import type { Target } from '../model/annotation';
import type { TextSlices } from './text-slices';

/** True when the text has the quote at the position, between exactly its context. */
export function standsExactly(text: TextSlices, { position: { start, end }, quote: { exact, prefix, suffix } }: Target): boolean {
  const from = start - prefix.length;
  return from >= 0 && end - start === exact.length && text.slice(from, end + suffix.length) === prefix + exact + suffix;
}
