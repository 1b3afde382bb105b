import { stableId } from '../export/stable-id';
import type { Color, MarkStyle } from '../model/annotation';
import type { Result } from '../problem';
import { checkImported, mostAnnotations, notAnnotations, type ImportedAnnotation } from './imported';
import { unknownInstant } from './instant';

/** A highlight of a reading program that tells the passage and nothing of where it stands. */
export interface BookHighlight {
  /** Title of the book or file it was made in; empty where none is told. */
  readonly title: string;
  readonly quote: string;
  readonly comment: string;
  readonly tags: readonly string[];
  /** ISO 8601, UTC; null where none is told. */
  readonly created: string | null;
  readonly color: Color;
  readonly style: MarkStyle;
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function plainTitle(title: string): string {
  return squeezed(title.replace(/\.[a-z0-9]{1,8}$/i, '').replace(/[_\-.]+/g, ' ')).toLowerCase();
}

/** A book's longest passages: enough of them to know its text again, few enough to search for. */
function longestQuotes(highlights: readonly BookHighlight[], title: string): string[] {
  const quotes = highlights.filter((highlight) => highlight.title === title).map(({ quote }) => squeezed(quote));
  return quotes.filter((quote) => quote !== '').sort((a, b) => b.length - a.length).slice(0, 20);
}

/**
 * The highlights made in this document. Such files often hold a whole library: those of the same title are taken,
 * else those of every title with a passage that stands in the text. With one title only there is nothing to choose.
 */
function ofThisDocument(highlights: readonly BookHighlight[], source: string, name: string): readonly BookHighlight[] {
  const titles = new Set(highlights.map(({ title }) => title));
  if (titles.size <= 1) return highlights;
  const wanted = plainTitle(name);
  const named = highlights.filter(({ title }) => plainTitle(title) === wanted);
  if (named.length > 0) return named;
  const text = squeezed(source);
  const present = new Set([...titles].filter((title) => longestQuotes(highlights, title).some((quote) => text.includes(quote))));
  return highlights.filter(({ title }) => present.has(title));
}

/** The highlights of a book as annotations that are found by their quotes. The same highlight has the same id at every import. */
export function importBook(highlights: readonly BookHighlight[], source: string, name: string): Result<readonly ImportedAnnotation[]> {
  if (highlights.length > mostAnnotations) return notAnnotations(`It holds more than ${mostAnnotations} annotations.`);
  const chosen = ofThisDocument(highlights, source, name);
  if (highlights.length > 0 && chosen.length === 0) return notAnnotations('None of the books in it is this document.');
  const known = new Map<string, ImportedAnnotation>();
  for (const { title, quote, comment, tags, created, color, style } of chosen) {
    const id = stableId(['highlight', title, quote, comment, created ?? ''].join('\n'));
    const instant = created ?? unknownInstant;
    const target = { position: { start: 0, end: 0 }, quote: { exact: quote.replace(/\r\n?/g, '\n'), prefix: '', suffix: '' } };
    known.set(id, { annotation: { id, revision: 1, created: instant, modified: instant, creator: '', target, style, color, comment, tags, resolved: false, replies: [] }, fits: false });
  }
  return checkImported([...known.values()]);
}
