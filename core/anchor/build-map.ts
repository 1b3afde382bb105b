import { alignGap, type Budget } from './align-gap';
import { type Alignment, emptyAlignment, informationOf } from './alignment';
import { dropChanceRuns } from './chance';
import type { Gap, Run } from './edit-path';
import { equalEnds } from './equal-ends';
import { fillFree } from './fill-free';
import { growRuns } from './grow-runs';
import { matchSegments } from './match-segments';
import { placeMoves } from './moves';
import { restoreParagraphEnds } from './paragraph-ends';
import { Pieces, pushAligned, pushSegments, sortedByNew } from './pieces';
import { Repeats } from './repeats';
import { segmentBoth, type Segments } from './segments';
import { slideGaps } from './slide';
import { pushBreak, Tokens, tokenize } from './tokens';
import { releaseTables } from './unique-grams';
import { Vocabulary } from './vocabulary';

/** Where the stretches of an old text stand in a new one; built once for a change, asked for any passage. */
export interface TextMap {
  readonly oldText: string;
  readonly newText: string;
  readonly pieces: Pieces;
  /** The pieces in the order of the new text. */
  readonly inNewOrder: Int32Array;
  /** What stands twice in either text. */
  readonly repeats: { readonly old: Repeats; readonly fresh: Repeats };
}

/** Units of the old text, at most, that are read to learn which words are rare. */
const sampleSize = 32_768;
/** Cells of full alignment tables, at most, in one change. */
const mostCells = 6_000_000;

/** Steps in search of short edit paths, at most, in one change. */
const mostSteps = 2_000_000;

/** Two stretches that lie between equal ones. */
interface Hunk {
  readonly tokens: Gap;
}

/** Builds the map from an old to a new text; the same texts always give the same map. */
export function buildMap(oldText: string, newText: string): TextMap {
  const pieces = new Pieces();
  const { head, tail } = equalEnds(oldText, newText);
  if (head > 0) pieces.push(0, head, 0, head, 100, 0);
  const oldEnd = oldText.length - tail;
  const newEnd = newText.length - tail;
  if (head < oldEnd && head < newEnd) mapMiddle(pieces, oldText, newText, head, oldEnd, newEnd);
  if (tail > 0) pieces.push(oldEnd, oldText.length, newEnd, newText.length, 100, 0);
  return mapOf(oldText, newText, pieces);
}

/** The map that pieces make. */
export function mapOf(oldText: string, newText: string, pieces: Pieces): TextMap {
  return { oldText, newText, pieces, inNewOrder: sortedByNew(pieces), repeats: { old: new Repeats(oldText), fresh: new Repeats(newText) } };
}

function mapMiddle(pieces: Pieces, oldText: string, newText: string, from: number, oldEnd: number, newEnd: number): void {
  const { olds, news, ids } = segmentBoth(oldText, newText, from, oldEnd, newEnd);
  const runs = matchSegments(olds, news, ids);
  const vocabulary = new Vocabulary();
  const old = new Tokens(1024);
  const fresh = new Tokens(1024);
  const hunks = tokenizeHunks(oldText, newText, olds, news, runs, vocabulary, old, fresh);
  const sampled = sample(oldText, vocabulary);
  const alignment = emptyAlignment(oldText, newText, old, fresh, informationOf(vocabulary, old.count + fresh.count + sampled, [{ text: oldText, tokens: old }, { text: newText, tokens: fresh }]));
  alignHunks(alignment, hunks);
  releaseTables();
  const gaps = hunks.map((hunk) => hunk.tokens);
  placeMoves(alignment, gaps);
  growRuns(alignment, gaps);
  for (const gap of gaps) {
    slideGaps(alignment, gap);
    restoreParagraphEnds(alignment, gap);
  }
  fillFree(alignment, gaps);
  hunks.forEach(({ tokens }, index) => {
    pushAligned(pieces, alignment, tokens.first, tokens.firstEnd);
    const run = runs[index];
    if (run !== undefined) pushSegments(pieces, olds, news, run);
  });
}

/** Tokens of all that lies between the runs: as many hunks as runs, and one. */
function tokenizeHunks(oldText: string, newText: string, olds: Segments, news: Segments, runs: readonly Run[], vocabulary: Vocabulary, old: Tokens, fresh: Tokens): Hunk[] {
  const hunks: Hunk[] = [];
  let [first, second] = [0, 0];
  for (let index = 0; index <= runs.length; index++) {
    const run = runs[index] ?? { first: olds.count, second: news.count, length: 0 };
    const tokens = { first: old.count, firstEnd: 0, second: fresh.count, secondEnd: 0 };
    for (let at = first; at < run.first; at++) tokenize(oldText, olds.start[at] as number, olds.end[at] as number, vocabulary, old);
    for (let at = second; at < run.second; at++) tokenize(newText, news.start[at] as number, news.end[at] as number, vocabulary, fresh);
    tokens.firstEnd = old.count;
    tokens.secondEnd = fresh.count;
    hunks.push({ tokens });
    if (old.count > tokens.first) pushBreak(old, old.end[old.count - 1] as number);
    if (fresh.count > tokens.second) pushBreak(fresh, fresh.end[fresh.count - 1] as number);
    first = run.first + run.length;
    second = run.second + run.length;
  }
  return hunks;
}

/** Counts words outside the hunks too, where those are few; returns how many tokens were read. */
function sample(text: string, vocabulary: Vocabulary): number {
  const tokens = new Tokens(sampleSize / 4);
  const parts = 8;
  const size = sampleSize / parts;
  if (text.length <= sampleSize) tokenize(text, 0, text.length, vocabulary, tokens);
  else for (let part = 0; part < parts; part++) tokenize(text, Math.floor((text.length - size) * part / (parts - 1)), Math.floor((text.length - size) * part / (parts - 1)) + size, vocabulary, tokens);
  return tokens.count;
}

function alignHunks(alignment: Alignment, hunks: readonly Hunk[]): void {
  const budget: Budget = { cells: mostCells, steps: mostSteps, tokens: 5 * (alignment.old.count + alignment.fresh.count) + 100_000 };
  const ties = { start: true, end: true };
  for (const { tokens } of hunks) {
    if (tokens.first === tokens.firstEnd || tokens.second === tokens.secondEnd) continue;
    alignGap(alignment, tokens, ties, budget);
    dropChanceRuns(alignment, tokens, ties);
  }
}
