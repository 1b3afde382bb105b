import { colors, markStyles } from '../model/annotation';
import { beginningOf } from './beginning';
import { counted, listedApart, markedEntries, unmarkedEntries, type Copy, type CopyInput, type MarkedEntry } from './copy';
import { createHtmlEscaper, type HtmlEscaper } from './html-escape';
import { placelessNote, shownInstant } from './html-note';
import { asOnPaper, htmlStyle, printOnlyStyle } from './html-style';
import { farScheme, htmlText } from './html-text';
import { collectionOf } from './jsonld';

/** What the `generator` of every HTML copy begins with; by it a copy is known again. */
export const htmlGenerator = 'Manicule';

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How many of what there are. `placelessAddress` is where those without a place are listed. */
function counts(input: CopyInput, placelessAddress: string): string {
  const annotations = input.entries.map(({ annotation }) => annotation);
  const comments = annotations.filter(({ comment }) => comment !== '').length;
  const replies = annotations.reduce((sum, annotation) => sum + annotation.replies.length, 0);
  const placeless = unmarkedEntries(input).length;
  return [
    plural(annotations.length, 'annotation', 'annotations'),
    ...(comments > 0 ? [plural(comments, 'comment', 'comments')] : []),
    ...(replies > 0 ? [plural(replies, 'reply', 'replies')] : []),
    ...(placeless > 0 ? [`<a href="${placelessAddress}">${placeless} without a certain place</a>`] : []),
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

/** The name of the place where the annotations without a certain place are listed. */
const placelessName = 'placeless';

/** What has no certain place, as sections that are each about as long as a page may be. */
function placelessSections(input: CopyInput, escaper: HtmlEscaper, pageLength: number): string[] {
  const sections: string[][] = [];
  let length = Infinity;
  for (const { annotation, placement } of unmarkedEntries(input)) {
    if (length >= pageLength) {
      sections.push([]);
      length = 0;
    }
    const note = placelessNote(escaper, annotation, placement.status);
    sections.at(-1)?.push(note);
    length += note.length;
  }
  return sections.map((notes, index) => (
    `<section${index === 0 ? ` id="${placelessName}"><h2>Without a certain place in this text</h2>\n` : '>'}${notes.join('')}</section>\n`
  ));
}

/** The annotations inside a script element: no `<`, so that nothing in them ends the element or opens a comment. */
function dataBlock(input: CopyInput): string {
  return `<script type="application/ld+json">${JSON.stringify(collectionOf(input)).replaceAll('<', '\\u003c')}</script>`;
}

/** A copy as HTML in one page or several. */
export interface HtmlPages extends Pick<Copy, 'losses'> {
  /** Each a whole HTML file. */
  readonly pages: readonly string[];
}

/** Links that nobody sees, so that a printer tells where these places are. */
function hiddenLinks(places: readonly string[]): string {
  return places.map((place) => `<a href="#${place}" hidden></a>`).join('');
}

/** What can be otherwise about the pages. */
interface PageOptions {
  /** Stands in the head of each. */
  readonly more?: string;
  /** What they show; absent: all that they are made from. */
  readonly shown?: CopyInput;
  style?(style: string): string;
}

function writePages(input: CopyInput, pageLength: number, { more = '', shown = input, style = (same) => same }: PageOptions): HtmlPages {
  const escaper = createHtmlEscaper();
  const marked = markedEntries(input);
  const text = htmlText(shown.source, shown === input ? marked : markedEntries(shown), escaper, pageLength);
  const name = escaper.escape(input.name);
  const placeless = placelessSections(shown, escaper, pageLength);
  // In parts, what has no place comes on sheets of its own.
  const [first = '', ...further] = pageLength === Infinity ? placeless : ['', ...placeless];
  const far = further.length > 0;
  const begin = [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n',
    `<meta name="generator" content="${escaper.escape(`${htmlGenerator} ${input.version}`)}">\n<title>${name}</title>\n`,
    `<style>\n${style(htmlStyle(text.blends))}</style>\n${more}</head>\n<body>\n`,
  ].join('');
  const header = `<header><h1>${name}</h1><p>${counts(input, `${far ? farScheme : '#'}${placelessName}`)}</p>${legend(marked)}</header>\n`;
  const footer = `<footer>Annotated copy, made with Manicule ${escaper.escape(input.version)}. Last changed on ${escaper.escape(shownInstant(input.generated))}.</footer>\n`;
  const bodies = [
    ...text.pages.map(({ parts, wanted }) => ['<main id="doc" lang="" style="white-space:pre-wrap">', ...parts, '</main>\n', hiddenLinks(wanted)]),
    ...further.map((section, index) => [section, hiddenLinks(index === 0 ? [placelessName] : [])]),
  ];
  bodies[0]?.unshift(header);
  bodies.at(-1)?.push(first, footer);
  const pages = bodies.map((body) => [begin, ...body, '</body>\n</html>\n'].join(''));
  return { pages, losses: counted([{ kind: 'character-replaced', count: escaper.replaced() }, ...listedApart(input)]) };
}

/**
 * One HTML file that any browser shows and prints: the whole text, passages marked, notes in the margin, the annotations embedded as
 * Web Annotations. No script runs and nothing is loaded. Time grows with text plus annotations.
 */
export function createHtml(input: CopyInput): Copy {
  const { pages, losses } = writePages(input, Infinity, { more: `${dataBlock(input)}\n` });
  return { content: pages.join(''), losses };
}

/**
 * The same in parts to be printed one after the other, each about as long as `pageLength`, in UTF-16 units, without the embedded annotations.
 * A link to a place on another page has an address of `farScheme`, and the place a hidden link on its own page.
 */
export function createHtmlPages(input: CopyInput, pageLength: number): HtmlPages {
  return writePages(input, pageLength, { more: `<style>${printOnlyStyle}</style>\n` });
}

/** How an HTML copy begins, as HTML to be looked at: the first lines, as many as `length` UTF-16 units hold. `paper`: as it is printed. */
export function createHtmlBeginning(input: CopyInput, length: number, paper: boolean): string {
  return writePages(input, Infinity, { shown: beginningOf(input, length), ...(paper ? { style: asOnPaper } : {}) }).pages.join('');
}
