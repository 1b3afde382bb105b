import { unguard } from '../export/critic-guard';
import { lineBreakSign } from '../export/criticmarkup';
import { quoteAt, normalizeQuote } from '../export/source-quote';
import { stableId } from '../export/stable-id';
import type { Annotation, MarkStyle, Span } from '../model/annotation';
import type { Result } from '../problem';
import { criticMarks } from './critic-marks';
import { checkImported, mostAnnotations, notAnnotations, type ImportedAnnotation } from './imported';
import { unknownInstant } from './instant';

/** A text with CriticMarkup, taken apart: the text without its marks, and the marks as annotations that count in that text. */
export interface CriticText {
  readonly source: string;
  readonly annotations: readonly Annotation[];
}

interface Remark {
  readonly span: Span;
  readonly style: MarkStyle;
  readonly said: string;
}

/** The last word of a text, where there is one. A loop from the end: a pattern would try every word first. */
function lastWordOf(text: string): Span | null {
  let end = text.length;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  let start = end;
  while (start > 0 && !/\s/.test(text.charAt(start - 1))) start--;
  return start < end ? { start, end } : null;
}

class CriticReader {
  readonly remarks: Remark[] = [];
  private readonly parts: string[] = [];
  private length = 0;
  private lastWord: Span = { start: 0, end: 0 };
  /** A highlight or an edit that a comment right after it belongs to. */
  private pending: { span: Span; style: MarkStyle; said: string } | null = null;
  private readonly numbered = new Map<string, number>();

  text(written: string): Span {
    const text = unguard(written);
    const span = { start: this.length, end: this.length + text.length };
    const word = lastWordOf(text);
    if (word) this.lastWord = { start: span.start + word.start, end: span.start + word.end };
    this.parts.push(text);
    this.length = span.end;
    return span;
  }

  private add(span: Span, style: MarkStyle, said: string): void {
    this.remarks.push({ span, style, said });
  }

  /** A highlight without a comment is an annotation too, but not one of the pieces between two numbers. */
  settle(): void {
    if (this.pending && this.numbered.size === 0) this.add(this.pending.span, this.pending.style, this.pending.said);
    this.pending = null;
  }

  passage(span: Span, style: MarkStyle, said: string): void {
    this.settle();
    this.pending = { span, style, said };
  }

  comment(content: string): void {
    const opening = /^\[(\d+)$/.exec(content)?.[1];
    const [, number = '', remark = ''] = /^(\d+)\] ([\s\S]*)$/.exec(content) ?? [];
    const start = this.numbered.get(number);
    if (opening !== undefined) {
      this.settle();
      this.numbered.set(opening, this.length);
    } else if (start !== undefined) {
      this.pending = null;
      this.numbered.delete(number);
      this.add({ start, end: this.length }, 'highlight', unguard(remark));
    } else {
      const { span, style, said } = this.pending ?? { span: this.lastWord, style: 'highlight' as const, said: '' };
      this.pending = null;
      this.add(span, style, [said, unguard(content)].filter((part) => part !== '').join(' — '));
    }
  }

  inserted(content: string): void {
    this.settle();
    this.pending = { span: this.lastWord, style: 'highlight', said: `Insert: ${unguard(content)}` };
  }

  finish(): string {
    this.settle();
    return this.parts.join('');
  }
}

/** `Author: comment #tag #tag`, taken apart; the leading colon of a remark without an author goes. Replies stay in the comment. */
function remarkParts(said: string): { creator: string; comment: string; tags: string[] } {
  const bare = said.replaceAll(lineBreakSign, '\n');
  const author = /^(?!Insert: |Replace with: )([^:\n]{0,100}): /.exec(bare);
  let comment = author ? bare.slice(author[0].length) : bare;
  const tags: string[] = [];
  for (;;) {
    const space = comment.lastIndexOf(' ');
    const word = comment.slice(space + 1);
    if (!/^#[^\s#]+$/.test(word)) break;
    tags.unshift(word.slice(1));
    comment = comment.slice(0, Math.max(0, space));
  }
  return { creator: author?.[1] ?? '', comment, tags };
}

/** Reads a text with CriticMarkup (http://criticmarkup.com/spec.php). Proposed edits become remarks on the text as it is without them. */
export function readCriticmarkup(markup: string): CriticText {
  const reader = new CriticReader();
  let at = 0;
  const textUpTo = (end: number): void => {
    if (end === at) return;
    reader.settle();
    reader.text(markup.slice(at, end));
  };
  for (const { kind, start, end, content, after } of criticMarks(markup)) {
    textUpTo(start);
    at = end;
    if (kind === '==') reader.passage(reader.text(content), 'highlight', '');
    else if (kind === '>>') reader.comment(content);
    else if (kind === '--') reader.passage(reader.text(content), 'strikethrough', '');
    else if (kind === '++') reader.inserted(content);
    else reader.passage(reader.text(content), 'strikethrough', `Replace with: ${unguard(after)}`);
  }
  textUpTo(markup.length);
  const source = reader.finish();
  const known = new Map<string, number>();
  return { source, annotations: reader.remarks.map((remark) => annotationOf(remark, source, known)) };
}

function annotationOf({ span, style, said }: Remark, source: string, known: Map<string, number>): Annotation {
  const name = `criticmarkup\n${span.start}\n${style}\n${source.slice(span.start, span.end)}\n${said}`;
  const times = known.get(name) ?? 0;
  known.set(name, times + 1);
  return {
    id: stableId(times === 0 ? name : `${name}\n${times}`), revision: 1, created: unknownInstant, modified: unknownInstant, ...remarkParts(said),
    target: { position: span, quote: normalizeQuote(quoteAt(source, span, null)) },
    style, color: 'yellow', resolved: false, replies: [],
  };
}

/**
 * The marks of a text with CriticMarkup as annotations of `source`, which is that text without them, or another version of it. What looks like marks
 * in the document itself is its text: the document is no annotated copy of itself.
 */
export function importCriticmarkup(markup: string, source: string): Result<readonly ImportedAnnotation[]> {
  const read = readCriticmarkup(markup.replace(/^\ufeff/, ''));
  if (read.annotations.length === 0) return notAnnotations('It holds no CriticMarkup.');
  if (markup.replace(/^\ufeff/, '') === source) return notAnnotations('It is the text of the document itself, without any marks added to it.');
  if (read.annotations.length > mostAnnotations) return notAnnotations(`It holds more than ${mostAnnotations} annotations.`);
  const same = read.source === source;
  return checkImported(read.annotations.map((annotation) => ({ annotation, fits: same && annotation.target.quote.exact !== '' })));
}
