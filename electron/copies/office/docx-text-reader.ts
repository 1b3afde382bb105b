import { space } from './docx-names';
import { readXml, type XmlElement } from './read-xml';

/** Elements whose text is not the document's: properties, what was deleted or moved away, text boxes, the second form of something. */
const passedOver = new Set(['pPr', 'rPr', 'sectPr', 'tblPr', 'tblGrid', 'trPr', 'tcPr', 'del', 'moveFrom', 'txbxContent']);
/** Elements that are one character. */
const characters: Readonly<Record<string, string>> = { tab: '\t', br: '\n', cr: '\n', noBreakHyphen: '\u2011', softHyphen: '\u00ad' };

/** Hears of the elements of WordprocessingML with the offset in the text at which they stand. */
export interface WordListener {
  open?(element: XmlElement, at: number): void;
  close?(element: XmlElement, at: number): void;
}

/** The text of a part of a DOCX file: every paragraph ends with LF. Throws RefusedFile. */
export function readWordText(bytes: Uint8Array, listener: WordListener): string {
  const parts: string[] = [];
  let length = 0;
  let skipped = 0;
  let inText = false;
  const put = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  const isWord = (element: XmlElement): boolean => element.space === space.w || element.space === space.strictW;
  const isSkipped = (element: XmlElement): boolean => (isWord(element) ? passedOver.has(element.name) : element.space === space.mc && element.name === 'Fallback');
  readXml(bytes, {
    open(element) {
      if (skipped > 0 || isSkipped(element)) {
        skipped++;
        return;
      }
      if (!isWord(element)) return;
      inText = element.name === 't';
      put(characters[element.name] ?? '');
      listener.open?.(element, length);
    },
    text(text) {
      if (inText) put(text);
    },
    close(element) {
      inText = false;
      if (skipped > 0) {
        skipped--;
        return;
      }
      if (!isWord(element)) return;
      listener.close?.(element, length);
      if (element.name === 'p') put('\n');
    },
  });
  return parts.join('');
}
