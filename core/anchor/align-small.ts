import { type Alignment, pair } from './alignment';
import { classOf, WORD } from './character-class';
import type { Gap } from './edit-path';
import { likeness } from './likeness';

/** Sixteenths of a bit, so that the table holds whole numbers. */
const unit = 16;
/** Cost of a gap with text on one side only, in bits: something was inserted or deleted. */
const oneSided = 1.5 * unit;
/** Cost of a gap with text on both sides, in bits: something was replaced. */
const twoSided = 4 * unit;
/** Words less alike than this are different words. */
const leastAlike = 0.6;
const never = -(1 << 28);

/** How the last step into a cell was made; the bits of one byte of the way back. */
const [MATCH, DELETED, INSERTED, REPLACED] = [0, 1, 2, 3];

/** Whether the gap's ends touch text that is placed already. */
export interface Ties {
  readonly start: boolean;
  readonly end: boolean;
}

let scores = new Int32Array(0);
let likes = new Uint8Array(0);
let steps = new Uint8Array(0);

const wordAt = (text: string, at: number): boolean => classOf(text.charCodeAt(at)) === WORD;

/** Fills `likes` with the likeness, in percent, of words that have no equal on the other side of the gap. */
function findLike(alignment: Alignment, gap: Gap, width: number, height: number): void {
  const { old, fresh, oldText, newText } = alignment;
  likes.fill(0, 0, width * height);
  const here = new Set<number>();
  const there = new Set<number>();
  for (let x = 0; x < width; x++) here.add(old.id[gap.first + x] as number);
  for (let y = 0; y < height; y++) there.add(fresh.id[gap.second + y] as number);
  const words: { y: number; start: number; end: number; known: boolean }[] = [];
  for (let y = 0; y < height; y++) {
    const index = gap.second + y;
    const [start, end] = [fresh.start[index] as number, fresh.end[index] as number];
    if (end - start >= 2 && wordAt(newText, start)) words.push({ y, start, end, known: here.has(fresh.id[index] as number) });
  }
  if (words.length === 0) return;
  for (let x = 0; x < width; x++) {
    const index = gap.first + x;
    const [start, end] = [old.start[index] as number, old.end[index] as number];
    if (end - start < 2 || !wordAt(oldText, start)) continue;
    const known = there.has(old.id[index] as number);
    for (const word of words) {
      if (known || word.known) continue;
      const like = likeness(oldText, start, end, newText, word.start, word.end);
      if (like >= leastAlike) likes[x * height + word.y] = Math.min(99, Math.round(like * 100));
    }
  }
}

/** Value of putting two tokens together, in units; 0: they do not go together. */
function valueOf(alignment: Alignment, gap: Gap, x: number, y: number, height: number): number {
  const id = alignment.old.id[gap.first + x] as number;
  const other = alignment.fresh.id[gap.second + y] as number;
  if (id < 0 || other < 0) return 0;
  if (id === other) return Math.round((alignment.bits[id] as number) * unit);
  const like = likes[x * height + y] as number;
  if (like === 0) return 0;
  const bits = Math.min(alignment.bits[id] as number, alignment.bits[other] as number);
  return Math.round(bits * unit * (like / 50 - 1)) + 1;
}

function prepare(width: number, height: number): void {
  const cells = (width + 1) * (height + 1);
  if (steps.length < cells) {
    steps = new Uint8Array(cells * 2);
    likes = new Uint8Array(cells * 2);
  }
  if (scores.length < 8 * (height + 1)) scores = new Int32Array(16 * (height + 1));
}

/**
 * Aligns a small gap so that the information of what is kept, less the cost of each gap left, is greatest;
 * misspelt words count with their likeness. Work and memory grow with the gap's area.
 */
export function alignSmall(alignment: Alignment, gap: Gap, ties: Ties): void {
  const width = gap.firstEnd - gap.first;
  const height = gap.secondEnd - gap.second;
  if (width <= 0 || height <= 0) return;
  prepare(width, height);
  findLike(alignment, gap, width, height);
  const final = fillTable(alignment, gap, width, height, ties);
  walkBack(alignment, gap, width, height, final);
}

