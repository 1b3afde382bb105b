/** What means something in Markdown, wherever it stands in a line: CommonMark, GitHub's tables and strikes, formulas, Obsidian's comments, highlights and block ids. */
const anywhere = /[\\`*_[\]<>#|~&$^]|%(?=%)|=(?==)|:(?=\/\/|[\w+-]+:)/g;
/** What means something at the beginning of a line only. */
const atStart = /^(?:[+\-=:](?=\s|$|[-=])|\d{1,9}(?=[.)]))/;

function escapeLine(line: string): string {
  const text = line.replace(/^[ \t]+/, (blanks) => '\u00a0'.repeat(blanks.replaceAll('\t', '    ').length));
  const escaped = text.replace(anywhere, (character) => `\\${character}`);
  const start = atStart.exec(escaped)?.[0];
  if (start === undefined) return escaped;
  return /^\d/.test(start) ? `${start}\\${escaped.slice(start.length)}` : `\\${escaped}`;
}

/**
 * Text as lines of Markdown that show it as it is: meaning-bearing punctuation escaped, indents as no-break spaces (four blanks would be
 * code), line ends as hard breaks. NUL, which Markdown replaces, is shown as its symbol.
 */
export function markdownLines(text: string): string[] {
  const lines = text.replaceAll('\0', '\u2400').split(/\r\n?|\n/).map(escapeLine);
  return lines.map((line, index) => (line !== '' && (lines[index + 1] ?? '') !== '' ? `${line}\\` : line));
}

/** Text as one line of Markdown. */
export function markdownInline(text: string): string {
  return escapeLine(text.replaceAll('\0', '\u2400').replace(/\r\n?|\n/g, ' '));
}
