import { alignSmall, type Ties } from './align-small';
import { type Alignment, oldBits, pair, unpair } from './alignment';
import { dropChanceRuns } from './chance';
import type { Gap } from './edit-path';

/** Stretches are aligned together up to this area, in pairs of tokens. */
const mostArea = 2500;
/** Cells of tables, at most, in one change. */
const mostCells = 400_000;
/** A stray says this much at most, in bits, and is as long as this at most, in tokens. */
const strayBits = 12;
const strayTokens = 2;
/** Without strays, a stretch must gain this many times what they said. */
const advantage = 2;

/** A token that is no longer taken for another, and what it was taken for. */
interface Stray {
  readonly old: number;
  readonly fresh: number;
  readonly alike: number;
  readonly moved: number;
}

/**
 * Aligns what is left free on both sides beside text that found its place: moves and slides take away what stood
 * between a text and the rest of it, after the gap as a whole was read. Only stretches that something moved from, or
 * into, are read again.
 */
export function fillFree(alignment: Alignment, gaps: readonly Gap[]): void {
  const budget = { cells: mostCells };
  for (const gap of gaps) {
    if (gap.first === gap.firstEnd || !isTouched(alignment, gap)) continue;
    for (let index = gap.first - 1; index < gap.firstEnd; index++) fillAfter(alignment, gap, index, budget);
    for (let index = gap.firstEnd; index > gap.first; index--) fillBefore(alignment, gap, index, budget);
  }
}

/** Whether text of a gap has moved. */
function isTouched({ toNew, toOld, moved }: Alignment, gap: Gap): boolean {
  for (let index = gap.first; index < gap.firstEnd; index++) if (moved[index] === 1 && (toNew[index] as number) >= 0) return true;
  for (let index = gap.second; index < gap.secondEnd; index++) {
    const old = toOld[index] as number;
    if (old >= 0 && moved[old] === 1) return true;
  }
  return false;
}

/** The new token beside which an old one stands; the ends of a gap count as tokens. */
function partnerOf({ toNew }: Alignment, gap: Gap, index: number): number {
  if (index < gap.first) return gap.second - 1;
  return index >= gap.firstEnd ? gap.secondEnd : (toNew[index] as number);
}

const isFree = ({ toNew, old }: Alignment, index: number): boolean => index >= 0 && index < old.count && toNew[index] === -1 && (old.id[index] as number) >= 0;
const isFreshFree = ({ toOld, fresh }: Alignment, index: number): boolean => index >= 0 && index < fresh.count && toOld[index] === -1 && (fresh.id[index] as number) >= 0;

/** What is free behind an old token and behind its partner. */
function fillAfter(alignment: Alignment, gap: Gap, at: number, budget: { cells: number }): void {
  const partner = partnerOf(alignment, gap, at);
  if (partner < gap.second - 1 && at < gap.first) return;
  if (partner < 0 && at >= gap.first) return;
  const moved = at < gap.first ? 0 : (alignment.moved[at] as number);
  const [first, second] = [at + 1, partner + 1];
  if (!isFreshFree(alignment, second)) return;
  let secondEnd = second;
  while (isFreshFree(alignment, secondEnd)) secondEnd++;
  const strays: Stray[] = [];
  let firstEnd = first;
  while (firstEnd < gap.firstEnd && (isFree(alignment, firstEnd) || takeStray(alignment, firstEnd, moved, strays))) firstEnd++;
  read(alignment, { first, firstEnd, second, secondEnd }, { start: true, end: partnerOf(alignment, gap, firstEnd) === secondEnd }, moved, strays, budget);
}

/** What is free before an old token and before its partner. */
function fillBefore(alignment: Alignment, gap: Gap, at: number, budget: { cells: number }): void {
  const partner = partnerOf(alignment, gap, at);
  if (partner < 0) return;
  const moved = at >= gap.firstEnd ? 0 : (alignment.moved[at] as number);
  if (!isFreshFree(alignment, partner - 1)) return;
  let second = partner;
  while (isFreshFree(alignment, second - 1)) second--;
  const strays: Stray[] = [];
  let first = at;
  while (first > gap.first && (isFree(alignment, first - 1) || takeStray(alignment, first - 1, moved, strays))) first--;
  // What is tied on both sides was read from its start.
  const start = partnerOf(alignment, gap, first - 1) === second - 1;
  if (start && strays.length === 0) return;
  read(alignment, { first, firstEnd: at, second, secondEnd: partner }, { start, end: true }, moved, strays, budget);
}

/** Takes an old token from where it was found, when it says little there and went another way than the text beside it. */
function takeStray(alignment: Alignment, index: number, moved: number, strays: Stray[]): boolean {
  const { toNew, old, alike } = alignment;
  const fresh = toNew[index] as number;
  if (fresh < 0 || moved === 0 || alignment.moved[index] === moved || (old.id[index] as number) < 0) return false;
  let [from, to, bits] = [index, index + 1, oldBits(alignment, index)];
  while (from > 0 && toNew[from - 1] === fresh - (index - from) - 1 && index - from <= strayTokens) bits += oldBits(alignment, --from);
  while (to < old.count && toNew[to] === fresh + (to - index) && to - index <= strayTokens) bits += oldBits(alignment, to++);
  if (to - from > strayTokens || bits > strayBits) return false;
  strays.push({ old: index, fresh, alike: alike[index] as number, moved: alignment.moved[index] as number });
  unpair(alignment, index);
  return true;
}

function read(alignment: Alignment, gap: Gap, ties: Ties, moved: number, strays: readonly Stray[], budget: { cells: number }): void {
  const area = (gap.firstEnd - gap.first) * (gap.secondEnd - gap.second);
  let gain = 0;
  if (area > 0 && area <= mostArea && area <= budget.cells) {
    budget.cells -= area;
    alignSmall(alignment, gap, ties);
    dropChanceRuns(alignment, gap, ties);
    for (let index = gap.first; index < gap.firstEnd; index++) {
      if (alignment.toNew[index] === -1) continue;
      alignment.moved[index] = moved;
      gain += (oldBits(alignment, index) * (alignment.alike[index] as number)) / 100;
    }
  }
  if (strays.length === 0) return;
  const said = strays.reduce((sum, stray) => sum + oldBits(alignment, stray.old), 0);
  if (gain >= advantage * said) return;
  for (let index = gap.first; index < gap.firstEnd; index++) if (alignment.toNew[index] !== -1) unpair(alignment, index);
  for (const stray of strays) {
    pair(alignment, stray.old, stray.fresh, stray.alike);
    alignment.moved[stray.old] = stray.moved;
  }
}
