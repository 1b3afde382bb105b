import { chapterLine, eastAsianChapter, looksLikeTitle, numberedLine } from './chapter-lines';
import { longestLine, type Heading, type HeadingFinder } from './heading';

interface Line {
  readonly text: string;
  readonly at: number;
}

interface Candidate extends Heading {
  readonly kind: 'chapter' | 'numbered' | 'underlined' | 'hashes';
  /** The same where a list of contents repeats it. */
  readonly key: string;
  readonly numbers: readonly number[];
}

/** Lines of a block that are looked at: a heading has no more. */
const shown = 4;
/** UTF-16 units of a heading's line. */
const longestTitle = 100;
/** How many headings may follow one another without a word of text between them, unless each belongs to the one before it. More are a list of contents. */
const mostInRow = 2;
/** Underlines rank between parts and sections, in the order in which they first appear. */
const underlineRank = { first: 4, step: 0.2 };

/**
 * The headings that a plain text shows: chapter lines, numbered and underlined ones, standing by themselves between blank lines.
 * Lists of contents and numbered lists look alike; what may be one is left out.
 */
export class PlainHeadings implements HeadingFinder {
  private readonly found: Heading[] = [];
  private block: Line[] = [];
  private lines = 0;
  /** Headings since the last text. */
  private row: Candidate[] = [];
  private readonly underlines: string[] = [];
  /** The last number of a heading of one number. */
  private top = 0;

  /** Takes the next line. */
  line(text: string, at: number): void {
    if (/^\s*$/.test(text)) {
      this.endBlock();
      return;
    }
    const rank = eastAsianChapter(text);
    if (rank !== null) {
      this.endBlock();
      const title = text.trim();
      this.row.push({ at, rank, title, kind: 'chapter', key: title, numbers: [] });
      return;
    }
    this.lines += 1;
    if (this.lines <= shown) this.block.push({ text, at });
  }

  /** The headings of all lines taken. */
  finish(): Heading[] {
    this.endBlock();
    this.endRow();
    return this.found;
  }

  private endBlock(): void {
    const { block, lines } = this;
    if (lines === 0) return;
    this.block = [];
    this.lines = 0;
    const heading = this.headingOf(block, lines);
    if (heading) this.row.push(heading.candidate);
    // What is left of the block is text.
    if (!heading || heading.lines < lines) this.endRow();
  }

  private headingOf(block: readonly Line[], lines: number): { candidate: Candidate; lines: number } | null {
    const [first, second] = block;
    if (!first) return null;
    const underlined = this.underlined(block);
    if (underlined) return underlined;
    if (lines >= shown || block.some(({ text }) => text.trim().length > longestTitle)) return null;
    const chapter = chapterLine(first.text);
    if (chapter && (lines === 1 || (chapter.bare && block.slice(1).every(({ text }) => looksLikeTitle(text.trim()))))) {
      const title = block.map(({ text }) => text.trim()).join(' ');
      return { candidate: { ...chapter, at: first.at, title, kind: 'chapter', numbers: [] }, lines };
    }
    if (second) return null;
    const hashes = /^(#{1,6})[ \t]+([\p{Lu}\p{Lo}\p{N}].*?)[ \t#]*$/u.exec(first.text);
    if (hashes?.[1] && hashes[2]) return { candidate: { at: first.at, rank: hashes[1].length, title: hashes[2], kind: 'hashes', key: hashes[2], numbers: [] }, lines };
    const numbered = numberedLine(first.text);
    return numbered ? { candidate: { at: first.at, rank: 8 + numbered.numbers.length, title: first.text.trim(), kind: 'numbered', key: numbered.numbers.join('.'), numbers: numbered.numbers }, lines } : null;
  }

  private underlined([first, second, third]: readonly Line[]): { candidate: Candidate; lines: number } | null {
    if (!first || !second) return null;
    const over = ruleOf(first.text);
    const [title, rule, lines] = over && third ? [second, third, 3] : [first, second, 2];
    const sign = ruleOf(rule.text);
    const text = title.text.trim();
    if (!sign || (over && over !== sign) || text.length > longestTitle || !isUnderlinable(title.text) || !fits(text, rule.text.trim())) return null;
    const name = `${over ?? ''}${sign}`;
    if (!this.underlines.includes(name)) this.underlines.push(name);
    const rank = underlineRank.first + underlineRank.step * this.underlines.indexOf(name);
    return { candidate: { at: title.at, rank, title: text, kind: 'underlined', key: text, numbers: [] }, lines };
  }

  private endRow(): void {
    const { row } = this;
    if (row.length === 0) return;
    this.row = [];
    for (const candidate of withoutContents(row)) {
      if (candidate.kind === 'numbered' && !this.goesOn(candidate.numbers)) continue;
      this.found.push({ at: candidate.at, rank: candidate.rank, title: candidate.title });
    }
  }

  /** Numbered headings count on; other numbers at the beginning of a line are years, sums or items of a list. */
  private goesOn(numbers: readonly number[]): boolean {
    const [top = 0] = numbers;
    const goesOn = numbers.length === 1 ? top === this.top + 1 || top === 1 : top >= 1 && top <= this.top + 1;
    if (goesOn) this.top = numbers.length === 1 ? top : Math.max(top, this.top);
    return goesOn;
  }
}

/** Headings with nothing between them: kept when each belongs to the one before it; else they are a list, and only what repeats one of its entries at its end is a heading. */
function withoutContents(row: readonly Candidate[]): readonly Candidate[] {
  if (nested(row)) return row;
  const most = row.some(({ kind }) => kind === 'numbered') ? 1 : mostInRow;
  if (row.length <= most) return row;
  const again = row.findLastIndex(({ key }, at) => row.slice(0, at).some((earlier) => earlier.key === key));
  for (let from = Math.max(0, row.length - mostInRow - 1); from <= again; from += 1) {
    if (row.slice(0, from).some(({ key }) => key === row[from]?.key) && nested(row.slice(from))) return row.slice(from);
  }
  return [];
}

function nested(row: readonly Candidate[]): boolean {
  return row.every(({ rank }, at) => at === 0 || rank > (row[at - 1]?.rank ?? 0));
}

/** The sign that a line is made of; null when it is not a line of one sign. */
function ruleOf(line: string): string | null {
  return /^([=~^*#-])\1{2,}$/.exec(line.trim())?.[1] ?? null;
}

/** An underline is about as long as what it underlines. */
function fits(title: string, rule: string): boolean {
  return rule.length >= title.length * 0.6 && rule.length <= title.length * 1.7 + 4 && rule.length < longestLine;
}

/** A title begins with a letter or a number and has no columns: a table's head is none. */
function isUnderlinable(line: string): boolean {
  return /^\s*[\p{P}]?[\p{L}\p{N}]/u.test(line) && !/\t|\S {3,}\S|\|/.test(line) && !/^\s*(?:[-*+]|\d+\))\s/.test(line);
}
