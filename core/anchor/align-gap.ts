import { alignSmall, type Ties } from './align-small';
import { type Alignment, mostBits, pair } from './alignment';
import { type Gap, shortestEdit } from './edit-path';
import { mostBitsOf, uniqueGramRuns, type WeighedRun } from './unique-grams';

/** Gaps up to this area are aligned at once; larger ones look for something unique first. */
const smallArea = 1000;
/** Gaps up to this area are aligned in full when nothing in them is unique. */
const largeArea = 20_000;
/** What a unique sequence must prove beyond the room for chance. */
const margin = 4;
/** Lengths of the sequences tried, in tokens. */
const gramLengths = [5, 3, 2, 1];
const pathLimit = 600;
const deepest = 24;

/** Cells that may still be filled in full tables: bounds the time of texts that have little in common. */
export interface Budget {
  cells: number;
  /** Tokens that may still be read in search of unique sequences. */
  tokens: number;
  /** Steps that may still be made in search of a short edit path. */
  steps: number;
}

function pairRun(alignment: Alignment, first: number, second: number, length: number): void {
  for (let index = 0; index < length; index++) pair(alignment, first + index, second + index, 100);
}

/** Aligns a gap of any size: equal ends, then unique sequences, then what lies between them. */
export function alignGap(alignment: Alignment, gap: Gap, ties: Ties, budget: Budget, depth = 0): void {
  const { old, fresh } = alignment;
  let { first, firstEnd, second, secondEnd } = gap;
  if (ties.start) {
    while (first < firstEnd && second < secondEnd && old.id[first] === fresh.id[second] && (old.id[first] as number) >= 0) pair(alignment, first++, second++, 100);
  }
  if (ties.end) {
    while (first < firstEnd && second < secondEnd && old.id[firstEnd - 1] === fresh.id[secondEnd - 1] && (old.id[firstEnd - 1] as number) >= 0) pair(alignment, --firstEnd, --secondEnd, 100);
  }
  if (first >= firstEnd || second >= secondEnd) return;
  alignInside(alignment, { first, firstEnd, second, secondEnd }, ties, budget, depth);
}

function alignInside(alignment: Alignment, gap: Gap, ties: Ties, budget: Budget, depth: number): void {
  const area = (gap.firstEnd - gap.first) * (gap.secondEnd - gap.second);
  if (area <= smallArea) {
    alignSmall(alignment, gap, ties);
    return;
  }
  const anchors = depth < deepest ? findAnchors(alignment, gap, budget) : [];
  if (anchors.length > 0) {
    alignBetween(alignment, gap, anchors, ties, budget, depth);
    return;
  }
  if (area <= largeArea && area <= budget.cells) {
    budget.cells -= area;
    alignSmall(alignment, gap, ties);
    return;
  }
  alignByPath(alignment, gap, budget);
}

/** The last resort in a large gap where nothing is unique: few insertions and deletions may still explain it. */
function alignByPath(alignment: Alignment, gap: Gap, budget: Budget): void {
  const limit = Math.min(pathLimit, (gap.firstEnd - gap.first + gap.secondEnd - gap.second) >> 3);
  if (limit * limit > budget.steps) return;
  budget.steps -= limit * limit;
  for (const run of shortestEdit(alignment.old.id, alignment.fresh.id, gap, limit) ?? []) if (run.length >= 4) pairRun(alignment, run.first, run.second, run.length);
}

function findAnchors(alignment: Alignment, gap: Gap, budget: Budget): WeighedRun[] {
  const size = gap.firstEnd - gap.first + gap.secondEnd - gap.second;
  const room = Math.log2(gap.firstEnd - gap.first) + Math.log2(gap.secondEnd - gap.second);
  for (const [turn, length] of gramLengths.entries()) {
    // A run as long as the sequences tried before was found by them: a shorter unique sequence in it lies in a unique longer one.
    const longest = (gramLengths[turn - 1] ?? Infinity) - 1;
    if (longest * mostBits < room + margin || (longest < Infinity && size > largeArea && mostBitsOf(alignment, gap, longest) < room + margin)) break;
    if (size > budget.tokens) break;
    budget.tokens -= size;
    const runs = uniqueGramRuns(alignment, gap, length, room + margin);
    if (runs.length > 0) return runs;
  }
  return [];
}

function alignBetween(alignment: Alignment, gap: Gap, anchors: readonly WeighedRun[], ties: Ties, budget: Budget, depth: number): void {
  for (const anchor of anchors) pairRun(alignment, anchor.first, anchor.second, anchor.length);
  let { first, second } = gap;
  let start = ties.start;
  for (const anchor of anchors) {
    alignGap(alignment, { first, firstEnd: anchor.first, second, secondEnd: anchor.second }, { start, end: true }, budget, depth + 1);
    first = anchor.first + anchor.length;
    second = anchor.second + anchor.length;
    start = true;
  }
  alignGap(alignment, { first, firstEnd: gap.firstEnd, second, secondEnd: gap.secondEnd }, { start, end: ties.end }, budget, depth + 1);
}
