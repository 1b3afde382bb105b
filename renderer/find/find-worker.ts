import { matchesIn, type Stretch } from '../../core/find/pattern';

/** A stretch of text to be searched off the window's thread, where an expression that never ends can be ended. */
export interface SearchRequest {
  readonly id: number;
  readonly pattern: RegExp;
  readonly stretch: Stretch;
  readonly limit: number;
}

/** Starts and ends of the matches, in turn, as offsets in the document. */
export interface SearchAnswer {
  readonly id: number;
  readonly pairs: Uint32Array<ArrayBuffer>;
}

self.onmessage = ({ data }: MessageEvent<SearchRequest>) => {
  const pairs = Uint32Array.from(matchesIn(data.pattern, data.stretch, data.limit));
  const answer: SearchAnswer = { id: data.id, pairs };
  self.postMessage(answer, { transfer: [pairs.buffer] });
};
