import { type Alignment, oldBits, unpair } from './alignment';
import type { Ties } from './align-small';
import type { Gap } from './edit-path';

/** What a run must prove beyond the room for chance beside it, in bits. */
const margin = 3;

interface Kept {
  first: number;
  second: number;
  length: number;
  bits: number;
}

function runsOf(alignment: Alignment, gap: Gap): Kept[] {
  const { toNew, alike } = alignment;
  const runs: Kept[] = [];
  for (let index = gap.first; index < gap.firstEnd; index++) {
    const second = toNew[index] as number;
    if (second < 0) continue;
    const like = alike[index] as number;
    const bits = oldBits(alignment, index) * (like === 100 ? 1 : Math.max(0.1, like / 50 - 1));
    const last = runs.at(-1);
    if (last !== undefined && last.first + last.length === index && last.second + last.length === second) {
      last.length++;
      last.bits += bits;
    } else runs.push({ first: index, second, length: 1, bits });
  }
  return runs;
}

/** Room for chance in a gap, in bits: how many pairs of places could have matched there. */
function roomOf(olds: number, news: number): number {
  if (olds === 0 && news === 0) return -100;
  if (olds === 0 || news === 0) return Math.log2(olds + news + 1) / 2 - 1;
  return Math.log2(olds + 1) + Math.log2(news + 1);
}

/**
 * Takes out of a gap the runs that chance explains: too little information for the replaced text around them.
 * Runs that touch what lies around the gap stay.
 */
export function dropChanceRuns(alignment: Alignment, gap: Gap, ties: Ties): void {
  let runs = runsOf(alignment, gap);
  for (;;) {
    const lack = runs.map((run, index) => lackOf(runs, index, run, gap, ties));
    // The weakest of neighbours goes first: without it, the other may stand closer to firm text, or further from it.
    const gone = runs.filter((_, index) => (lack[index] as number) > 0 && (lack[index] as number) >= (lack[index - 1] ?? 0) && (lack[index] as number) > (lack[index + 1] ?? 0));
    if (gone.length === 0) return;
    for (const run of gone) for (let index = 0; index < run.length; index++) unpair(alignment, run.first + index);
    const drop = new Set(gone);
    runs = runs.filter((run) => !drop.has(run));
  }
}

function lackOf(runs: readonly Kept[], index: number, run: Kept, gap: Gap, ties: Ties): number {
  const [before, after] = [runs[index - 1], runs[index + 1]];
  const left = before === undefined
    ? ties.start ? roomOf(run.first - gap.first, run.second - gap.second) : 100
    : roomOf(run.first - before.first - before.length, run.second - before.second - before.length);
  const end = { first: run.first + run.length, second: run.second + run.length };
  const right = after === undefined
    ? ties.end ? roomOf(gap.firstEnd - end.first, gap.secondEnd - end.second) : 100
    : roomOf(after.first - end.first, after.second - end.second);
  const room = Math.min(left, right, Math.log2(gap.firstEnd - gap.first) + Math.log2(gap.secondEnd - gap.second));
  return room + margin - run.bits;
}
