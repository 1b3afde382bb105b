import { palette } from '../../../core/export/palette';
import type { Annotation, MarkStyle } from '../../../core/model/annotation';
import { around, type Rectangle } from './page-lines';
import { PdfDict, PdfNumber, PdfStream, type PdfDocument, type PdfPage, type PdfRef } from './pdf-document';
import { date, name, numbers, shares, text } from './pdf-values';

/**
 * The kind of annotation that each style is in a PDF: a highlight, which every program that works with notes in PDFs finds, while many pass over
 * the other kinds. The appearance draws the line all the same, and `styleKey` says what it is.
 */
const subtypes: Readonly<Record<MarkStyle, string>> = { highlight: 'Highlight', underline: 'Highlight', strikethrough: 'Highlight' };

/** Our own entry in an annotation's dictionary: the name of its style. */
export const styleKey = 'ManiculeStyle';

/** Printed with the page (ISO 32000-1, table 165). */
const printFlag = 4;

/** Heights of lines as shares of the height of a line's box. */
const underlineHeight = 0.1;
const strikeHeight = 0.38;
const lineWidth = 0.07;

/** So many tints over one another keep the text legible at full strength; more are each made paler. */
const fullStrengthDepth = 2;

/** Part of an annotation that is on one page. */
export interface MarkupPart {
  readonly annotation: Annotation;
  /** One for each piece of a line; not empty. */
  readonly lines: readonly Rectangle[];
  /** From 1: an annotation over several pages has several. */
  readonly part: number;
  /** The most annotations that lie over one another in it. */
  readonly depth: number;
}

/** What an annotation says, as one text: the comment, then its tags on a line. */
export function contentsOf({ comment, tags }: Pick<Annotation, 'comment' | 'tags'>): string {
  return [...(comment === '' ? [] : [comment]), ...(tags.length === 0 ? [] : [tags.map((tag) => `#${tag}`).join(' ')])].join('\n');
}

/** Corners in the order that readers of PDF expect, which is not that of the standard: top left, top right, bottom left, bottom right. */
function quadPoints(lines: readonly Rectangle[]): number[] {
  return lines.flatMap(({ left, right, bottom, top }) => [left, top, right, top, left, bottom, right, bottom]);
}

/** What a program that draws the annotation its own way paints: a tint that leaves the text legible. */
function tintOf({ annotation, depth }: MarkupPart): readonly number[] {
  return shares(palette[annotation.color].light, Math.min(1, fullStrengthDepth / depth));
}

function colorOf(part: MarkupPart): readonly number[] {
  const { annotation } = part;
  return annotation.style === 'highlight' ? tintOf(part) : shares(palette[annotation.color].lightLine);
}

function rounded(values: readonly number[]): string {
  return values.map((value) => String(Math.round(value * 1000) / 1000)).join(' ');
}

/**
 * Points by which a passage reaches further than it is drawn. The printer rounds places to pixels, and the second letter of a ligature may stand on the
 * very edge; no letter beside the passage has its middle so near.
 */
const roundingSlack = 0.375;

function drawing(part: MarkupPart): string {
  const { style } = part.annotation;
  const pieces = part.lines.map(({ left, bottom, right, top }) => {
    const height = top - bottom;
    if (style === 'highlight') return `${rounded([left, bottom, right - left, height])} re`;
    const y = bottom + height * (style === 'underline' ? underlineHeight : strikeHeight);
    return `${rounded([left, y, right - left, height * lineWidth])} re`;
  });
  return `/M gs ${rounded(colorOf(part))} rg\n${pieces.join('\n')}\nf\n`;
}

/** Writes annotations of passages into a document. */
export class MarkupWriter {
  private readonly resources: PdfRef;

  constructor(private readonly document: PdfDocument) {
    const multiply = PdfDict.of({ Type: name('ExtGState'), BM: name('Multiply'), ca: PdfNumber.of(1) });
    this.resources = document.register(PdfDict.of({ ExtGState: PdfDict.of({ M: document.register(multiply) }) }));
  }

  /** The annotation's dictionary, registered; its own appearance goes along, since readers that make one up do it each in another way. */
  write(page: PdfPage, part: MarkupPart): PdfRef {
    const { annotation, lines } = part;
    const reached = lines.map((line) => ({ ...line, right: line.right + roundingSlack }));
    const box = around(reached);
    const rectangle = numbers([box.left, box.bottom, box.right, box.top]);
    const appearance = new PdfStream([
      ['Type', name('XObject')], ['Subtype', name('Form')], ['BBox', rectangle], ['Resources', this.resources],
      ['Group', PdfDict.of({ S: name('Transparency') })],
    ], Buffer.from(drawing(part), 'latin1'));
    const contents = contentsOf(annotation);
    return this.document.register(PdfDict.of({
      Type: name('Annot'),
      Subtype: name(subtypes[annotation.style]),
      P: page.reference,
      Rect: rectangle,
      QuadPoints: numbers(quadPoints(reached)),
      C: numbers(tintOf(part)),
      [styleKey]: name(annotation.style),
      F: PdfNumber.of(printFlag),
      NM: text(part.part === 1 ? annotation.id : `${annotation.id}.${part.part}`),
      CreationDate: date(annotation.created),
      M: date(annotation.modified),
      ...(annotation.creator === '' ? {} : { T: text(annotation.creator) }),
      ...(contents === '' ? {} : { Contents: text(contents) }),
      AP: PdfDict.of({ N: this.document.register(appearance) }),
    }));
  }
}
