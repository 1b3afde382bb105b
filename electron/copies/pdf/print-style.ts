import { printOnlyStyle } from '../../../core/export/html-style';
import { paper } from '../../../core/export/palette';

/**
 * How the text stands on paper. Nothing is painted behind marked text here: the annotations of the PDF do that, and can be taken away.
 * A block a line, because one huge block prints many times slower.
 */
export const printStyle = `${printOnlyStyle}
html{font:10.5pt/1.5 Charter,"Bitstream Charter","Source Serif 4",Georgia,"Noto Serif","DejaVu Serif",serif;color:${paper.lightText};background:#fff}
body{margin:0}
div,blockquote{white-space:pre-wrap;unicode-bidi:plaintext;text-align:start;tab-size:4;overflow-wrap:anywhere}
a{color:inherit;text-decoration:none}
a.thin{display:inline-block;width:.3em;height:1em;vertical-align:text-bottom}
h2,p{font-family:system-ui,"Noto Sans","DejaVu Sans",sans-serif}
h2{font-size:11pt;margin-top:2em;padding-top:1em;border-top:.5pt solid #999;break-after:avoid}
p{color:#665f54;font-size:8.5pt;margin:1em 0 .2em;break-after:avoid}
blockquote{margin:0 0 0 1em;font-size:9.5pt}
`;

/**
 * A page that holds the head line of all pages and nothing else. Hidden from assistive programs, so that it gets no place in the document's
 * structure.
 */
export function headPage(name: string): string {
  const escaped = name.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const style = 'margin:0;font:8pt system-ui,"Noto Sans","DejaVu Sans",sans-serif;color:#665f54;white-space:nowrap;overflow:hidden;text-overflow:ellipsis';
  return `<!doctype html><meta charset="utf-8"><title></title><body aria-hidden="true" style='${style}'><bdi>${escaped}</bdi></body>`;
}
