import type { CopyInput, CopyEntry } from './copy';
import { isMarkdown } from '../outline/markdown-headings';
import { markedEntries, unmarkedEntries } from './copy';

/** Where in the text an entry stands, in words a reader can use. */
export interface Location {
  readonly entry: CopyEntry;
  /** Line of the first character, from 1; null for an entry without a certain place. */
  readonly line: number | null;
  /** Line of the last character. */
  readonly lastLine: number | null;
  /** Headings above it, the highest first; only in Markdown files. */
  readonly headings: readonly string[];
  /** The passage as the source has it; the quote where there is no certain place. */
  readonly quote: string;
}

interface Heading {
  readonly line: number;
  readonly path: readonly string[];
}

/** Offsets at which lines begin. */
function lineStarts(source: string): number[] {
  const starts = [0];
  for (const found of source.matchAll(/\r\n?|\n/g)) starts.push(found.index + found[0].length);
  return starts;
}

/** Index of the last value that is not above `wanted`, or −1. */
function lastNotAbove(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The headings of a Markdown text (`#` and underlined), outside code fences, each with those above it. */
function headingsOf(source: string): Heading[] {
  const headings: Heading[] = [];
  let open: string[] = [];
  let fence = '';
  let before = '';
  for (const [index, line] of source.split(/\r\n?|\n/).entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (fence !== '' ? mark.startsWith(fence) : mark !== '') fence = fence === '' ? mark : '';
    const hashes = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#*)?[ \t]*$/.exec(line);
    const underline = /^ {0,3}(=+|-+)[ \t]*$/.exec(line);
    const isTitle = before.trim() !== '' && !/^ {0,3}(?:[#>*+-]|\d+[.)])/.test(before);
    const level = hashes?.[1]?.length ?? (underline && isTitle ? (underline[1]?.startsWith('=') ? 1 : 2) : 0);
    if (fence === '' && mark === '' && level > 0) {
      open = [...open.slice(0, level - 1), hashes?.[2] ?? before.trim()];
      headings.push({ line: hashes ? index + 1 : index, path: [...open].filter((title) => title) });
    }
    before = fence === '' ? line : '';
  }
  return headings;
}

/** Every entry with its line and headings: those with a certain place in the order of the text, then the others. */
export function locate(input: CopyInput): Location[] {
  const starts = lineStarts(input.source);
  const headings = isMarkdown(input.name) ? headingsOf(input.source) : [];
  const headingLines = headings.map(({ line }) => line);
  const byId = new Map(input.entries.map((entry) => [entry.annotation.id, entry]));
  const marked = markedEntries(input).flatMap(({ annotation, span }): Location[] => {
    const entry = byId.get(annotation.id);
    const line = lastNotAbove(starts, span.start) + 1;
    const above = headings[lastNotAbove(headingLines, line)];
    return entry ? [{ entry, line, lastLine: lastNotAbove(starts, span.end - 1) + 1, headings: above?.path ?? [], quote: input.source.slice(span.start, span.end) }] : [];
  });
  const others = unmarkedEntries(input).map((entry): Location => ({ entry, line: null, lastLine: null, headings: [], quote: entry.annotation.target.quote.exact }));
  return [...marked, ...others];
}

/** A location's line or lines, for reading. */
export function lineLabel({ line, lastLine }: Location): string {
  if (line === null || lastLine === null) return 'No certain place';
  return line === lastLine ? `Line ${line}` : `Lines ${line}–${lastLine}`;
}
