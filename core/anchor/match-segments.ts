import { heaviestChain } from './chain';
import { type Gap, type Run, shortestEdit } from './edit-path';
import type { Segments } from './segments';

/** Bits of proof that one visible unit of running text carries, about; only the order of magnitude matters. */
const bitsPerUnit = 1.5;
/** What a match must prove beyond the room for chance around it. */
const margin = 6;
/** Longest edit path tried between segments that are not unique. */
const pathLimit = 2500;
/** Nesting after which a gap is left to the tokens. */
const deepest = 40;

interface Work {
  readonly old: Segments;
  readonly fresh: Segments;
  /** For each id: occurrences in the gap at hand, and the last place, for both sides. */
  readonly oldCount: Int32Array;
  readonly freshCount: Int32Array;
  readonly freshAt: Int32Array;
  readonly runs: Run[];
}

/** Runs of equal segments, rising on both sides: same ends first, then what is unique, again and again inside the gaps. */
export function matchSegments(old: Segments, fresh: Segments, ids: number): Run[] {
  const work: Work = { old, fresh, oldCount: new Int32Array(ids), freshCount: new Int32Array(ids), freshAt: new Int32Array(ids), runs: [] };
  matchGap(work, { first: 0, firstEnd: old.count, second: 0, secondEnd: fresh.count }, 0);
  return work.runs;
}

function matchGap(work: Work, gap: Gap, depth: number): void {
  const { old, fresh, runs } = work;
  let { first, firstEnd, second, secondEnd } = gap;
  while (first < firstEnd && second < secondEnd && old.id[first] === fresh.id[second]) {
    first++;
    second++;
  }
  if (first > gap.first) runs.push({ first: gap.first, second: gap.second, length: first - gap.first });
  while (first < firstEnd && second < secondEnd && old.id[firstEnd - 1] === fresh.id[secondEnd - 1]) {
    firstEnd--;
    secondEnd--;
  }
  if (first < firstEnd && second < secondEnd) matchInside(work, { first, firstEnd, second, secondEnd }, depth);
  if (firstEnd < gap.firstEnd) runs.push({ first: firstEnd, second: secondEnd, length: gap.firstEnd - firstEnd });
}

function matchInside(work: Work, gap: Gap, depth: number): void {
  const anchors = uniqueRuns(work, gap);
  if (anchors.length === 0 || depth >= deepest) {
    if (anchors.length === 0) pushPath(work, gap);
    return;
  }
  let first = gap.first;
  let second = gap.second;
  for (const anchor of anchors) {
    matchGap(work, { first, firstEnd: anchor.first, second, secondEnd: anchor.second }, depth + 1);
    work.runs.push(anchor);
    first = anchor.first + anchor.length;
    second = anchor.second + anchor.length;
  }
  matchGap(work, { first, firstEnd: gap.firstEnd, second, secondEnd: gap.secondEnd }, depth + 1);
}

const bitsOf = (segments: Segments, index: number): number => Math.min(80, bitsPerUnit * ((segments.end[index] as number) - (segments.start[index] as number)));

/** The heaviest rising chain of runs of segments that stand once on either side of the gap. */
function uniqueRuns(work: Work, gap: Gap): Run[] {
  const { old, fresh, oldCount, freshCount, freshAt } = work;
  for (let index = gap.first; index < gap.firstEnd; index++) oldCount[old.id[index] as number] = (oldCount[old.id[index] as number] as number) + 1;
  for (let index = gap.second; index < gap.secondEnd; index++) {
    const id = fresh.id[index] as number;
    freshCount[id] = (freshCount[id] as number) + 1;
    freshAt[id] = index;
  }
  const found: { first: number; second: number; length: number; bits: number }[] = [];
  for (let index = gap.first; index < gap.firstEnd; index++) {
    const id = old.id[index] as number;
    if (oldCount[id] !== 1 || freshCount[id] !== 1) continue;
    const at = freshAt[id] as number;
    const last = found.at(-1);
    const bits = bitsOf(old, index);
    if (last !== undefined && last.first + last.length === index && last.second + last.length === at) {
      last.length++;
      last.bits += bits;
    } else found.push({ first: index, second: at, length: 1, bits });
  }
  for (let index = gap.first; index < gap.firstEnd; index++) oldCount[old.id[index] as number] = 0;
  for (let index = gap.second; index < gap.secondEnd; index++) freshCount[fresh.id[index] as number] = 0;
  const room = Math.log2(gap.firstEnd - gap.first + 1) + Math.log2(gap.secondEnd - gap.second + 1);
  const proven = found.filter((run) => run.bits >= room + margin);
  const chain = heaviestChain(proven.map((run) => run.second - gap.second), proven.map((run) => run.bits), gap.secondEnd - gap.second);
  return chain.map((index) => proven[index]).filter((run) => run !== undefined);
}

/** Where nothing is unique, as in a file of equal lines, few insertions and deletions may still explain everything. */
function pushPath(work: Work, gap: Gap): void {
  const [width, height] = [gap.firstEnd - gap.first, gap.secondEnd - gap.second];
  if (Math.min(width, height) < 64) return;
  const path = shortestEdit(work.old.id, work.fresh.id, gap, Math.min(pathLimit, Math.floor(Math.max(width, height) / 4)));
  if (path === null) return;
  work.runs.push(...path);
}
