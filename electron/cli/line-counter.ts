/** Tells the line, from 1, of offsets that come in ascending order, reading the text once. CR LF, CR and LF each end a line. */
export function createLineCounter(source: string): (offset: number) => number {
  const lineEnd = /\r\n|\r|\n/g;
  let line = 1;
  let next = lineEnd.exec(source);
  return (offset) => {
    while (next && next.index + next[0].length <= offset) {
      line += 1;
      next = lineEnd.exec(source);
    }
    return line;
  };
}
