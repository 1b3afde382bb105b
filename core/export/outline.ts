import type { CopyInput, CopyEntry } from './copy';
import { headingFinder } from '../outline/find-headings';
import { longestLine } from '../outline/heading';
import { nest, sectionAt, type Section } from '../outline/sections';
import { partitionPoint } from '../partition';
import { markedEntries, unmarkedEntries } from './copy';

/** Where in the text an entry stands, in words a reader can use. */
export interface Location {
  readonly entry: CopyEntry;
  /** Line of the first character, from 1; null for an entry without a certain place. */
  readonly line: number | null;
  /** Line of the last character. */
  readonly lastLine: number | null;
  /** Headings above it, the highest first. */
  readonly headings: readonly string[];
  /** The passage as the source has it; the quote where there is no certain place. */
  readonly quote: string;
}

/** Offsets at which lines begin. */
function lineStarts(source: string): number[] {
  const starts = [0];
  for (const found of source.matchAll(/\r\n?|\n/g)) starts.push(found.index + found[0].length);
  return starts;
}

/** The line, from 1, that an offset lies in. */
function lineAt(starts: readonly number[], offset: number): number {
  return partitionPoint(starts.length, (at) => (starts[at] ?? 0) <= offset);
}

/** The sections of a text, as the window's outline has them; `at` is the line of the heading, from 1. */
function sectionsOf({ name, source }: CopyInput): Section[] {
  const finder = headingFinder(name);
  for (const [index, line] of source.split(/\r\n?|\n/).entries()) finder.line(line.slice(0, longestLine), index + 1);
  return nest(finder.finish());
}

/** The titles over a line, the highest first. */
function titlesAbove(sections: readonly Section[], line: number): string[] {
  const titles: string[] = [];
  for (let section = sections[sectionAt(sections, line)]; section; section = sections[section.parent]) titles.unshift(section.heading.title);
  return titles;
}

/** Every entry with its line and headings: those with a certain place in the order of the text, then the others. */
export function locate(input: CopyInput): Location[] {
  const starts = lineStarts(input.source);
  const sections = sectionsOf(input);
  const byId = new Map(input.entries.map((entry) => [entry.annotation.id, entry]));
  const marked = markedEntries(input).flatMap(({ annotation, span }): Location[] => {
    const entry = byId.get(annotation.id);
    const line = lineAt(starts, span.start);
    return entry ? [{ entry, line, lastLine: lineAt(starts, span.end - 1), headings: titlesAbove(sections, line), quote: input.source.slice(span.start, span.end) }] : [];
  });
  const others = unmarkedEntries(input).map((entry): Location => ({ entry, line: null, lastLine: null, headings: [], quote: entry.annotation.target.quote.exact }));
  return [...marked, ...others];
}

/** A location's line or lines, for reading. */
export function lineLabel({ line, lastLine }: Location): string {
  if (line === null || lastLine === null) return 'No certain place';
  return line === lastLine ? `Line ${line}` : `Lines ${line}–${lastLine}`;
}
