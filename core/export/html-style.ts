import { colors, type Color } from '../model/annotation';
import { palette, paper } from './palette';

function variables(theme: 'light' | 'dark'): string {
  const tints = colors.map((color) => {
    const tint = palette[color];
    return theme === 'light' ? `--${color}:${tint.light};--${color}-line:${tint.lightLine}` : `--${color}:${tint.dark};--${color}-line:${tint.darkLine}`;
  });
  const page = theme === 'light'
    ? `--page:${paper.light};--text:${paper.lightText};--quiet:#665f54;--rule:#ddd5c6;--card:#f8f3e8;--link:#7a3e12`
    : `--page:${paper.dark};--text:${paper.darkText};--quiet:#b3aa9b;--rule:#45413a;--card:#262421;--link:#f0b583`;
  return `${page};${tints.join(';')}`;
}

/** One colour: `.yellow` for tints, `.line.yellow` for underlines and strike-throughs, `.note.yellow` for the edge of a note. */
function colorRules(color: Color): string {
  return `mark.${color},.sample.${color}{background-color:var(--${color})}.line.${color}{text-decoration-color:var(--${color}-line)}.card.${color}{border-color:var(--${color}-line)}`;
}

/** The class of a stretch that highlights of several colours cover. */
export function blendClass(blend: readonly Color[]): string {
  return blend.join('-');
}

/** Several colours lie over one another as bands of equal height: each stays recognizable, and text keeps its contrast. */
function blendRule(blend: readonly Color[]): string {
  const share = 100 / blend.length;
  const bands = blend.map((color, index) => `var(--${color}) ${Math.round(index * share)}% ${Math.round((index + 1) * share)}%`);
  return `mark.${blendClass(blend)}{background-image:linear-gradient(${bands.join(',')})}`;
}

const screen = `
*{box-sizing:border-box}
html{background:var(--page);color:var(--text);font:1.0625rem/1.6 Charter,"Bitstream Charter","Source Serif 4",Georgia,"Noto Serif","DejaVu Serif",serif;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;padding:2.5rem 2rem 5rem;max-width:68rem}
header,footer,.card,h2{font-family:system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
header{border-bottom:1px solid var(--rule);padding-bottom:1rem;margin-bottom:2rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .35rem;overflow-wrap:anywhere}
h2{font-size:1.05rem;margin:2.5rem 0 .75rem}
header a{color:var(--link)}
.at,.card,section{scroll-margin-top:2rem}
header p,footer{margin:0;color:var(--quiet);font-size:.875rem}
.sample{padding:.1em .25em;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin:.75rem 0 0;padding:0;font-size:.875rem}
#doc{display:flow-root;width:calc(100% - 22rem);tab-size:4;overflow-wrap:anywhere}
#doc>div{unicode-bidi:plaintext;text-align:start}
mark{color:inherit;background:none;padding:.1em 0;-webkit-box-decoration-break:clone;box-decoration-break:clone;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.deep{box-shadow:inset 0 -.16em 0 var(--quiet)}
.line{text-decoration-thickness:2px;text-decoration-skip-ink:none}
.underline{text-decoration-line:underline;text-underline-offset:.16em}
.strikethrough{text-decoration-line:line-through}
.underline .underline{text-underline-offset:.34em}
.ref{unicode-bidi:isolate;text-decoration:none;color:var(--link);font:600 .68em/1 system-ui,"DejaVu Sans",sans-serif;vertical-align:super;padding:0 .1em}
.ref::after{content:attr(data-number)}
.at:target::before{content:"\\261E\\FE0E";color:var(--link);unicode-bidi:isolate}
.card{display:block;white-space:normal;font-size:.8125rem;line-height:1.45;background:var(--card);border-left:.25rem solid var(--rule);border-radius:.25rem;padding:.5rem .7rem;overflow-wrap:anywhere;color:var(--text);text-align:start;direction:ltr;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.note{float:right;clear:right;width:20rem;margin:0 -22rem .6rem 0;unicode-bidi:isolate}
.card:target{outline:2px solid var(--link);outline-offset:1px}
.head,.tags,.says,.reply{display:block}
.head{color:var(--quiet);font-size:.75rem}
.head b{color:var(--text);font-weight:600}
.head a{color:var(--link);font-weight:700;text-decoration:none;margin-right:.35em}
.head i{font-style:normal;border:1px solid var(--rule);border-radius:1em;padding:0 .5em;white-space:nowrap}
.says{quotes:none;white-space:pre-wrap;unicode-bidi:plaintext;margin-top:.2rem}
.tags{margin-top:.25rem;color:var(--link)}
.reply{border-top:1px solid var(--rule);margin-top:.4rem;padding-top:.35rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.orphan{margin:0 0 1rem;max-width:44rem}
.orphan blockquote{white-space:pre-wrap;margin:0 0 .4rem;font-family:Charter,Georgia,serif;unicode-bidi:plaintext;max-height:20rem;overflow:auto}
footer{border-top:1px solid var(--rule);margin-top:3rem;padding-top:.75rem}
@media screen and (max-width:60rem){
body{padding:1.25rem 1rem 3rem}
#doc{width:auto;max-width:42rem;margin:0 auto}
.note{float:left;clear:both;width:100%;margin:.35rem 0 .6rem}
}`;

/**
 * For a page that is only there to be printed. A browser lays a page out for the screen when it loads it, and again for paper: where the
 * screen shows nothing of it, the first is done at once, which is more than half of all the time.
 */
export const printOnlyStyle = '@media screen{body{display:none}}';

/** Paper: shares of the width instead of rem, so that A4 and Letter both hold text and margin; a note stays in one piece where it fits. */
const print = `
@page{margin:16mm 14mm}
@media print{
html{font-size:10pt;line-height:1.5;background:#fff}
body{max-width:none;padding:0}
header{margin-bottom:1rem}
#doc{width:64%}
.note{width:53%;margin:0 -56.25% .4rem 0;break-inside:avoid}
.card{font-size:8pt}.head{font-size:7.5pt}
.orphan{break-inside:avoid}.orphan blockquote{max-height:none}
h1,h2{break-after:avoid}
}`;

/** A style sheet that shows on a screen what it would put on paper. */
export function asOnPaper(style: string): string {
  return style.replaceAll('@media screen', '@media speech').replaceAll('@media print', '@media all');
}

/** The style sheet of an HTML copy. `blends` are the sets of colours that lie over one another somewhere in it. */
export function htmlStyle(blends: Iterable<readonly Color[]>): string {
  return `:root{color-scheme:light dark;${variables('light')}}
@media screen and (prefers-color-scheme:dark){:root{${variables('dark')}}}${screen}
${colors.map(colorRules).join('\n')}
${[...blends].map(blendRule).join('\n')}${print}
`;
}
