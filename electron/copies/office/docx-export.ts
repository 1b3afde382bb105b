import { counted, listedApart, type Copy, type CopyInput } from '../../../core/export/copy';
import { partOf, type TellDone } from '../../share-of-work';
import { commentParts, documentRoot, rangeEnds, rangeStarts } from './docx-comments';
import { docxFrame } from './docx-frame';
import { docxParts, paragraphId, placelessBookmark } from './docx-names';
import { lookProperties, paragraphProperties, runs } from './docx-text';
import { languagesOf } from './languages';
import { LookBook } from './looks';
import { ownDataOf, ownSpace } from './own-data';
import { writePackage } from './package-writer';
import { placelessHeading, placelessReason } from './placeless';
import { remarksOf, type Remarks } from './remarks';
import { markedText, textLines, type MarkedText } from './text-lines';
import { toldLines } from './told-lines';
import { createXmlEscaper, type XmlEscaper } from './xml-escape';

/** As much of the work is done when all lines are written; packing them is the rest. */
export const linesShare = 0.6;

/** An annotated copy in a package of a word processor. */
export interface OfficeExport {
  readonly content: Uint8Array;
  readonly losses: Copy['losses'];
}

const page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';

class DocumentWriter {
  private readonly looks = new LookBook(lookProperties);

  constructor(private readonly remarks: Remarks, private readonly escaper: XmlEscaper) {}

  *lines(text: MarkedText): Generator<string> {
    for (const line of textLines(text)) {
      const inner = line.stretches.map(({ text: content, covering, opening, closing }) => (
        opening.map(({ annotation }) => rangeStarts(this.remarks.of(annotation.id))).join('')
        + runs(content, this.looks.find(covering) ?? '', this.escaper)
        + closing.map(({ annotation }) => rangeEnds(this.remarks.of(annotation.id))).join('')
      ));
      yield `<w:p>${paragraphProperties(line.text, '')}${inner.join('')}</w:p>`;
    }
  }

  *placeless(): Generator<string> {
    const { unmarked } = this.remarks;
    if (unmarked.length === 0) return;
    yield `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="0" w:name="${placelessBookmark}"/>${runs(placelessHeading, '', this.escaper)}</w:p>`;
    for (const { annotation, placement } of unmarked) {
      const thread = this.remarks.of(annotation.id);
      const look = this.looks.find([{ annotation, span: { start: 0, end: 0 } }]) ?? '';
      yield `<w:p><w:pPr><w:pStyle w:val="PlaceNote"/></w:pPr>${runs(placelessReason(placement.status), '', this.escaper)}</w:p>`;
      const lines = annotation.target.quote.exact.split(/\r\n?|\n/);
      for (const [index, line] of lines.entries()) {
        const start = index === 0 ? rangeStarts(thread) : '';
        const end = index === lines.length - 1 ? rangeEnds(thread) : '';
        yield `<w:p>${paragraphProperties(line, 'Quote')}${start}${runs(line, look, this.escaper)}${end}</w:p>`;
      }
    }
    yield '<w:p><w:bookmarkEnd w:id="0"/></w:p>';
  }
}

/** Manicule's own part: what gives text and annotations back as they were, and which comment says which annotation. */
function dataPart(input: CopyInput, remarks: Remarks, escaper: XmlEscaper): string {
  const { jsonld, text } = ownDataOf(input);
  const comments = remarks.all.map(({ number, id }) => `<comment key="${paragraphId(number)}" id="${escaper.attribute(id)}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<manicule xmlns="${ownSpace}" version="${escaper.attribute(input.version)}">`
    + `<text>${escaper.escape(text)}</text><comments>${comments.join('')}</comments><jsonld>${escaper.escape(jsonld)}</jsonld></manicule>`;
}

/**
 * A DOCX file: each line a paragraph, each passage shaded, each comment a comment of Word with its replies and state. The annotations are
 * in it as JSON-LD too. `tell` hears how much is done. Time and memory grow with text plus annotations.
 */
export function createDocx(input: CopyInput, tell: TellDone = () => undefined): Promise<OfficeExport> {
  const escaper = createXmlEscaper();
  const text = markedText(input);
  const remarks = remarksOf(input, text.marked);
  const writer = new DocumentWriter(remarks, escaper);
  const body = [...toldLines(text.text, writer.lines(text), partOf(tell, 0, linesShare)), ...writer.placeless()].join('');
  const document = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document ${documentRoot}><w:body>${body}${page}</w:body></w:document>`;
  const comments = commentParts(remarks.all, escaper);
  const replaced = escaper.replaced();
  const parts = [
    ...docxFrame(input, createXmlEscaper(), languagesOf(text.text), dataPart(input, remarks, createXmlEscaper())),
    { path: docxParts.document.path, content: document },
    ...comments,
  ];
  const losses = counted([{ kind: 'character-replaced', count: replaced }, { kind: 'resolved-left-out', count: remarks.untoldResolved }, ...listedApart(input)]);
  return Promise.resolve({ content: writePackage(parts, input.generated), losses });
}
