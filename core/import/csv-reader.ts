interface Cell {
  readonly value: string;
  readonly end: number;
}

/** The cell in quotes that begins at `start`; null when it does not end. */
function quotedCell(text: string, start: number): Cell | null {
  let end = start;
  do {
    end = text.indexOf('"', end + 1);
    if (end < 0) return null;
    if (text[end + 1] !== '"') break;
    end++;
  } while (end < text.length);
  return { value: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}

function bareCell(text: string, start: number): Cell {
  let end = start;
  while (end < text.length && !',\r\n'.includes(text.charAt(end))) end++;
  return { value: text.slice(start, end), end };
}

/**
 * The rows of a CSV text (RFC 4180; LF and CR line ends are taken too). Null when a quoted cell does not end, or more follows it:
 * half a file is no file.
 */
export function readCsv(text: string): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : bareCell(text, at);
    if (!cell) return null;
    row.push(cell.value);
    at = cell.end;
    const separator = text.startsWith('\r\n', at) ? '\r\n' : text.charAt(at);
    if (!['', ',', '\r\n', '\r', '\n'].includes(separator)) return null;
    at += separator.length;
    if (separator === ',' && at === text.length) row.push('');
    if (separator !== ',' || at === text.length) {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
