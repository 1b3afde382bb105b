import type { Annotation } from '../model/annotation';
import { counted, leftOut, markedEntries, plainLosses, type Copy, type CopyInput, type MarkedEntry } from './copy';
import { guard } from './critic-guard';
import { cutIntoSegments, type Segment } from './segments';

/** How a line break within a comment is written: a mark may not hold one everywhere. */
export const lineBreakSign = ' \u23ce ';

const lineBreak = /\r\n?|\n/g;

/** True for a remark that a reader would take for an author's name, a bracket's number or nothing. */
export const needsLead = /^(?:[^:\n]{1,100}: |\[\d+$|\d+\] |: )/;

/** What a comment mark says: `Author: comment #tag ↳ Author: reply`. Without an author, a leading colon keeps the rest from being taken for one. */
export function criticRemark(annotation: Annotation): string {
  const tags = annotation.tags.map((tag) => `#${tag}`);
  const replies = annotation.replies.map(({ creator, comment }) => `\u21b3 ${creator === '' ? '' : `${creator}: `}${comment}`);
  const said = [annotation.comment, ...tags, ...replies].filter((part) => part !== '').join(' ');
  const lead = annotation.creator !== '' ? `${annotation.creator}: ` : needsLead.test(said) ? ': ' : '';
  return `${lead}${said}`.replace(lineBreak, lineBreakSign);
}

/** Joins stretches of source and marks; the source between two marks is guarded as one. */
class CriticWriter {
  readonly parts: string[] = [];
  guards = 0;
  private plain = '';

  text(source: string): void {
    this.plain += source;
  }

  private guarded(text: string): string {
    const result = guard(text);
    this.guards += result.count;
    return result.text;
  }

  private mark(written: string): void {
    this.finish();
    this.parts.push(written);
  }

  highlight(source: string): void {
    this.mark(`{==${this.guarded(source)}==}`);
  }

  comment(remark: string): void {
    this.mark(`{>>${this.guarded(remark)}<<}`);
  }

  numbered(number: number, remark: string | null): void {
    this.mark(remark === null ? `{>>[${number}<<}` : `{>>${number}] ${this.guarded(remark)}<<}`);
  }

  finish(): void {
    if (this.plain !== '') this.parts.push(this.guarded(this.plain));
    this.plain = '';
  }
}

/** A passage of one segment in one line needs no numbers: its one highlight is its range. */
function isLone(segment: Segment<MarkedEntry>, source: string): boolean {
  return segment.covering.length === 1 && segment.opening.length === 1 && segment.closing.length === 1 && !/[\r\n]/.test(source.slice(segment.start, segment.end));
}

/** Marks each line of a covered stretch; blanks at a line's end or on a line by themselves are no highlight anyone sees. */
function highlightLines(writer: CriticWriter, text: string): void {
  for (const line of text.split(/(\r\n?|\n)/)) {
    if (/^[ \t\r\n]*$/.test(line)) writer.text(line);
    else writer.highlight(line);
  }
}

/**
 * CriticMarkup (http://criticmarkup.com/spec.php): the source with `{==highlight==}{>>comment<<}`. No nesting and no overlap exist, so a passage
 * that is split stands between numbers, `{>>[3<<}` and `{>>3] comment<<}`. Without the marks and guards it is the source, character for character.
 */
export function createCriticmarkup(input: CopyInput): Copy {
  const { source } = input;
  const marked = markedEntries(input);
  const writer = new CriticWriter();
  const numbers = new Map<MarkedEntry, number>();
  for (const segment of cutIntoSegments(source.length, marked)) {
    const text = source.slice(segment.start, segment.end);
    const [only] = segment.covering;
    if (only && isLone(segment, source)) {
      writer.highlight(text);
      writer.comment(criticRemark(only.annotation));
      continue;
    }
    for (const entry of segment.opening) {
      numbers.set(entry, numbers.size + 1);
      writer.numbered(numbers.size, null);
    }
    if (only) highlightLines(writer, text);
    else writer.text(text);
    for (const entry of segment.closing) writer.numbered(numbers.get(entry) ?? 0, criticRemark(entry.annotation));
  }
  writer.finish();
  const annotations = marked.map(({ annotation }) => annotation);
  const broken = annotations.filter((annotation) => /[\r\n]/.test([annotation.comment, ...annotation.replies.map(({ comment }) => comment)].join(''))).length;
  const losses = counted([{ kind: 'mark-guarded', count: writer.guards }, { kind: 'line-break-replaced', count: broken }]);
  return { content: writer.parts.join(''), losses: [...losses, ...plainLosses(annotations), ...leftOut(input)] };
}
