import { colors, type Annotation, type Color } from '../model/annotation';
import type { MarkedEntry } from './copy';
import type { HtmlEscaper } from './html-escape';
import { hasNote, marginNote } from './html-note';
import { blendClass } from './html-style';
import { cutIntoSegments, type Segment } from './segments';

/** A part of the marked-up text, from the beginning of a line to the end of one. */
export interface HtmlTextPage {
  readonly parts: readonly string[];
  /** Places on it that only other pages have links to. */
  readonly wanted: readonly string[];
}

/** The marked-up text, and the sets of colours that lie over one another in it. */
export interface HtmlText {
  readonly pages: readonly HtmlTextPage[];
  readonly blends: readonly (readonly Color[])[];
}

/** What the address of a link begins with that leads to another page of the same copy; the name of the place follows. */
export const farScheme = 'far:';

const lineEnd = /\r\n|\r|\n/g;

class TextWriter {
  readonly pages: { readonly parts: string[]; readonly wanted: string[] }[] = [{ parts: [], wanted: [] }];
  readonly blends = new Map<string, readonly Color[]>();
  /** Length of the present page, in UTF-16 units of text and of notes. */
  private length = 0;
  private notes = 0;
  /** On which page the passages begin whose notes are not written yet, by id. */
  private readonly begun = new Map<string, number>();

  constructor(private readonly source: string, private readonly escaper: HtmlEscaper) {}

  private classOf(covering: readonly MarkedEntry[]): string {
    const highlights = covering.filter(({ annotation }) => annotation.style === 'highlight');
    const used = new Set(highlights.map(({ annotation }) => annotation.color));
    const blend = colors.filter((color) => used.has(color));
    const name = blendClass(blend);
    if (blend.length > 1) this.blends.set(name, blend);
    const names = [name, highlights.length > blend.length ? 'deep' : ''].filter((part) => part !== '');
    return names.length === 0 ? '' : ` class="${names.join(' ')}"`;
  }

  private mark(segment: Segment<MarkedEntry>, start: number, end: number): string {
    const text = this.escaper.escape(this.source.slice(start, end));
    if (segment.covering.length === 0) return text;
    const lines = segment.covering.filter(({ annotation }) => annotation.style !== 'highlight');
    const opened = lines.map(({ annotation }) => `<span class="line ${annotation.style} ${annotation.color}">`).join('');
    const ids = segment.covering.map(({ annotation }) => annotation.id).join(' ');
    return `<mark data-ann="${ids}"${this.classOf(segment.covering)}>${opened}${text}${'</span>'.repeat(lines.length)}</mark>`;
  }

  add(html: string, length: number): void {
    this.pages.at(-1)?.parts.push(html);
    this.length += length;
  }

  /** Begins another page when this one is as long as it may be. */
  endLine(pageLength: number): void {
    if (this.length < pageLength) return;
    this.pages.push({ parts: [], wanted: [] });
    this.length = 0;
  }

  /** The note of a passage; how it leads back depends on whether the passage begins on the same page. */
  private writeNote(annotation: Annotation): void {
    const place = `a-${annotation.id}`;
    const from = this.begun.get(annotation.id);
    const near = from === this.pages.length - 1;
    if (!near && from !== undefined) this.pages[from]?.wanted.push(place);
    const note = marginNote(this.escaper, annotation, ++this.notes, `${near ? '#' : farScheme}${place}`);
    this.add(note, note.length);
  }

  /**
   * One stretch of one line. A note that ends with the line stands before the line end, or its number would stand on a line of its own;
   * `textEnd` is where the line's own text ends.
   */
  write(segment: Segment<MarkedEntry>, start: number, end: number, textEnd: number): void {
    if (start === segment.start) {
      for (const { annotation } of segment.opening) {
        this.begun.set(annotation.id, this.pages.length - 1);
        this.add(`<span class="at" id="a-${annotation.id}"></span>`, 0);
      }
    }
    const cut = Math.max(start, Math.min(end, textEnd));
    if (cut > start) this.add(this.mark(segment, start, cut), cut - start);
    if (end === segment.end) {
      for (const { annotation } of segment.closing) {
        if (hasNote(annotation)) this.writeNote(annotation);
        this.begun.delete(annotation.id);
      }
    }
    if (end > cut) this.add(this.mark(segment, cut, end), end - cut);
  }
}

/**
 * The whole text as HTML: one block a line (one huge block prints many times slower), a `mark` a segment with the ids of the annotations
 * that cover it, and each note where its passage ends. Without the notes its text is the source, character for character. A page is ended
 * with the line that makes it as long as `pageLength`, in UTF-16 units.
 */
export function htmlText(source: string, marked: readonly MarkedEntry[], escaper: HtmlEscaper, pageLength: number): HtmlText {
  const writer = new TextWriter(source, escaper);
  const segments = cutIntoSegments(source.length, marked);
  let index = 0;
  let start = 0;
  while (start < source.length) {
    const found = lineEnd.exec(source);
    const textEnd = found?.index ?? source.length;
    const end = found ? textEnd + found[0].length : source.length;
    if (start > 0) writer.endLine(pageLength);
    writer.add('<div>', 0);
    for (let segment = segments[index]; segment && segment.start < end; segment = segments[index]) {
      writer.write(segment, Math.max(start, segment.start), Math.min(end, segment.end), textEnd);
      if (segment.end > end) break;
      index++;
    }
    writer.add('</div>', 0);
    start = end;
  }
  lineEnd.lastIndex = 0;
  return { pages: writer.pages, blends: [...writer.blends.values()] };
}
