import { type Alignment, pair, unpair } from './alignment';
import { cutAt, cutBefore } from './cuts';
import type { Gap } from './edit-path';
import type { Tokens } from './tokens';

/** One side of an alignment, so that insertions and deletions are treated alike. */
interface Side {
  readonly text: string;
  readonly tokens: Tokens;
}

/**
 * Moves insertions and deletions, where equal tokens on both ends leave a choice, to where the text is cut most
 * clearly: a sentence that came in is the sentence, not the end of the one before and the start of itself. What
 * came in may hold text that was moved there.
 */
export function slideGaps(alignment: Alignment, gap: Gap): void {
  const { toNew, toOld, old, fresh, oldText, newText } = alignment;
  const [olds, news]: [Side, Side] = [{ text: oldText, tokens: old }, { text: newText, tokens: fresh }];
  for (let index = gap.first; index < gap.firstEnd; index++) {
    const here = toNew[index] as number;
    if (here < 0) continue;
    const next = index + 1 < gap.firstEnd ? (toNew[index + 1] as number) : index + 1 === gap.firstEnd ? gap.secondEnd : -1;
    if (next > here + 1) slideInsertion(alignment, gap, olds, news, index, here + 1, next);
  }
  for (let index = gap.second; index < gap.secondEnd; index++) {
    const here = toOld[index] as number;
    if (here < 0) continue;
    const next = index + 1 < gap.secondEnd ? (toOld[index + 1] as number) : gap.firstEnd;
    if (next > here + 1) slideDeletion(alignment, gap, olds, news, index, here + 1, next);
  }
}

/** How far a stretch of tokens may slide back and forth, and which way cuts best; returns the shift. */
function bestShift(inserted: Side, other: Side, from: number, to: number, at: number, back: number, forth: number): number {
  let best = 0;
  let bestCut = -1;
  for (let shift = -back; shift <= forth; shift++) {
    const after = to + shift;
    const cut = cutBefore(inserted.text, inserted.tokens, from + shift) + cutAt(inserted.text, inserted.tokens, after) + cutAt(other.text, other.tokens, at + shift);
    if (cut > bestCut || (cut === bestCut && Math.abs(shift) < Math.abs(best))) {
      best = shift;
      bestCut = cut;
    }
  }
  return best;
}

/** New tokens from…to came in after old token `at`. */
function slideInsertion(alignment: Alignment, gap: Gap, olds: Side, news: Side, at: number, from: number, to: number): void {
  const { toNew, toOld, old, fresh, alike, moved } = alignment;
  const size = to - from;
  let back = 0;
  while (at - back >= gap.first && toNew[at - back] === from - 1 - back && alike[at - back] === 100 && moved[at - back] === moved[at] && old.id[at - back] === fresh.id[to - 1 - back] && (back >= size || toOld[to - 1 - back] === -1) && back < 200) back++;
  let forth = 0;
  while (at + 1 + forth < gap.firstEnd && toNew[at + 1 + forth] === to + forth && alike[at + 1 + forth] === 100 && moved[at + 1 + forth] === moved[at] && old.id[at + 1 + forth] === fresh.id[from + forth] && (forth >= size || toOld[from + forth] === -1) && forth < 200) forth++;
  if (back === 0 && forth === 0) return;
  const shift = bestShift(news, olds, from, to, at + 1, back, forth);
  for (let step = 0; step < -shift; step++) {
    unpair(alignment, at - step);
    pair(alignment, at - step, from - 1 - step + size, 100);
  }
  for (let step = 0; step < shift; step++) {
    unpair(alignment, at + 1 + step);
    pair(alignment, at + 1 + step, from + step, 100);
  }
}

/** Old tokens from…to are gone after new token `at`. */
function slideDeletion(alignment: Alignment, gap: Gap, olds: Side, news: Side, at: number, from: number, to: number): void {
  const { toNew, toOld, old, fresh, alike, moved } = alignment;
  const size = to - from;
  let back = 0;
  while (at - back >= gap.second && toOld[at - back] === from - 1 - back && alike[from - 1 - back] === 100 && moved[from - 1 - back] === moved[from - 1] && fresh.id[at - back] === old.id[to - 1 - back] && (back >= size || toNew[to - 1 - back] === -1) && back < 200) back++;
  let forth = 0;
  while (at + 1 + forth < gap.secondEnd && toOld[at + 1 + forth] === to + forth && alike[to + forth] === 100 && moved[to + forth] === moved[from - 1] && fresh.id[at + 1 + forth] === old.id[from + forth] && (forth >= size || toNew[from + forth] === -1) && forth < 200) forth++;
  if (back === 0 && forth === 0) return;
  const shift = bestShift(olds, news, from, to, at + 1, back, forth);
  for (let step = 0; step < -shift; step++) {
    unpair(alignment, from - 1 - step);
    pair(alignment, from - 1 - step + size, at - step, 100);
    moved[from - 1 - step + size] = moved[from - 1 - step] as number;
  }
  for (let step = 0; step < shift; step++) {
    unpair(alignment, to + step);
    pair(alignment, from + step, at + 1 + step, 100);
    moved[from + step] = moved[to + step] as number;
  }
}
