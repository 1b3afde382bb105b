import { type Alignment, pair, unpair } from './alignment';
import { cutAt } from './cuts';
import type { Gap } from './edit-path';

/** A line ends here, at least: see `cutAt`. */
const lineEnd = 3;
/** Tokens that are taken back to their paragraph, at most. */
const mostTokens = 6;
/** How far from the rest of it they may stand, in tokens: so many, and as many times the lost ones between. */
const spare = 3;
const growth = 2;

/**
 * Gives paragraphs their own ends and beginnings back. Where a paragraph came in behind an edited end, or before an
 * edited beginning, the last or first tokens may have been found at the far end of what came in, since they are equal there.
 */
export function restoreParagraphEnds(alignment: Alignment, gap: Gap): void {
  const { toNew, moved } = alignment;
  let before = -1;
  for (let after = gap.first; after < gap.firstEnd; after++) {
    const to = toNew[after] as number;
    if (to < 0) continue;
    const at = before;
    before = after;
    // Without lost tokens between, the insertion slides.
    if (at < 0 || after === at + 1 || moved[at] !== moved[after] || to - (toNew[at] as number) < spare) continue;
    const lost = after - at - 1;
    if (!restoreEnd(alignment, gap, at, after, lost)) restoreBeginning(alignment, gap, at, after, lost);
  }
}

/** The end of a paragraph: tokens from old token `after` on go next to token `at`. */
function restoreEnd(alignment: Alignment, gap: Gap, at: number, after: number, lost: number): boolean {
  const { toNew, oldText, newText, old, fresh } = alignment;
  const [here, to] = [toNew[at] as number, toNew[after] as number];
  let size = 1;
  while (size <= mostTokens && cutAt(oldText, old, after + size) < lineEnd) size++;
  if (size > mostTokens || after + size > gap.firstEnd || cutAt(newText, fresh, to + size) < lineEnd || !isRun(alignment, after, to, size)) return false;
  for (let place = here + 1; place + size <= to && place - here - 1 <= growth * lost + spare; place++) {
    if (cutAt(newText, fresh, place + size) >= lineEnd && isFree(alignment, after, place, size)) {
      move(alignment, after, place, size);
      return true;
    }
  }
  return false;
}

/** The beginning of a paragraph: tokens up to old token `at` go next to token `after`. */
function restoreBeginning(alignment: Alignment, gap: Gap, at: number, after: number, lost: number): boolean {
  const { toNew, oldText, newText, old, fresh } = alignment;
  const [here, to] = [toNew[at] as number, toNew[after] as number];
  let size = 1;
  while (size <= mostTokens && at - size + 1 > gap.first && cutAt(oldText, old, at - size + 1) < lineEnd) size++;
  const [first, second] = [at - size + 1, here - size + 1];
  if (size > mostTokens || second < gap.second || cutAt(oldText, old, first) < lineEnd || cutAt(newText, fresh, second) < lineEnd || !isRun(alignment, first, second, size)) return false;
  for (let place = to - size; place > here && to - place - size <= growth * lost + spare; place--) {
    if (cutAt(newText, fresh, place) >= lineEnd && isFree(alignment, first, place, size)) {
      move(alignment, first, place, size);
      return true;
    }
  }
  return false;
}

function isRun({ toNew, alike, moved }: Alignment, first: number, second: number, size: number): boolean {
  for (let index = 0; index < size; index++) if (toNew[first + index] !== second + index || alike[first + index] !== 100 || moved[first + index] !== moved[first]) return false;
  return true;
}

function isFree({ old, fresh, toOld }: Alignment, first: number, second: number, size: number): boolean {
  for (let index = 0; index < size; index++) if (toOld[second + index] !== -1 || old.id[first + index] !== fresh.id[second + index]) return false;
  return true;
}

function move(alignment: Alignment, first: number, second: number, size: number): void {
  for (let index = 0; index < size; index++) {
    unpair(alignment, first + index);
    pair(alignment, first + index, second + index, 100);
  }
}
