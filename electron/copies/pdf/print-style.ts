import { paper } from '../../../core/export/palette';

/**
 * How the text stands on paper. Nothing is painted behind marked text here: the annotations of the PDF do that, and can be taken away.
 * A block a line, because one huge block prints many times slower.
 */
export const printStyle = `
html{font:10.5pt/1.5 Charter,"Bitstream Charter","Source Serif 4",Georgia,"Noto Serif","DejaVu Serif",serif;color:${paper.lightText};background:#fff}
body{margin:0}
div,blockquote{white-space:pre-wrap;unicode-bidi:plaintext;text-align:start;tab-size:4;overflow-wrap:anywhere}
a{color:inherit;text-decoration:none}
a.thin{display:inline-block;width:.3em;height:1em;vertical-align:text-bottom}
section{margin-top:2em;border-top:.5pt solid #999;font-size:9.5pt}
h2,section p{font-family:system-ui,"Noto Sans","DejaVu Sans",sans-serif}
h2{font-size:11pt;break-after:avoid}
section p{color:#665f54;font-size:8.5pt;margin:1em 0 .2em;break-after:avoid}
blockquote{margin:0 0 0 1em}
`;

/** What stands above and below each page: name of the file, page number. Chromium sets it in a document of its own, without the page's style. */
export function marginTemplates(name: string): { readonly header: string; readonly footer: string } {
  const style = 'font:8pt system-ui,"Noto Sans","DejaVu Sans",sans-serif;color:#665f54;width:100%;padding:0 14mm;white-space:nowrap;overflow:hidden;text-overflow:ellipsis';
  const escaped = name.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return {
    header: `<div style='${style}'><bdi>${escaped}</bdi></div>`,
    footer: `<div style='${style};text-align:center'><span class="pageNumber"></span> / <span class="totalPages"></span></div>`,
  };
}
