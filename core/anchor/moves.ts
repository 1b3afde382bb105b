import { alignSmall } from './align-small';
import { type Alignment, pair } from './alignment';
import { dropChanceRuns } from './chance';
import type { Gap } from './edit-path';
import { findCandidates, gram, isFreePair, type MoveCandidates } from './move-candidates';

/** A move must prove this beyond the room for chance, in bits. */
const margin = 20;
const nearMargin = 10;
const mostRounds = 4;
/** Tokens looked through beside a move, for more of it behind an edit. */
const beside = 30;

/** One run of a move. */
interface Step {
  readonly first: number;
  readonly second: number;
  readonly length: number;
}

/** Places text that was moved: the most certain first, each grown over the edits beside it. */
export function placeMoves(alignment: Alignment, hunks: readonly Gap[]): void {
  const chains = placeChains(alignment, hunks);
  for (const chain of chains) fillBetween(alignment, chain);
  for (const chain of chains) fillBeside(alignment, chain);
}

/** Pairs the runs of all moves that are proven; the most certain come first. */
export function placeChains(alignment: Alignment, hunks: readonly Gap[]): Step[][] {
  const chains: Step[][] = [];
  for (let round = 0; round < mostRounds; round++) {
    const proofs = new Proofs(alignment, hunks);
    if (!proofs.anyFree) break;
    const candidates = findCandidates(alignment);
    candidates.link();
    const { first, second, total } = candidates;
    const proven: number[] = [];
    for (let index = 0; index < candidates.count; index++) if ((total[index] as number) >= proofs.of(first[index] as number, second[index] as number)) proven.push(index);
    proven.sort((one, two) => (total[two] as number) - (total[one] as number) || one - two);
    let [taken, clashes] = [0, 0];
    for (const last of proven) {
      const chain = chainOf(candidates, last);
      if (!chain.every((step) => isWholeFree(alignment, step))) {
        clashes++;
        continue;
      }
      take(alignment, chain);
      chains.push(chain);
      taken++;
    }
    // What lost a part of itself to a stronger move has its turn with the rest.
    if (clashes === 0 || taken === 0) break;
  }
  return chains;
}

function chainOf(candidates: MoveCandidates, last: number): Step[] {
  const chain: Step[] = [];
  for (let index = last; index >= 0; index = candidates.previous[index] as number) {
    chain.push({ first: candidates.first[index] as number, second: candidates.second[index] as number, length: candidates.length[index] as number });
  }
  return chain.reverse();
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

  of(first: number, second: number): number {
    let [low, high] = [0, this.#hunks.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#hunks[middle] as Gap).firstEnd <= first) low = middle + 1;
      else high = middle;
    }
    const hunk = this.#hunks[low];
    const near = hunk !== undefined && second >= hunk.second && second < hunk.secondEnd;
    return near ? Math.min(this.#far, this.#near[low] as number) : this.#far;
  }
}

function isWholeFree(alignment: Alignment, step: Step): boolean {
  for (let index = 0; index < step.length; index++) if (!isFreePair(alignment, step.first + index, step.second + index)) return false;
  return true;
}

function take(alignment: Alignment, chain: readonly Step[]): void {
  for (const step of chain) {
    for (let index = 0; index < step.length; index++) {
      pair(alignment, step.first + index, step.second + index, 100);
      alignment.moved[step.first + index] = 1;
    }
  }
}

/** Fills what edits left open inside moved blocks. */
function fillBetween(alignment: Alignment, chain: readonly Step[]): void {
  for (let index = 1; index < chain.length; index++) {
    const [before, after] = [chain[index - 1] as Step, chain[index] as Step];
    alignFree(alignment, before.first + before.length, after.first, before.second + before.length, after.second, { start: true, end: true });
  }
}

/** Grows a moved block at both ends over edits. */
function fillBeside(alignment: Alignment, chain: readonly Step[]): void {
  const { toNew, toOld, old, fresh } = alignment;
  const head = chain[0] as Step;
  const tail = chain.at(-1) as Step;
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

