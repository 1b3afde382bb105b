import { beginningOf } from '../../../core/export/beginning';
import { unmarkedEntries, type CopyInput, type MarkedEntry } from '../../../core/export/copy';
import type { Annotation } from '../../../core/model/annotation';
import { placelessHeading, placelessReason } from '../office/placeless';
import { markedText, textLines, type MarkedText } from '../office/text-lines';
import { substituteForbidden } from '../office/xml-escape';
import { documentLanguage } from './document-language';
import { paintedLook, printStyle } from './print-style';

/** What the address of a link begins with that only says where a stretch of text stands; a number follows. */
export const placeScheme = 'm:';

/**
 * As much text goes on one page of HTML, in UTF-16 units: Chromium needs about 1 GB of memory for each million that it lays out at once
 * (measured), and a start of half a second for each page. Each begins on a new sheet.
 */
export const pageLength = 500_000;

/** Pages of HTML to be printed one after the other, whose links tell afterwards where the passages stand. */
export interface PrintedText {
  readonly pages: readonly string[];
  /** The annotations that each link stands for, by the number in its address. */
  readonly places: readonly (readonly Annotation[])[];
  /** BCP 47. */
  readonly language: string;
  /** Characters shown by a substitute. */
  readonly replaced: number;
}

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u;

function annotationsOf(entries: readonly MarkedEntry[]): Annotation[] {
  return entries.map(({ annotation }) => annotation);
}

class PrintWriter {
  /** The content of each page. */
  readonly pages: string[] = [];
  readonly places: (readonly Annotation[])[] = [];
  replaced = 0;
  private parts: string[] = [];
  private length = 0;

  /** `painted`: the marks are painted here, and not by annotations of a PDF. */
  constructor(private readonly painted: boolean) {}

  private add(html: string, length: number): void {
    this.parts.push(html);
    this.length += length;
    if (this.length >= pageLength) this.endPage();
  }

  /** Ends the page, unless nothing stands on it while others are there. */
  endPage(): void {
    if (this.parts.length > 0 || this.pages.length === 0) this.pages.push(this.parts.join(''));
    this.parts = [];
    this.length = 0;
  }

  escape(text: string): string {
    const shown = substituteForbidden(text);
    if (shown !== text) for (let index = 0; index < text.length; index++) if (shown[index] !== text[index]) this.replaced++;
    return shown.replace(/[&<>"]/g, (character) => references[character] ?? character);
  }

  link(annotations: readonly Annotation[], text: string, attributes = ''): string {
    const number = this.places.push(annotations) - 1;
    const look = this.painted ? ` style="${paintedLook(annotations)}"` : '';
    return `<a href="${placeScheme}${number}"${attributes}${look}>${text}</a>`;
  }

  /** The text, a block a line; each stretch that annotations cover is a link. A passage without anything to be seen gets a thin place of its own. */
  writeLines(text: MarkedText): void {
    const unseen = new Set(text.marked.filter(({ span }) => !visible.test(text.text.slice(span.start, span.end))));
    for (const line of textLines(text)) {
      const inner = line.stretches.map(({ text: content, covering, opening }) => {
        const thin = opening.filter((entry) => unseen.has(entry));
        const seen = thin.length === 0 && unseen.size === 0 ? covering : covering.filter((entry) => !unseen.has(entry));
        const escaped = this.escape(content);
        return (thin.length === 0 ? '' : this.link(annotationsOf(thin), '', ' class="thin"'))
          + (seen.length === 0 || escaped === '' ? escaped : this.link(annotationsOf(seen), escaped));
      }).join('');
      this.add(`<div>${inner === '' ? '<br>' : inner}</div>\n`, line.text.length + 1);
    }
  }

  /** What has no certain place in the text stands after it, with its quote. */
  writePlaceless(input: CopyInput): void {
    const entries = unmarkedEntries(input);
    if (entries.length === 0) return;
    this.add(`<h2 lang="en">${placelessHeading}</h2>\n`, 0);
    for (const { annotation, placement } of entries) {
      const reason = placelessReason(placement.status);
      const quote = annotation.target.quote.exact;
      const shown = visible.test(quote)
        ? `<p lang="en">${reason}</p><blockquote lang="">${this.link([annotation], this.escape(quote))}</blockquote>\n`
        : `<p lang="en">${this.link([annotation], reason)}</p>\n`;
      this.add(shown, quote.length);
    }
  }
}

/** How the printed text begins, as HTML to be looked at, with its marks: the first lines, as many as `length` UTF-16 units hold. */
export function printBeginning(input: CopyInput, length: number): string {
  return printText(beginningOf(input, length), true).pages[0] ?? '';
}

/** The whole text as pages to be printed. Time and memory grow with text plus annotations. */
export function printText(input: CopyInput, painted = false): PrintedText {
  const writer = new PrintWriter(painted);
  const text = markedText(input);
  const language = documentLanguage(text.text);
  writer.writeLines(text);
  writer.writePlaceless(input);
  writer.endPage();
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${writer.escape(input.name)}</title><style>${printStyle}</style>`;
  return {
    pages: writer.pages.map((content) => `<!doctype html>\n<html lang="${language}">\n<head>${head}</head>\n<body>\n${content}</body>\n</html>\n`),
    places: writer.places, language, replaced: writer.replaced,
  };
}
