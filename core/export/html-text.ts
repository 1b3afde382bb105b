import { colors, type Color } from '../model/annotation';
import type { MarkedEntry } from './copy';
import type { HtmlEscaper } from './html-escape';
import { hasNote, marginNote } from './html-note';
import { blendClass } from './html-style';
import { cutIntoSegments, type Segment } from './segments';

/** The marked-up text, and the sets of colours that lie over one another in it. */
export interface HtmlText {
  readonly parts: readonly string[];
  readonly blends: readonly (readonly Color[])[];
}

const lineEnd = /\r\n|\r|\n/g;

class TextWriter {
  readonly parts: string[] = [];
  readonly blends = new Map<string, readonly Color[]>();
  private notes = 0;

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

  /**
   * One stretch of one line. A note that ends with the line stands before the line end, or its number would stand on a line of its own;
   * `textEnd` is where the line's own text ends.
   */
  write(segment: Segment<MarkedEntry>, start: number, end: number, textEnd: number): void {
    if (start === segment.start) {
      for (const { annotation } of segment.opening) this.parts.push(`<span class="at" id="a-${annotation.id}"></span>`);
    }
    const cut = Math.max(start, Math.min(end, textEnd));
    if (cut > start) this.parts.push(this.mark(segment, start, cut));
    if (end === segment.end) {
      for (const { annotation } of segment.closing) {
        if (hasNote(annotation)) this.parts.push(marginNote(this.escaper, annotation, ++this.notes));
      }
    }
    if (end > cut) this.parts.push(this.mark(segment, cut, end));
  }
}

/**
 * The whole text as HTML: one block a line (one huge block prints many times slower), a `mark` a segment with the ids of the annotations
 * that cover it, and each note where its passage ends. Without the notes its text is the source, character for character.
 */
export function htmlText(source: string, marked: readonly MarkedEntry[], escaper: HtmlEscaper): HtmlText {
  const writer = new TextWriter(source, escaper);
  const segments = cutIntoSegments(source.length, marked);
  let index = 0;
  let start = 0;
  while (start < source.length) {
    const found = lineEnd.exec(source);
    const textEnd = found?.index ?? source.length;
    const end = found ? textEnd + found[0].length : source.length;
    writer.parts.push('<div>');
    for (let segment = segments[index]; segment && segment.start < end; segment = segments[index]) {
      writer.write(segment, Math.max(start, segment.start), Math.min(end, segment.end), textEnd);
      if (segment.end > end) break;
      index++;
    }
    writer.parts.push('</div>');
    start = end;
  }
  lineEnd.lastIndex = 0;
  return { parts: writer.parts, blends: [...writer.blends.values()] };
}
