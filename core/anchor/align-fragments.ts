import { alignSmall, type Ties } from './align-small';
import { type Alignment, pair } from './alignment';
import { dropChanceRuns } from './chance';
import type { Gap } from './edit-path';
import { growRuns } from './grow-runs';
import { placeChains } from './moves';
import { uniqueGramRuns } from './unique-grams';

/** Lengths of the sequences tried, in tokens. */
const gramLengths = [5, 3, 2];
/** What a unique sequence must prove beyond the room for chance. */
const margin = 6;
const deepest = 12;
/** Tokens looked through beside a placed part of a fragment, besides twice those that are missing. */
const beside = 24;
/** A fragment with nothing unique is looked for between its neighbours, when they are this close, in cells. */
const lostArea = 30_000;

/** A fragment's old tokens. */
export interface FragmentTokens {
  readonly first: number;
  readonly firstEnd: number;
}

/** Aligns fragments of an old text with the whole of a new one. */
export function alignFragments(alignment: Alignment, fragments: readonly FragmentTokens[]): void {
  const whole = { first: 0, firstEnd: alignment.old.count, second: 0, secondEnd: alignment.fresh.count };
  anchor(alignment, whole, 0);
  placeChains(alignment, [whole]);
  for (const fragment of fragments) fillFragment(alignment, fragment);
  findLost(alignment, fragments);
  growRuns(alignment, [whole]);
}

function anchor(alignment: Alignment, gap: Gap, depth: number): void {
  if (gap.firstEnd - gap.first < 2 || gap.secondEnd - gap.second < 2 || depth > deepest) return;
  const room = Math.log2(gap.firstEnd - gap.first) + Math.log2(gap.secondEnd - gap.second);
  for (const length of gramLengths) {
    const runs = uniqueGramRuns(alignment, gap, length, room + margin);
    if (runs.length === 0) continue;
    let { first, second } = gap;
    for (const run of runs) {
      for (let index = 0; index < run.length; index++) pair(alignment, run.first + index, run.second + index, 100);
      anchor(alignment, { first, firstEnd: run.first, second, secondEnd: run.second }, depth + 1);
      first = run.first + run.length;
      second = run.second + run.length;
    }
    anchor(alignment, { first, firstEnd: gap.firstEnd, second, secondEnd: gap.secondEnd }, depth + 1);
    return;
  }
}

/** Aligns what lies between and beside the parts of a fragment that are placed. */
function fillFragment(alignment: Alignment, fragment: FragmentTokens): void {
  const { toNew } = alignment;
  let last = -1;
  for (let index = fragment.first; index < fragment.firstEnd; index++) {
    if (toNew[index] === -1) continue;
    if (last === -1) fillHead(alignment, fragment.first, index);
    else if (index > last + 1) fillBetween(alignment, last, index);
    last = index;
  }
  if (last !== -1 && last + 1 < fragment.firstEnd) fillTail(alignment, last, fragment.firstEnd);
}

function fillBetween(alignment: Alignment, before: number, after: number): void {
  const [second, secondEnd] = [(alignment.toNew[before] as number) + 1, alignment.toNew[after] as number];
  const width = after - before - 1;
  if (secondEnd >= second && secondEnd - second <= 2 * width + 4 * beside) align(alignment, { first: before + 1, firstEnd: after, second, secondEnd }, { start: true, end: true });
  else {
    fillTail(alignment, before, after);
    let first = after;
    while (first > before + 1 && alignment.toNew[first - 1] === -1) first--;
    fillHead(alignment, first, after);
  }
}

function fillTail(alignment: Alignment, last: number, firstEnd: number): void {
  const second = (alignment.toNew[last] as number) + 1;
  let secondEnd = second;
  const limit = second + 2 * (firstEnd - last) + beside;
  while (secondEnd < limit && secondEnd < alignment.fresh.count && alignment.toOld[secondEnd] === -1) secondEnd++;
  align(alignment, { first: last + 1, firstEnd, second, secondEnd }, { start: true, end: false });
}

function fillHead(alignment: Alignment, first: number, firstEnd: number): void {
  const secondEnd = alignment.toNew[firstEnd] as number;
  let second = secondEnd;
  const limit = secondEnd - 2 * (firstEnd - first) - beside;
  while (second > limit && second > 0 && alignment.toOld[second - 1] === -1) second--;
  align(alignment, { first, firstEnd, second, secondEnd }, { start: false, end: true });
}

function align(alignment: Alignment, gap: Gap, ties: Ties): void {
  if (gap.first >= gap.firstEnd || gap.second >= gap.secondEnd) return;
  for (let index = gap.second; index < gap.secondEnd; index++) if (alignment.toOld[index] !== -1) return;
  alignSmall(alignment, gap, ties);
  dropChanceRuns(alignment, gap, ties);
}

/** Looks for fragments of which nothing is placed where their neighbours leave them room. */
function findLost(alignment: Alignment, fragments: readonly FragmentTokens[]): void {
  const { toNew } = alignment;
  let second = 0;
  for (const [number, fragment] of fragments.entries()) {
    let placed = -1;
    for (let index = fragment.first; index < fragment.firstEnd; index++) if ((toNew[index] as number) >= 0) placed = Math.max(placed, toNew[index] as number);
    if (placed >= 0) {
      if (placed >= second) second = placed + 1;
      continue;
    }
    const secondEnd = nextPlaced(alignment, fragments, number + 1, second);
    const width = fragment.firstEnd - fragment.first;
    if (secondEnd > second && width * (secondEnd - second) <= lostArea) align(alignment, { first: fragment.first, firstEnd: fragment.firstEnd, second, secondEnd }, { start: false, end: false });
  }
}

function nextPlaced(alignment: Alignment, fragments: readonly FragmentTokens[], from: number, after: number): number {
  for (let number = from; number < Math.min(fragments.length, from + 8); number++) {
    const fragment = fragments[number] as FragmentTokens;
    for (let index = fragment.first; index < fragment.firstEnd; index++) if ((alignment.toNew[index] as number) >= after) return alignment.toNew[index] as number;
  }
  return alignment.fresh.count;
}
