/** What is looked for, and how. */
export interface FindQuery {
  readonly text: string;
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
  /** True: `text` is a regular expression. False: it is the words themselves. */
  readonly regularExpression: boolean;
}

/** A query as an expression, or what is wrong with it in the engine's words. */
export type Compiled = { readonly ok: true; readonly pattern: RegExp } | { readonly ok: false; readonly reason: string };

/** A unit of a word, as part of an expression. */
export const wordPart = '[\\p{L}\\p{M}\\p{N}_]';

/** Quotation marks that stand for one another: keyboards have the straight ones, books the curly ones. */
const alike: Readonly<Record<string, string>> = { "'": "['‘’]", '’': "['’]", '"': '["“”]' };

/** The source of an expression that finds these words: blanks and quotation marks match their kin. */
export function literal(text: string): string {
  // A blank also stands for a line's end: a phrase goes on in the next line of a text with fixed line length.
  return text.split(/(\s+|['’"])/u).map((part) => {
    if (part === '') return '';
    if (/^\s/u.test(part)) return /\n/.test(part) || part.length > 1 ? '\\s+' : '(?:\\s|[ \\t]*\\n[ \\t]*)';
    return alike[part] ?? part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }).join('');
}

/**
 * Makes a query an expression that finds all its places. Blanks and quotation marks of plain words match their kin.
 * An expression of the person's own is read with Unicode rules, and without where those refuse it.
 */
export function compileQuery({ text, caseSensitive, wholeWord, regularExpression }: FindQuery): Compiled {
  const body = regularExpression ? text : literal(text);
  const source = wholeWord ? `(?<!${wordPart})(?:${body})(?!${wordPart})` : body;
  const flags = `gm${caseSensitive ? '' : 'i'}`;
  try {
    // By itself first: an expression that closes more than it opens must not be mended by what is put around it.
    void new RegExp(body, `${flags}u`);
    return { ok: true, pattern: new RegExp(source, `${flags}u`) };
  } catch (error) {
    try {
      void new RegExp(body, flags);
      if (!wholeWord) return { ok: true, pattern: new RegExp(source, flags) };
    } catch {
      // The stricter rules gave the better reason.
    }
    return { ok: false, reason: reasonOf(error) };
  }
}

/** The last part of the engine's message: the first repeats the expression. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.slice(message.lastIndexOf(': ') + 1).trim();
}

/** Where a stretch of text is searched: `text` begins before it and ends after it, so that what stands around a match can be seen. */
export interface Stretch {
  readonly text: string;
  /** Offset of `text` in the document. */
  readonly offset: number;
  /** Offset in the document from which matches may begin. */
  readonly from: number;
  /** Offset in the document before which they must begin. */
  readonly to: number;
}

/**
 * The matches that begin in a stretch: start and end of each, one after the other, as offsets in the document.
 * Matches do not overlap, empty ones are left out, and there are at most `limit`.
 */
export function matchesIn(pattern: RegExp, { text, offset, from, to }: Stretch, limit: number): number[] {
  const found: number[] = [];
  pattern.lastIndex = from - offset;
  while (found.length < 2 * limit) {
    const match = pattern.exec(text);
    if (!match || match.index + offset >= to) break;
    if (match[0].length > 0) found.push(match.index + offset, match.index + offset + match[0].length);
    else pattern.lastIndex += pattern.unicode && (text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1;
  }
  return found;
}
