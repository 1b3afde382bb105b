import { alignSmall } from './align-small';
import { type Alignment, pair } from './alignment';
import { dropChanceRuns } from './chance';
import type { Gap } from './edit-path';

/** Tokens of a sequence that a move is looked up by. */
const gram = 3;
/** Sequences that stand more often than this in the unplaced new text lead nowhere. */
const mostPlaces = 24;
const mostCandidates = 300_000;
/** A move must prove this beyond the room for chance, in bits. */
const margin = 20;
const nearMargin = 10;
const mostRounds = 8;
/** Runs of a move may be this far apart, in tokens. */
const widest = 48;
/** Tokens looked through beside a move, for more of it behind an edit. */
const beside = 30;

interface Candidate {
  readonly first: number;
  readonly second: number;
  readonly length: number;
  readonly bits: number;
  total: number;
  previous: Candidate | null;
}

const isFree = (alignment: Alignment, first: number, second: number): boolean =>
  alignment.toNew[first] === -1 && alignment.toOld[second] === -1 && alignment.old.id[first] === alignment.fresh.id[second] && (alignment.old.id[first] as number) >= 0;

function hashAt(ids: Int32Array, taken: Int32Array, at: number, count: number): number {
  let hash = 0;
  for (let index = at; index < at + gram; index++) {
    if (index >= count || taken[index] !== -1 || (ids[index] as number) < 0) return -1;
    hash = (Math.imul(hash, 0x2c1b3c6d) + (ids[index] as number) * 0x9e3b + 7) | 0;
  }
  return (hash ^ (hash >>> 15)) >>> 1;
}

/** Every longest run that stands in unplaced text on both sides. */
function findCandidates(alignment: Alignment): Candidate[] {
  const { old, fresh, toNew, toOld } = alignment;
  let size = 1024;
  while (size < fresh.count) size *= 2;
  const heads = new Int32Array(size).fill(-1);
  const next = new Int32Array(fresh.count);
  const counts = new Int32Array(size);
  for (let index = fresh.count - gram; index >= 0; index--) {
    const hash = hashAt(fresh.id, toOld, index, fresh.count);
    if (hash < 0) continue;
    const slot = hash & (size - 1);
    next[index] = heads[slot] as number;
    heads[slot] = index;
    counts[slot] = (counts[slot] as number) + 1;
  }
  const found: Candidate[] = [];
  for (let first = 0; first + gram <= old.count && found.length < mostCandidates; first++) {
    const hash = hashAt(old.id, toNew, first, old.count);
    if (hash < 0) continue;
    const slot = hash & (size - 1);
    if ((counts[slot] as number) > mostPlaces) continue;
    for (let second = heads[slot] as number; second >= 0; second = next[second] as number) {
      if (first > 0 && second > 0 && isFree(alignment, first - 1, second - 1)) continue;
      let length = 0;
      let bits = 0;
      while (first + length < old.count && second + length < fresh.count && isFree(alignment, first + length, second + length)) {
        bits += alignment.bits[old.id[first + length] as number] as number;
        length++;
      }
      if (length >= gram) found.push({ first, second, length, bits, total: bits, previous: null });
    }
  }
  return found;
}

/** Joins candidates that follow one another on both sides: an edited block moves as one. */
function link(candidates: readonly Candidate[], from: number): void {
  const candidate = candidates[from] as Candidate;
  candidate.total = candidate.bits;
  candidate.previous = null;
  for (let index = from - 1, seen = 0; index >= 0 && seen < 60; index--, seen++) {
    const before = candidates[index] as Candidate;
    const gapOld = candidate.first - before.first - before.length;
    const gapNew = candidate.second - before.second - before.length;
    if (candidate.first - before.first > 400) break;
    if (gapOld < 0 || gapNew < 0 || gapOld > widest || gapNew > widest) continue;
    const total = candidate.bits + before.total - 2 - Math.log2(gapOld + 1) - Math.log2(gapNew + 1);
    if (total > candidate.total) {
      candidate.total = total;
      candidate.previous = before;
    }
  }
}

/** Places text that was moved: the most certain first, each grown over the edits beside it. */
export function placeMoves(alignment: Alignment, hunks: readonly Gap[]): void {
  const chains = placeChains(alignment, hunks);
  for (const chain of chains) fillBetween(alignment, chain);
  for (const chain of chains) fillBeside(alignment, chain);
}

