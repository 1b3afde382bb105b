import type { Alignment } from './alignment';
import { heaviestChain } from './chain';
import type { Gap } from './edit-path';

/** A run of equal tokens with the information it carries, in bits. */
export interface WeighedRun {
  first: number;
  second: number;
  length: number;
  bits: number;
}

const several = -2;
const none = -1;
/** Four numbers a slot, so that one look costs one line of the cache: hash, place on the first side, on the second, unused. */
let table = new Int32Array(0);
let slots = new Int32Array(0);

/** Hashes of the new side's sequences, one bit each: what is not among them need not be looked at. */
let seen = new Int32Array(0);

function prepareSeen(entries: number): number {
  let size = 1024;
  while (size < entries >> 2) size *= 2;
  if (seen.length < size) seen = new Int32Array(size);
  else seen.fill(0, 0, size);
  return size - 1;
}

const bitOf = (hash: number): number => 1 << ((hash ^ (hash >>> 15)) & 31);
const wordOf = (hash: number, mask: number): number => ((hash >>> 5) ^ (hash >>> 17)) & mask;
const isSeen = (hash: number, mask: number): boolean => ((seen[wordOf(hash, mask)] as number) & bitOf(hash)) !== 0;

function prepare(entries: number, olds: number): number {
  let size = 1024;
  while (size < entries + (entries >> 1)) size *= 2;
  if (table.length < size * 4) table = new Int32Array(size * 4);
  if (slots.length < olds) slots = new Int32Array(olds);
  table.fill(none, 0, size * 4);
  return size - 1;
}

function hashAt(ids: Int32Array, at: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let index = at; index < at + length; index++) hash = Math.imul(hash ^ (ids[index] as number), 0x5bd1e995) ^ (hash >>> 13);
  return hash;
}

function slotOf(hash: number, mask: number): number {
  let slot = ((hash ^ (hash >>> 16)) & mask) * 4;
  while (table[slot + 1] !== none && table[slot] !== hash) slot = (slot + 4) & (mask * 4 + 3);
  table[slot] = hash;
  return slot;
}

/** The slot of a hash that was put in before; -1: it was not. */
function knownSlot(hash: number, mask: number): number {
  let slot = ((hash ^ (hash >>> 16)) & mask) * 4;
  while (table[slot + 1] !== none) {
    if (table[slot] === hash) return slot;
    slot = (slot + 4) & (mask * 4 + 3);
  }
  return -1;
}

/** Tables up to this size, in numbers, are kept for the next change. */
const kept = 4_000_000;

/** Lets go of the tables, which are as large as the largest gap was, when they are large. */
export function releaseTables(): void {
  if (table.length <= kept && slots.length <= kept) return;
  table = new Int32Array(0);
  slots = new Int32Array(0);
  seen = new Int32Array(0);
}

/** The longest run of equal tokens through a pair, inside the gap. */
export function runThrough(alignment: Alignment, gap: Gap, first: number, second: number): WeighedRun {
  const { old, fresh, bits } = alignment;
  let back = 0;
  let forth = 0;
  let sum = 0;
  while (first - back > gap.first && second - back > gap.second && old.id[first - back - 1] === fresh.id[second - back - 1] && (old.id[first - back - 1] as number) >= 0) {
    back++;
    sum += bits[old.id[first - back] as number] as number;
  }
  while (first + forth < gap.firstEnd && second + forth < gap.secondEnd && old.id[first + forth] === fresh.id[second + forth] && (old.id[first + forth] as number) >= 0) {
    sum += bits[old.id[first + forth] as number] as number;
    forth++;
  }
  return { first: first - back, second: second - back, length: back + forth, bits: sum };
}

function within(run: WeighedRun | undefined, first: number, second: number): boolean {
  return run !== undefined && run.first - run.second === first - second && first < run.first + run.length;
}

/** The most that any `length` tokens of the gap's old side say together, in bits. */
export function mostBitsOf({ old, bits }: Alignment, gap: Gap, length: number): number {
  let [sum, most] = [0, 0];
  const at = (index: number): number => ((old.id[index] as number) < 0 ? 0 : (bits[old.id[index] as number] as number));
  for (let index = gap.first; index < gap.firstEnd; index++) {
    sum += at(index);
    if (index - gap.first >= length) sum -= at(index - length);
    if (sum > most) most = sum;
  }
  return most;
}

/** The heaviest rising chain of runs around token sequences of one length that stand once on each side of the gap. */
export function uniqueGramRuns(alignment: Alignment, gap: Gap, length: number, proof: number): WeighedRun[] {
  const { old, fresh } = alignment;
  const oldLast = gap.firstEnd - length;
  const newLast = gap.secondEnd - length;
  const olds = Math.max(0, oldLast - gap.first + 1);
  const seenMask = prepareSeen(Math.max(0, newLast - gap.second + 1));
  for (let index = gap.second; index <= newLast; index++) {
    const hash = hashAt(fresh.id, index, length);
    const word = wordOf(hash, seenMask);
    seen[word] = (seen[word] as number) | bitOf(hash);
  }
  let shared = 0;
  for (let index = 0; index < olds; index++) if (isSeen(hashAt(old.id, gap.first + index, length), seenMask)) shared++;
  const mask = prepare(shared, olds);
  for (let index = 0; index < olds; index++) {
    const hash = hashAt(old.id, gap.first + index, length);
    if (!isSeen(hash, seenMask)) {
      slots[index] = none;
      continue;
    }
    const slot = slotOf(hash, mask);
    table[slot + 1] = table[slot + 1] === none ? gap.first + index : several;
    slots[index] = slot;
  }
  for (let index = gap.second; index <= newLast; index++) {
    const slot = knownSlot(hashAt(fresh.id, index, length), mask);
    if (slot >= 0) table[slot + 2] = table[slot + 2] === none ? index : several;
  }
  const runs: WeighedRun[] = [];
  for (let index = 0; index < olds; index++) {
    const slot = slots[index] as number;
    if (slot === none) continue;
    const [first, second] = [gap.first + index, table[slot + 2] as number];
    if (table[slot + 1] !== first || second < 0 || old.id[first] !== fresh.id[second] || within(runs.at(-1), first, second)) continue;
    const run = runThrough(alignment, gap, first, second);
    if (run.length >= length && run.bits >= proof) runs.push(run);
  }
  const chain = heaviestChain(Int32Array.from(runs, (run) => run.second - gap.second), Float64Array.from(runs, (run) => run.bits), gap.secondEnd - gap.second);
  return withoutOverlap(chain.map((index) => runs[index] as WeighedRun));
}

/** Runs were grown over their neighbours: what the one before has taken is cut off. */
function withoutOverlap(runs: readonly WeighedRun[]): WeighedRun[] {
  const kept: WeighedRun[] = [];
  let [first, second] = [0, 0];
  for (const run of runs) {
    const cut = Math.max(0, first - run.first, second - run.second);
    if (cut >= run.length) continue;
    const rest = { first: run.first + cut, second: run.second + cut, length: run.length - cut, bits: run.bits };
    kept.push(rest);
    first = rest.first + rest.length;
    second = rest.second + rest.length;
  }
  return kept;
}
