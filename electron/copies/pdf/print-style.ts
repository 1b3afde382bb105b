import { printOnlyStyle } from '../../../core/export/html-style';
import { palette, paper } from '../../../core/export/palette';
import type { Annotation } from '../../../core/model/annotation';

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

/** The look of a stretch that annotations cover, as declarations of CSS: what a reader of PDF makes of them. */
export function paintedLook(annotations: readonly Annotation[]): string {
  const tints = annotations.filter(({ style }) => style === 'highlight').map(({ color }) => `linear-gradient(${palette[color].light},${palette[color].light})`);
  const lines = annotations.filter(({ style }) => style !== 'highlight');
  const kinds = [...new Set(lines.map(({ style }) => (style === 'underline' ? 'underline' : 'line-through')))];
  return [
    ...(tints.length === 0 ? [] : [`background-image:${tints.join(',')}`, 'background-blend-mode:multiply']),
    ...lines.slice(0, 1).map(({ color }) => `text-decoration:${kinds.join(' ')} 1.5px ${palette[color].lightLine}`),
  ].join(';');
}

const headLook = 'font:8pt system-ui,"Noto Sans","DejaVu Sans",sans-serif;color:#665f54;white-space:nowrap;overflow:hidden;text-overflow:ellipsis';

/** Room around the text, in inches; the head line and the page number stand in it. */
export const sheetMargins = { top: 0.7, bottom: 0.7, left: 0.55, right: 0.55 } as const;

/** Shows the first sheet of HTML that is to be printed, and nothing that comes after it, in a window of the sheet's size. `name` stands in its head line. */
export function asSheet(html: string, name: string): string {
  const { top, bottom, left, right } = sheetMargins;
  // A column ends as a sheet does; the next one begins where nobody sees it.
  const style = `html{overflow:hidden;background:#fff}`
    + `body{display:block;box-sizing:border-box;height:100vh;max-width:none;margin:0;padding:${top}in ${right}in ${bottom}in ${left}in;column-width:calc(100vw - ${left + right}in);column-gap:2in;column-fill:auto}`
    + `body>.sheet-head{position:absolute;top:.367in;left:${left}in;max-width:calc(100vw - ${left + right}in);margin:0;${headLook}}`;
  return html.replace('</head>\n<body>\n', () => `<style>${style}</style></head>\n<body>\n<bdi class="sheet-head">${escaped(name)}</bdi>`);
}

function escaped(name: string): string {
  return name.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * A page that holds the head line of all pages and nothing else. Hidden from assistive programs, so that it gets no place in the document's
 * structure.
 */
export function headPage(name: string): string {
  return `<!doctype html><meta charset="utf-8"><title></title><body aria-hidden="true" style='margin:0;${headLook}'><bdi>${escaped(name)}</bdi></body>`;
}