/** Pairs the runs of all moves that are proven; the most certain come first. */
export function placeChains(alignment: Alignment, hunks: readonly Gap[]): Candidate[][] {
  const chains: Candidate[][] = [];
  for (let round = 0; round < mostRounds; round++) {
    const proofs = new Proofs(alignment, hunks);
    if (!proofs.anyFree) break;
    const candidates = findCandidates(alignment);
    for (let index = 0; index < candidates.length; index++) link(candidates, index);
    const proven = candidates.filter((candidate) => candidate.total >= proofs.of(candidate));
    proven.sort((one, two) => two.total - one.total || one.first - two.first || one.second - two.second);
    let taken = 0;
    for (const last of proven) {
      const chain: Candidate[] = [];
      for (let step: Candidate | null = last; step !== null; step = step.previous) chain.unshift(step);
      if (!chain.every((step) => isWholeFree(alignment, step))) continue;
      take(alignment, chain);
      chains.push(chain);
      taken++;
    }
    if (taken === 0) break;
  }
  return chains;
}

/** What a move must prove: more when it goes far than when it stays in the stretch that was changed. */
class Proofs {
  readonly anyFree: boolean;
  readonly #far: number;
  readonly #near: number[] = [];
  readonly #hunks: readonly Gap[];

  constructor(alignment: Alignment, hunks: readonly Gap[]) {
    const { toNew, toOld } = alignment;
    this.#hunks = hunks;
    let [olds, news] = [0, 0];
    for (const hunk of hunks) {
      let [old, fresh] = [0, 0];
      for (let index = hunk.first; index < hunk.firstEnd; index++) if (toNew[index] === -1) old++;
      for (let index = hunk.second; index < hunk.secondEnd; index++) if (toOld[index] === -1) fresh++;
      this.#near.push(Math.log2(old + 1) + Math.log2(fresh + 1) + nearMargin);
      olds += old;
      news += fresh;
    }
    this.anyFree = olds >= gram && news >= gram;
    this.#far = Math.log2(olds + 1) + Math.log2(news + 1) + margin;
  }

  of(candidate: Candidate): number {
    let [low, high] = [0, this.#hunks.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#hunks[middle] as Gap).firstEnd <= candidate.first) low = middle + 1;
      else high = middle;
    }
    const hunk = this.#hunks[low];
    const near = hunk !== undefined && candidate.second >= hunk.second && candidate.second < hunk.secondEnd;
    return near ? Math.min(this.#far, this.#near[low] as number) : this.#far;
  }
}

function isWholeFree(alignment: Alignment, candidate: Candidate): boolean {
  for (let index = 0; index < candidate.length; index++) if (!isFree(alignment, candidate.first + index, candidate.second + index)) return false;
  return true;
}

function take(alignment: Alignment, chain: readonly Candidate[]): void {
  for (const step of chain) {
    for (let index = 0; index < step.length; index++) {
      pair(alignment, step.first + index, step.second + index, 100);
      alignment.moved[step.first + index] = 1;
    }
  }
}

/** Fills what edits left open inside moved blocks. */
function fillBetween(alignment: Alignment, chain: readonly Candidate[]): void {
  for (let index = 1; index < chain.length; index++) {
    const [before, after] = [chain[index - 1] as Candidate, chain[index] as Candidate];
    alignFree(alignment, before.first + before.length, after.first, before.second + before.length, after.second, { start: true, end: true });
  }
}

/** Grows a moved block at both ends over edits. */
function fillBeside(alignment: Alignment, chain: readonly Candidate[]): void {
  const { toNew, toOld, old, fresh } = alignment;
  const head = chain[0] as Candidate;
  const tail = chain.at(-1) as Candidate;
  let [first, second] = [head.first, head.second];
  while (head.first - first < beside && first > 0 && toNew[first - 1] === -1 && (old.id[first - 1] as number) >= 0) first--;
  while (head.second - second < beside && second > 0 && toOld[second - 1] === -1 && (fresh.id[second - 1] as number) >= 0) second--;
  alignFree(alignment, first, head.first, second, head.second, { start: false, end: true });
  const [firstStart, secondStart] = [tail.first + tail.length, tail.second + tail.length];
  let [firstEnd, secondEnd] = [firstStart, secondStart];
  while (firstEnd - firstStart < beside && firstEnd < old.count && toNew[firstEnd] === -1 && (old.id[firstEnd] as number) >= 0) firstEnd++;
  while (secondEnd - secondStart < beside && secondEnd < fresh.count && toOld[secondEnd] === -1 && (fresh.id[secondEnd] as number) >= 0) secondEnd++;
  alignFree(alignment, firstStart, firstEnd, secondStart, secondEnd, { start: true, end: false });
}

function alignFree(alignment: Alignment, first: number, firstEnd: number, second: number, secondEnd: number, ties: { start: boolean; end: boolean }): void {
  for (let index = first; index < firstEnd; index++) if (alignment.toNew[index] !== -1) return;
  for (let index = second; index < secondEnd; index++) if (alignment.toOld[index] !== -1) return;
  const gap = { first, firstEnd, second, secondEnd };
  alignSmall(alignment, gap, ties);
  dropChanceRuns(alignment, gap, ties);
  for (let index = first; index < firstEnd; index++) if (alignment.toNew[index] !== -1) alignment.moved[index] = 1;
}

