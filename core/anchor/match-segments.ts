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

/** Gaps up to this area are looked at for a common segment before anything is counted. */
const smallArea = 64;

/** Whether a small gap has no segment on both sides, as where one line was edited: then there is nothing to find. */
function isBare({ old, fresh }: Work, gap: Gap): boolean {
  if ((gap.firstEnd - gap.first) * (gap.secondEnd - gap.second) > smallArea) return false;
  for (let first = gap.first; first < gap.firstEnd; first++) {
    for (let second = gap.second; second < gap.secondEnd; second++) if (old.id[first] === fresh.id[second]) return false;
  }
  return true;
}

/** Runs of segments that stand once on either side, as columns: there are many, and few are kept. */
class Found {
  count = 0;
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly length: Int32Array;
  readonly bits: Float64Array;

  constructor(capacity: number) {
    this.first = new Int32Array(capacity);
    this.second = new Int32Array(capacity);
    this.length = new Int32Array(capacity);
    this.bits = new Float64Array(capacity);
  }

  add(first: number, second: number, bits: number): void {
    const last = this.count - 1;
    if (last >= 0 && (this.first[last] as number) + (this.length[last] as number) === first && (this.second[last] as number) + (this.length[last] as number) === second) {
      this.length[last] = (this.length[last] as number) + 1;
      this.bits[last] = (this.bits[last] as number) + bits;
      return;
    }
    this.first[this.count] = first;
    this.second[this.count] = second;
    this.length[this.count] = 1;
    this.bits[this.count++] = bits;
  }

  /** Leaves out the runs that say less than `least`, in bits. */
  keep(least: number): void {
    let kept = 0;
    for (let index = 0; index < this.count; index++) {
      if ((this.bits[index] as number) < least) continue;
      this.first[kept] = this.first[index] as number;
      this.second[kept] = this.second[index] as number;
      this.length[kept] = this.length[index] as number;
      this.bits[kept++] = this.bits[index] as number;
    }
    this.count = kept;
  }
}

/** The heaviest rising chain of runs of segments that stand once on either side of the gap. */
function uniqueRuns(work: Work, gap: Gap): Run[] {
  if (isBare(work, gap)) return [];
  const found = findUnique(work, gap);
  found.keep(Math.log2(gap.firstEnd - gap.first + 1) + Math.log2(gap.secondEnd - gap.second + 1) + margin);
  const seconds = found.second.slice(0, found.count);
  for (let index = 0; index < seconds.length; index++) seconds[index] = (seconds[index] as number) - gap.second;
  const chain = heaviestChain(seconds, found.bits, gap.secondEnd - gap.second);
  return chain.map((index) => ({ first: found.first[index] as number, second: found.second[index] as number, length: found.length[index] as number }));
}

function findUnique({ old, fresh, oldCount, freshCount, freshAt }: Work, gap: Gap): Found {
  count(old.id, gap.first, gap.firstEnd, oldCount);
  count(fresh.id, gap.second, gap.secondEnd, freshCount);
  for (let index = gap.second; index < gap.secondEnd; index++) freshAt[fresh.id[index] as number] = index;
  const found = new Found(Math.min(gap.firstEnd - gap.first, gap.secondEnd - gap.second));
  for (let index = gap.first; index < gap.firstEnd; index++) {
    const id = old.id[index] as number;
    if (oldCount[id] === 1 && freshCount[id] === 1) found.add(index, freshAt[id] as number, bitsOf(old, index));
  }
  forget(old.id, gap.first, gap.firstEnd, oldCount);
  forget(fresh.id, gap.second, gap.secondEnd, freshCount);
  return found;
}

function count(ids: Int32Array, from: number, end: number, counts: Int32Array): void {
  for (let index = from; index < end; index++) counts[ids[index] as number] = (counts[ids[index] as number] as number) + 1;
}

function forget(ids: Int32Array, from: number, end: number, counts: Int32Array): void {
  for (let index = from; index < end; index++) counts[ids[index] as number] = 0;
}

/** Where nothing is unique, as in a file of equal lines, few insertions and deletions may still explain everything. */
function pushPath(work: Work, gap: Gap): void {
  const [width, height] = [gap.firstEnd - gap.first, gap.secondEnd - gap.second];
  if (Math.min(width, height) < 64) return;
  const path = shortestEdit(work.old.id, work.fresh.id, gap, Math.min(pathLimit, Math.floor(Math.max(width, height) / 4)));
  if (path === null) return;
  work.runs.push(...path);
}
