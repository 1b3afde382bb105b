import type { CopyEntry, CopyInput } from './copy';

/** The first lines of a text, about as long as `length` in UTF-16 units and no longer; never half a character. */
export function firstLines(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const lineEnd = cut.lastIndexOf('\n');
  if (lineEnd > length / 2) return cut.slice(0, lineEnd + 1);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** What a copy of only the first lines is made from, with the passages that begin in them; all of it where the text is no longer than `length`, in UTF-16 units. */
export function beginningOf(input: CopyInput, length: number): CopyInput {
  const source = firstLines(input.source, length);
  if (source.length === input.source.length) return input;
  const entries = input.entries.flatMap((entry): CopyEntry[] => {
    const { span } = entry.placement;
    if (span === null || span.start >= source.length) return [];
    return [{ ...entry, placement: { ...entry.placement, span: { start: span.start, end: Math.min(span.end, source.length) } } }];
  });
  return { ...input, source, entries };
}
