/** What describing and snapping need of a text: a string has it, and an editor's document can give it without a copy. */
export interface TextSlices {
  /** UTF-16 units. */
  readonly length: number;
  slice(from: number, to: number): string;
}

/** Whether an offset lies between the halves of a surrogate pair. */
export function splitsPair(text: TextSlices, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
}
