import { longestLine, type Heading, type HeadingFinder } from './heading';

/** True for the name of a Markdown file. */
export function isMarkdown(name: string): boolean {
  return /\.(md|markdown|mdown|mkd|mdx|qmd|rmd)$/i.test(name);
}

/** A line that begins something else than a paragraph: it is not underlined, it stands before a rule. */
const noParagraph = /^(?: {0,3}(?:#{1,6}(?:[ \t]|$)|>|[*+-][ \t]|\d+[.)][ \t])| {4}|\t)/;

/** A title without the signs that only shape it. */
function plainTitle(title: string): string {
  return title
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|~~|`+)(.+?)\1/g, '$2')
    .replace(/(^|[^\p{L}\p{N}*])\*([^*]+)\*/gu, '$1$2')
    .replace(/\s*\{#[^}]*\}$/, '')
    .trim();
}

/** The headings of a Markdown text: `#` and underlined ones, outside code and the data before the text. */
export class MarkdownHeadings implements HeadingFinder {
  private readonly found: Heading[] = [];
  private fence = '';
  private data = false;
  private first = true;
  private before: { readonly text: string; readonly at: number } | null = null;

  /** Takes the next line. */
  line(text: string, at: number): void {
    const { first } = this;
    this.first = false;
    if (this.isData(text, first) || this.isCode(text)) {
      this.before = null;
      return;
    }
    const hashes = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(text);
    const underline = hashes ? null : /^ {0,3}(=+|-+)[ \t]*$/.exec(text);
    if (hashes?.[1] && text.length < longestLine) this.add(at, hashes[1].length, hashes[2] ?? '');
    else if (underline && this.before) this.add(this.before.at, underline[1]?.startsWith('=') ? 1 : 2, this.before.text);
    this.before = hashes ?? underline ?? (text.trim() === '' || text.length >= longestLine || noParagraph.test(text)) ? null : { text, at };
  }

  /** The headings of all lines taken. */
  finish(): Heading[] {
    return this.found;
  }

  private add(at: number, rank: number, title: string): void {
    const plain = plainTitle(title);
    if (plain !== '') this.found.push({ at, rank, title: plain });
  }

  /** The data that may stand between lines of `---` before the text. */
  private isData(text: string, first: boolean): boolean {
    if (first && /^\ufeff?---\s*$/.test(text)) {
      this.data = true;
      return true;
    }
    if (!this.data) return false;
    if (/^(?:---|\.\.\.)\s*$/.test(text)) this.data = false;
    return true;
  }

  private isCode(text: string): boolean {
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1] ?? '';
    if (this.fence !== '') {
      if (fence.startsWith(this.fence) && text.trim() === fence) this.fence = '';
      return true;
    }
    this.fence = fence;
    return fence !== '';
  }
}
