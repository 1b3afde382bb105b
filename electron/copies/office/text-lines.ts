import { normalizeLineEnds, toTextSpans } from '../../../core/decode/line-ends';
import { markedEntries, type CopyInput, type MarkedEntry } from '../../../core/export/copy';
import { cutIntoSegments } from '../../../core/export/segments';

/** A stretch of one line that is covered by the same annotations throughout; empty where a passage begins or ends at the line's edge. */
export interface Stretch {
  readonly text: string;
  readonly covering: readonly MarkedEntry[];
  /** Passages that begin before the stretch's first character. */
  readonly opening: readonly MarkedEntry[];
  /** Passages that end after its last. */
  readonly closing: readonly MarkedEntry[];
}

/** One line of the text, which becomes one paragraph. */
export interface TextLine {
  /** Without its line end. */
  readonly text: string;
  readonly stretches: readonly Stretch[];
}

/** The text with LF line ends, and the marked passages in it. */
export interface MarkedText {
  readonly text: string;
  readonly marked: readonly MarkedEntry[];
}

/** A document counts a line end as one character, whatever it is in the source. Half a CR LF counts as the whole. */
export function markedText(input: CopyInput): MarkedText {
  const marked = markedEntries(input);
  const spans = toTextSpans(input.source, marked.map(({ span }) => span));
  const moved = marked.map(({ annotation, span }, index) => {
    const { start, end } = spans[index] ?? span;
    return { annotation, span: { start: start === end ? start - 1 : start, end } };
  });
  return { text: normalizeLineEnds(input.source), marked: moved.sort((a, b) => a.span.start - b.span.start) };
}

/** The lines of a text, each cut at the edges of the passages. A line end at the end makes an empty last line. */
export function* textLines({ text, marked }: MarkedText): Generator<TextLine> {
  const segments = cutIntoSegments(text.length, marked);
  let index = 0;
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const stretches: Stretch[] = [];
    for (let segment = segments[index]; segment && segment.start <= end; segment = segments[index]) {
      const closes = segment.end <= end;
      stretches.push({
        text: text.slice(Math.max(segment.start, start), Math.min(segment.end, end)),
        covering: segment.covering,
        opening: segment.start >= start ? segment.opening : [],
        closing: closes ? segment.closing : [],
      });
      if (!closes) break;
      index++;
    }
    yield { text: text.slice(start, end), stretches };
    start = end + 1;
  }
}
