import { MatchList } from '../../core/find/match-list';
import { Searcher } from '../find/searcher';
import type { Reader } from '../reader';

/** UTF-16 units that are handed over at a time: cutting them out of the text is not felt. */
const stretchLength = 1024 * 1024;
/** UTF-16 units of text around a stretch, for matches that go on beyond it and for what an expression looks back at. */
const after = 8 * 1024;
const before = 64;

const searcher = new Searcher();

/** All matches in the document, in a worker, at most `limit`; null when the search was given up. The whole text must be there. */
export async function findAll(reader: Reader, pattern: RegExp, limit: number, signal: AbortSignal): Promise<MatchList | null> {
  const found = new MatchList();
  searcher.stop();
  const state = reader.view?.state;
  if (!state) return null;
  const { length } = state.doc;
  for (let from = 0; from < length && found.length < limit; ) {
    const to = Math.min(length, from + stretchLength);
    const offset = Math.max(0, from - before);
    const pairs = await searcher.ask(pattern, { text: state.sliceDoc(offset, Math.min(length, to + after)), offset, from, to }, limit - found.length);
    if (!pairs || signal.aborted) return null;
    found.add(pairs);
    from = Math.max(to, pairs.at(-1) ?? 0);
  }
  return found;
}
