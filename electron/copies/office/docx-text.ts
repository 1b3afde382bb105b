import { isRightToLeft, splitByDirection } from './direction';
import type { Look } from './looks';
import type { XmlEscaper } from './xml-escape';

/** The run properties of a look, without their element. */
export function lookProperties({ shade, underline, doubleUnderline, strikethrough }: Look): string {
  return `${strikethrough ? '<w:strike/>' : ''}`
    + `${underline === null ? '' : `<w:u w:val="${doubleUnderline ? 'double' : 'single'}" w:color="${underline}"/>`}`
    + `<w:shd w:val="clear" w:color="auto" w:fill="${shade}"/>`;
}

function runContent(text: string, escaper: XmlEscaper): string {
  return text.split('\t').map((part) => (part === '' ? '' : `<w:t xml:space="preserve">${escaper.escape(part)}</w:t>`)).join('<w:tab/>');
}

/** Text without line ends as runs; a tab inside a text element would become a blank. `properties` are those of `lookProperties`, or none. */
export function runs(text: string, properties: string, escaper: XmlEscaper): string {
  return splitByDirection(text).map((piece) => {
    const all = `${properties}${piece.rightToLeft ? '<w:rtl/>' : ''}`;
    return `<w:r>${all === '' ? '' : `<w:rPr>${all}</w:rPr>`}${runContent(piece.text, escaper)}</w:r>`;
  }).join('');
}

/** A paragraph's properties: its style, and its direction by its first strong character. */
export function paragraphProperties(text: string, style: string): string {
  const content = `${style === '' ? '' : `<w:pStyle w:val="${style}"/>`}${isRightToLeft(text) ? '<w:bidi/>' : ''}`;
  return content === '' ? '' : `<w:pPr>${content}</w:pPr>`;
}
