import type { TellDone } from '../../share-of-work';

/** Lines between two moments at which it is told how many are written. */
const toldEach = 500;

/** Passes on the lines of a text and tells how many of all are written, from 0 to 1. */
export function* toldLines(text: string, lines: Iterable<string>, tell: TellDone): Generator<string> {
  let all = 1;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) all += 1;
  let written = 0;
  for (const line of lines) {
    yield line;
    written += 1;
    if (written % toldEach === 0) tell(written / all);
  }
  tell(1);
}
