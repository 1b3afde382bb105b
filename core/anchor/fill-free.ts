import { alignSmall, type Ties } from './align-small';
import type { Alignment } from './alignment';
import { dropChanceRuns } from './chance';
import type { Gap } from './edit-path';

/** Stretches are aligned together up to this area, in pairs of tokens. */
const mostArea = 2500;
/** Cells of tables, at most, in one change. */
const mostCells = 400_000;

/** Cells that may still be filled. */
interface Budget {
  cells: number;
}

/**
 * Aligns what is left free on both sides beside text that found its place: moves and slides take away what stood
 * between a text and the rest of it, after the gap as a whole was read. Only gaps that something moved from, or into,
 * are read again.
 */
export function fillFree(alignment: Alignment, gaps: readonly Gap[]): void {
  const budget = { cells: mostCells };
  for (const gap of gaps) {
    if (gap.first === gap.firstEnd || gap.second === gap.secondEnd || !isTouched(alignment, gap)) continue;
    for (let index = gap.first - 1; index < gap.firstEnd; index++) fillAfter(alignment, gap, index, budget);
    for (let index = gap.firstEnd; index > gap.first; index--) fillBefore(alignment, gap, index, budget);
  }
}

/** Whether text moved out of a gap, or into it. */
function isTouched({ toNew, toOld, moved }: Alignment, gap: Gap): boolean {
  for (let index = gap.first; index < gap.firstEnd; index++) if (moved[index] === 1 && (toNew[index] as number) >= 0) return true;
  for (let index = gap.second; index < gap.secondEnd; index++) {
    const old = toOld[index] as number;
    if (old >= 0 && moved[old] === 1) return true;
  }
  return false;
}

/** The new token beside which an old one stands, or -1; what lies around a gap belongs together. */
function partnerOf({ toNew }: Alignment, gap: Gap, index: number): number {
  if (index < gap.first) return gap.second - 1;
  return index >= gap.firstEnd ? gap.secondEnd : (toNew[index] as number);
}

/** Whether text around a gap, or in it, stands by the side of an old token. */
const isPlaced = (alignment: Alignment, gap: Gap, index: number): boolean => index < gap.first || partnerOf(alignment, gap, index) >= 0;

const isFree = ({ toNew, old }: Alignment, index: number): boolean => toNew[index] === -1 && (old.id[index] as number) >= 0;
const isFreshFree = ({ toOld, fresh }: Alignment, index: number): boolean => toOld[index] === -1 && (fresh.id[index] as number) >= 0;

/** Reads what is free behind an old token and behind its partner. */
function fillAfter(alignment: Alignment, gap: Gap, at: number, budget: Budget): void {
  if (!isPlaced(alignment, gap, at)) return;
  const [first, second] = [at + 1, partnerOf(alignment, gap, at) + 1];
  let [firstEnd, secondEnd] = [first, second];
  while (firstEnd < gap.firstEnd && isFree(alignment, firstEnd)) firstEnd++;
  if (firstEnd === first) return;
  while (isFreshFree(alignment, secondEnd)) secondEnd++;
  read(alignment, { first, firstEnd, second, secondEnd }, { start: true, end: partnerOf(alignment, gap, firstEnd) === secondEnd }, wayOf(alignment, gap, at), budget);
}

/** Reads what is free before an old token and before its partner. */
function fillBefore(alignment: Alignment, gap: Gap, at: number, budget: Budget): void {
  if (!isPlaced(alignment, gap, at)) return;
  const [firstEnd, secondEnd] = [at, partnerOf(alignment, gap, at)];
  let [first, second] = [firstEnd, secondEnd];
  while (first > gap.first && isFree(alignment, first - 1)) first--;
  if (first === firstEnd) return;
  while (isFreshFree(alignment, second - 1)) second--;
  // What is tied on both sides was read from its start.
  if (partnerOf(alignment, gap, first - 1) !== second - 1) read(alignment, { first, firstEnd, second, secondEnd }, { start: false, end: true }, wayOf(alignment, gap, at), budget);
}

/** 1 where the text at an old token moved, 0 where it kept its order. */
const wayOf = ({ moved }: Alignment, gap: Gap, at: number): number => (at < gap.first || at >= gap.firstEnd ? 0 : (moved[at] as number));

function read(alignment: Alignment, gap: Gap, ties: Ties, way: number, budget: Budget): void {
  const area = (gap.firstEnd - gap.first) * (gap.secondEnd - gap.second);
  if (area === 0 || area > mostArea || area > budget.cells) return;
  budget.cells -= area;
  alignSmall(alignment, gap, ties);
  dropChanceRuns(alignment, gap, ties);
  for (let index = gap.first; index < gap.firstEnd; index++) if (alignment.toNew[index] !== -1) alignment.moved[index] = way;
}