/** Fills `steps`; returns the kind of the best last cell. */
function fillTable(alignment: Alignment, gap: Gap, width: number, height: number, ties: Ties): number {
  const row = 4 * (height + 1);
  scores.fill(never, 0, 2 * row);
  for (let x = 0; x <= width; x++) {
    const here = (x & 1) * row;
    const above = row - here;
    for (let y = 0; y <= height; y++) {
      const cell = here + 4 * y;
      if (x === 0 && y === 0) {
        scores[cell + (ties.start ? MATCH : REPLACED)] = 0;
        continue;
      }
      let step = 0;
      const up = above + 4 * y;
      const left = cell - 4;
      const corner = up - 4;
      let match = never;
      if (x > 0 && y > 0) {
        const value = valueOf(alignment, gap, x - 1, y - 1, height);
        if (value > 0) {
          match = scores[corner] as number;
          const deleted = (scores[corner + DELETED] as number) - oneSided;
          const inserted = (scores[corner + INSERTED] as number) - oneSided;
          const replaced = (scores[corner + REPLACED] as number) - twoSided;
          if (deleted > match) { match = deleted; step = DELETED; }
          if (inserted > match) { match = inserted; step = INSERTED; }
          if (replaced > match) { match = replaced; step = REPLACED; }
          match += value;
        }
      }
      let deleted = never;
      let inserted = never;
      let replaced = never;
      if (x > 0) {
        deleted = scores[up + DELETED] as number;
        if ((scores[up] as number) > deleted) deleted = scores[up] as number; else step |= 4;
        replaced = scores[up + REPLACED] as number;
        if ((scores[up + INSERTED] as number) > replaced) { replaced = scores[up + INSERTED] as number; step |= 16; }
      }
      if (y > 0) {
        inserted = scores[left + INSERTED] as number;
        if ((scores[left] as number) > inserted) inserted = scores[left] as number; else step |= 8;
        if ((scores[left + REPLACED] as number) > replaced) { replaced = scores[left + REPLACED] as number; step = (step & ~48) | 32; }
        if ((scores[left + DELETED] as number) > replaced) { replaced = scores[left + DELETED] as number; step |= 48; }
      }
      scores[cell] = match;
      scores[cell + DELETED] = deleted;
      scores[cell + INSERTED] = inserted;
      scores[cell + REPLACED] = replaced;
      steps[x * (height + 1) + y] = step;
    }
  }
  const last = (width & 1) * row + 4 * height;
  const finals = [scores[last] as number, (scores[last + 1] as number) - (ties.end ? oneSided : 0), (scores[last + 2] as number) - (ties.end ? oneSided : 0), (scores[last + 3] as number) - (ties.end ? twoSided : 0)];
  let kind = MATCH;
  for (let candidate = 1; candidate < 4; candidate++) if ((finals[candidate] as number) > (finals[kind] as number)) kind = candidate;
  return kind;
}

function walkBack(alignment: Alignment, gap: Gap, width: number, height: number, final: number): void {
  let x = width;
  let y = height;
  let kind = final;
  while (x > 0 || y > 0) {
    const step = steps[x * (height + 1) + y] as number;
    if (kind === MATCH) {
      if (x === 0 || y === 0) return;
      const [old, fresh] = [gap.first + x - 1, gap.second + y - 1];
      const equal = alignment.old.id[old] === alignment.fresh.id[fresh];
      pair(alignment, old, fresh, equal ? 100 : (likes[(x - 1) * height + y - 1] as number));
      kind = step & 3;
      x--;
      y--;
    } else if (kind === DELETED) {
      kind = (step & 4) !== 0 ? DELETED : MATCH;
      x--;
    } else if (kind === INSERTED) {
      kind = (step & 8) !== 0 ? INSERTED : MATCH;
      y--;
    } else {
      const way = step & 48;
      kind = way === 16 ? INSERTED : way === 48 ? DELETED : REPLACED;
      if (way === 0 || way === 16) x--;
      else y--;
    }
  }
}
