import { colors, type Color, type MarkStyle } from '../model/annotation';
import { isRecord } from '../model/parse-annotation';
import type { Result } from '../problem';
import { importBook, type BookHighlight } from './books';
import { notAnnotations, type ImportedAnnotation } from './imported';
import { instantOf, toInstant } from './instant';

const styles: Readonly<Record<string, MarkStyle>> = { underscore: 'underline', strikeout: 'strikethrough' };
/** KOReader's colours that have another name here. */
const nearest: Readonly<Record<string, Color>> = { red: 'pink', olive: 'green', cyan: 'blue', gray: 'yellow' };

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Seconds since 1970, or a date and time as text. */
function createdOf(value: unknown): string | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? instantOf(1970, 1, 1, Math.floor(value / 60), (value % 60) * 1000) : toInstant(stringOf(value));
}

function highlightOf(title: string, entry: Record<string, unknown>): BookHighlight {
  const color = stringOf(entry['color']).toLowerCase();
  return {
    title,
    quote: stringOf(entry['text']),
    comment: stringOf(entry['note']),
    tags: [],
    created: createdOf(entry['time'] ?? entry['datetime']),
    color: colors.find((known) => known === color) ?? nearest[color] ?? 'yellow',
    style: styles[stringOf(entry['drawer'])] ?? 'highlight',
  };
}

function booksIn(top: unknown): Record<string, unknown>[] {
  const list = isRecord(top) ? (Array.isArray(top['documents']) ? (top['documents'] as unknown[]) : [top]) : Array.isArray(top) ? (top as unknown[]) : [];
  return list.filter(isRecord).filter((book) => Array.isArray(book['entries']));
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\ufeff/, '')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Reads the JSON that KOReader's exporter writes, of one book or of many. `name` is the document's file name. */
export function importKoreader(json: string, source: string, name: string): Result<readonly ImportedAnnotation[]> {
  const books = booksIn(parseJson(json));
  if (books.length === 0) return notAnnotations('It is not a JSON file of KOReader’s highlights.');
  const highlights = books.flatMap((book) => (book['entries'] as unknown[]).filter(isRecord).map((entry) => highlightOf(stringOf(book['title']), entry)));
  return importBook(highlights.filter(({ quote, comment }) => quote !== '' || comment !== ''), source, name);
}
