import { counted, listedApart, type CopyInput } from '../../../core/export/copy';
import { partOf, type TellDone } from '../../share-of-work';
import { isRightToLeft } from './direction';
import { linesShare, type OfficeExport } from './docx-export';
import { languagesOf } from './languages';
import { LookBook, type Look } from './looks';
import { odtPackage } from './odt-frame';
import { declarations, placelessSection } from './odt-names';
import { ownDataOf } from './own-data';
import { writePackage } from './package-writer';
import { placelessHeading, placelessReason } from './placeless';
import { initialsOf, remarksOf, type Remark, type Remarks } from './remarks';
import { markedText, textLines, type MarkedText } from './text-lines';
import { toldLines } from './told-lines';
import { createXmlEscaper, type XmlEscaper } from './xml-escape';

/** Paragraph styles for what is written from right to left, by the style that they follow. */
const rightToLeftStyles: Readonly<Record<string, string>> = { Standard: 'RightToLeft', Quotations: 'RightToLeftQuote' };

class ContentWriter {
  /** Automatic styles that occurred, as XML. */
  readonly styles: string[] = [];
  private readonly looks = new LookBook((look: Look, number: number) => this.addStyle(look, number));

  constructor(private readonly remarks: Remarks, private readonly escaper: XmlEscaper) {}

  private addStyle({ shade, underline, doubleUnderline, strikethrough }: Look, number: number): string {
    const line = underline === null ? '' : ` style:text-underline-style="solid" style:text-underline-type="${doubleUnderline ? 'double' : 'single'}" style:text-underline-width="auto" style:text-underline-color="#${underline}"`;
    const strike = strikethrough ? ' style:text-line-through-style="solid" style:text-line-through-type="single"' : '';
    this.styles.push(`<style:style style:name="M${number}" style:family="text"><style:text-properties fo:background-color="#${shade}"${line}${strike}/></style:style>`);
    return `M${number}`;
  }

  /** Text without line ends. Blanks side by side, or at an edge, would melt into one or none (OpenDocument 1.3 part 3, 6.1.2). */
  private inline(text: string): string {
    return this.escaper.escape(text).split('\t')
      .map((part) => part.replace(/^ +| {2,}| +$/g, (blanks) => `<text:s text:c="${blanks.length}"/>`))
      .join('<text:tab/>');
  }

  private span(text: string, style: string | null): string {
    if (text === '') return '';
    return style === null ? this.inline(text) : `<text:span text:style-name="${style}">${this.inline(text)}</text:span>`;
  }

  private paragraph(text: string, style: string, content: string): string {
    const named = isRightToLeft(text) ? (rightToLeftStyles[style] ?? style) : style;
    return `<text:p text:style-name="${named}">${content}</text:p>`;
  }

  private annotation({ id, parent, creator, created, text, resolved }: Remark): string {
    const answered = parent ? ` loext:parent-name="${this.escaper.attribute(parent.id)}"` : '';
    const lines = text.split('\n').map((line) => this.paragraph(line, 'Standard', this.inline(line)));
    return `<office:annotation office:name="${this.escaper.attribute(id)}"${answered} loext:resolved="${resolved}"><dc:creator>${this.escaper.escape(creator)}</dc:creator>`
      + `<dc:date>${created.slice(0, 19)}</dc:date><meta:creator-initials>${this.escaper.escape(initialsOf(creator))}</meta:creator-initials>${lines.join('')}</office:annotation>`;
  }

  private starts(annotationId: string): string {
    return this.remarks.of(annotationId).map((remark) => this.annotation(remark)).join('');
  }

  private ends(annotationId: string): string {
    return this.remarks.of(annotationId).map(({ id }) => `<office:annotation-end office:name="${this.escaper.attribute(id)}"/>`).join('');
  }

  *lines(text: MarkedText): Generator<string> {
    for (const line of textLines(text)) {
      const inner = line.stretches.map(({ text: content, covering, opening, closing }) => (
        opening.map(({ annotation }) => this.starts(annotation.id)).join('')
        + this.span(content, this.looks.find(covering))
        + closing.map(({ annotation }) => this.ends(annotation.id)).join('')
      ));
      yield this.paragraph(line.text, 'Standard', inner.join(''));
    }
  }

  *placeless(): Generator<string> {
    if (this.remarks.unmarked.length === 0) return;
    yield `<text:section text:name="${placelessSection}"><text:h text:style-name="Heading_20_1" text:outline-level="1">${placelessHeading}</text:h>`;
    for (const { annotation, placement } of this.remarks.unmarked) {
      const look = this.looks.find([{ annotation, span: { start: 0, end: 0 } }]);
      yield this.paragraph('', 'Place_20_Note', placelessReason(placement.status));
      const lines = annotation.target.quote.exact.split(/\r\n?|\n/);
      for (const [index, line] of lines.entries()) {
        const start = index === 0 ? this.starts(annotation.id) : '';
        const end = index === lines.length - 1 ? this.ends(annotation.id) : '';
        yield this.paragraph(line, 'Quotations', `${start}${this.span(line, look)}${end}`);
      }
    }
    yield '</text:section>';
  }
}

function automaticStyles(looks: readonly string[]): string {
  // "right" and not "start", which LibreOffice takes for left.
  const turned = Object.entries(rightToLeftStyles).map(([parent, name]) => (
    `<style:style style:name="${name}" style:family="paragraph" style:parent-style-name="${parent}"><style:paragraph-properties fo:text-align="right" style:writing-mode="rl-tb"/></style:style>`
  ));
  return `<office:automatic-styles>${turned.join('')}${looks.join('')}</office:automatic-styles>`;
}

/**
 * An ODT file: each line a paragraph, each passage shaded, each comment an annotation of OpenDocument with its name, replies and state. The
 * annotations are in it as JSON-LD too. `tell` hears how much is done. Time and memory grow with text plus annotations.
 */
export function createOdt(input: CopyInput, tell: TellDone = () => undefined): Promise<OfficeExport> {
  const escaper = createXmlEscaper();
  const text = markedText(input);
  const remarks = remarksOf(input, text.marked);
  const writer = new ContentWriter(remarks, escaper);
  const body = [...toldLines(text.text, writer.lines(text), partOf(tell, 0, linesShare)), ...writer.placeless()].join('');
  const content = `<office:document-content ${declarations} office:version="1.3"><office:font-face-decls/>${automaticStyles(writer.styles)}`
    + `<office:body><office:text>${body}</office:text></office:body></office:document-content>`;
  const parts = odtPackage(input, createXmlEscaper(), languagesOf(text.text), content, ownDataOf(input));
  const losses = counted([{ kind: 'character-replaced', count: escaper.replaced() }, { kind: 'resolved-left-out', count: remarks.untoldResolved }, ...listedApart(input)]);
  return Promise.resolve({ content: writePackage(parts, input.generated), losses });
}
