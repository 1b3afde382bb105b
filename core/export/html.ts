import { colors, markStyles } from '../model/annotation';
import { counted, listedApart, markedEntries, unmarkedEntries, type Copy, type CopyInput, type MarkedEntry } from './copy';
import { createHtmlEscaper, type HtmlEscaper } from './html-escape';
import { placelessNote, shownInstant } from './html-note';
import { htmlStyle } from './html-style';
import { htmlText } from './html-text';
import { collectionOf } from './jsonld';

/** What the `generator` of every HTML copy begins with; by it a copy is known again. */
export const htmlGenerator = 'Manicule';

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function counts(input: CopyInput): string {
  const annotations = input.entries.map(({ annotation }) => annotation);
  const comments = annotations.filter(({ comment }) => comment !== '').length;
  const replies = annotations.reduce((sum, annotation) => sum + annotation.replies.length, 0);
  const placeless = unmarkedEntries(input).length;
  return [
    plural(annotations.length, 'annotation', 'annotations'),
    ...(comments > 0 ? [plural(comments, 'comment', 'comments')] : []),
    ...(replies > 0 ? [plural(replies, 'reply', 'replies')] : []),
    ...(placeless > 0 ? [`<a href="#placeless">${placeless} without a certain place</a>`] : []),
  ].join(' · ');
}

/** Every look that occurs, drawn as it is drawn in the text, with how often it occurs. */
function legend(marked: readonly MarkedEntry[]): string {
  const items = markStyles.flatMap((style) => colors.map((color) => {
    const count = marked.filter(({ annotation }) => annotation.style === style && annotation.color === color).length;
    const name = color.charAt(0).toUpperCase() + color.slice(1);
    const sample = style === 'highlight' ? `<span class="sample ${color}">${name}</span>` : `<span class="line ${style} ${color}">${name}</span>`;
    return count === 0 ? '' : `<li>${sample} ${count}</li>`;
  }));
  return items.some((item) => item !== '') ? `<ul class="legend" aria-label="Legend">${items.join('')}</ul>` : '';
}

function placelessSection(input: CopyInput, escaper: HtmlEscaper): string {
  const entries = unmarkedEntries(input);
  if (entries.length === 0) return '';
  const notes = entries.map(({ annotation, placement }) => placelessNote(escaper, annotation, placement.status));
  return `<section id="placeless"><h2>Without a certain place in this text</h2>\n${notes.join('')}</section>\n`;
}

/** The annotations inside a script element: no `<`, so that nothing in them ends the element or opens a comment. */
function dataBlock(input: CopyInput): string {
  return `<script type="application/ld+json">${JSON.stringify(collectionOf(input)).replaceAll('<', '\\u003c')}</script>`;
}

/**
 * One HTML file that any browser shows and prints: the whole text, passages marked, notes in the margin, the annotations embedded as
 * Web Annotations. No script runs and nothing is loaded. Time grows with text plus annotations.
 */
export function createHtml(input: CopyInput): Copy {
  const escaper = createHtmlEscaper();
  const marked = markedEntries(input);
  const text = htmlText(input.source, marked, escaper);
  const name = escaper.escape(input.name);
  const placeless = placelessSection(input, escaper);
  const content = [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n',
    `<meta name="generator" content="${escaper.escape(`${htmlGenerator} ${input.version}`)}">\n<title>${name}</title>\n`,
    `<style>\n${htmlStyle(text.blends)}</style>\n${dataBlock(input)}\n</head>\n<body>\n`,
    `<header><h1>${name}</h1><p>${counts(input)}</p>${legend(marked)}</header>\n`,
    '<main id="doc" lang="" style="white-space:pre-wrap">',
    ...text.parts,
    `</main>\n${placeless}<footer>Annotated copy, made with Manicule ${escaper.escape(input.version)}. Last changed on ${escaper.escape(shownInstant(input.generated))}.</footer>\n`,
    '</body>\n</html>\n',
  ].join('');
  return { content, losses: counted([{ kind: 'character-replaced', count: escaper.replaced() }, ...listedApart(input)]) };
}
