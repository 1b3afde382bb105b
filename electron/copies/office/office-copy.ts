import { quoteAt } from '../../../core/export/source-quote';
import { longestPassage, type Quote, type Span } from '../../../core/model/annotation';

/** A comment as a word processor's file says it now. */
export interface OfficeComment {
  /** What the file calls it. */
  readonly key: string;
  /** Id of the annotation or reply that Manicule wrote as this comment; null: it is not known to be one. */
  readonly id: string | null;
  /** The comment that it answers. */
  readonly parentKey: string | null;
  readonly author: string;
  /** ISO 8601, UTC; null when the file does not say. */
  readonly date: string | null;
  /** LF line ends. */
  readonly text: string;
  /** Null when the file does not say. */
  readonly resolved: boolean | null;
  /** Its passage in the copy's text; null when it stands outside of it. */
  readonly span: Span | null;
  readonly quote: Quote;
}

/** What is in a DOCX or ODT file. */
export interface OfficeCopy {
  /** The body as it is now, a line a paragraph, LF line ends. */
  readonly text: string;
  /** The text that Manicule made the file from; null: another program made it, or the body says something else now. */
  readonly source: string | null;
  /** The annotations as Manicule wrote them; null: another program made the file. */
  readonly jsonld: string | null;
  readonly comments: readonly OfficeComment[];
}

/** A place in the whole text of a body: of a comment without a passage, start and end are the same. */
export interface CommentPlace {
  readonly span: Span | null;
  readonly quote: Quote;
}

/** A passage for what was said about a point: the word before it on its line. */
function wordBefore(text: string, offset: number): Span {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const word = /\S{1,200}\s*$/.exec(line.slice(-400))?.[0].trimEnd() ?? '';
  const start = word === '' ? offset : line.lastIndexOf(word) + offset - line.length;
  return { start, end: start + word.length };
}

/** Where a comment stands. `text` is all that the file's body says, of which the first `bodyLength` units are the copy's text. */
export function placeOf(text: string, bodyLength: number, start: number, end: number): CommentPlace {
  const outside = start > bodyLength;
  const last = outside ? text.length : bodyLength;
  const given = { start, end: Math.min(Math.max(start, end), last, start + longestPassage) };
  const span = given.start < given.end ? given : wordBefore(text, start);
  const { exact, prefix, suffix } = quoteAt(text, span, null);
  return outside ? { span: null, quote: { exact, prefix: '', suffix: '' } } : { span, quote: { exact, prefix, suffix: suffix.slice(0, Math.max(0, bodyLength - span.end)) } };
}
