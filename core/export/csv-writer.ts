/** What makes a spreadsheet take a cell for a formula, or cut it: also after blanks and quotes, and in full width. Or a guard that is there already. */
const risky = /^(?:'|[\s\x1c-\x1f\x85\0'"]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n\0])/;

/** A cell that no spreadsheet calculates: `'` before what is risky (OWASP, CSV injection). Taking one leading `'` off gives the value back. */
export function guardCell(value: string): string {
  return risky.test(value) ? `'${value}` : value;
}

/** A table as RFC 4180: every cell quoted, lines end with CR LF, a byte order mark so that spreadsheets read UTF-8. */
export function writeCsv(rows: readonly (readonly string[])[], guarded: boolean): string {
  const cell = (value: string): string => `"${(guarded ? guardCell(value) : value).replaceAll('"', '""')}"`;
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

const tsvEscapes: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };

/** A table with tabs between cells and LF after lines; tabs, line ends and backslashes within a cell are written as `\t`, `\n`, `\r`, `\\`. */
export function writeTsv(rows: readonly (readonly string[])[], guarded: boolean): string {
  const cell = (value: string): string => (guarded ? guardCell(value) : value).replace(/[\t\n\r\\]/g, (character) => tsvEscapes[character] ?? character);
  return rows.map((row) => `${row.map(cell).join('\t')}\n`).join('');
}
