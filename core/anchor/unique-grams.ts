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
let keys = new Int32Array(0);
let firsts = new Int32Array(0);
let seconds = new Int32Array(0);

function prepare(entries: number): number {
  let size = 1024;
  while (size < entries * 2) size *= 2;
  if (keys.length < size) {
    keys = new Int32Array(size);
    firsts = new Int32Array(size);
    seconds = new Int32Array(size);
  }
  firsts.fill(-1, 0, size);
  seconds.fill(-1, 0, size);
  return size - 1;
}

function hashAt(ids: Int32Array, at: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let index = at; index < at + length; index++) hash = Math.imul(hash ^ (ids[index] as number), 0x5bd1e995) ^ (hash >>> 13);
  return hash;
}

function slotOf(hash: number, mask: number): number {
  let slot = (hash ^ (hash >>> 16)) & mask;
  while ((firsts[slot] !== -1 || seconds[slot] !== -1) && keys[slot] !== hash) slot = (slot + 1) & mask;
  keys[slot] = hash;
  return slot;
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

/** The heaviest rising chain of runs around token sequences of one length that stand once on each side of the gap. */
export function uniqueGramRuns(alignment: Alignment, gap: Gap, length: number, proof: number): WeighedRun[] {
  const { old, fresh } = alignment;
  const oldLast = gap.firstEnd - length;
  const newLast = gap.secondEnd - length;
  const mask = prepare(Math.max(1, oldLast - gap.first + 1 + newLast - gap.second + 1));
  for (let index = gap.first; index <= oldLast; index++) {
    const slot = slotOf(hashAt(old.id, index, length), mask);
    firsts[slot] = firsts[slot] === -1 ? index : several;
  }
  for (let index = gap.second; index <= newLast; index++) {
    const slot = slotOf(hashAt(fresh.id, index, length), mask);
    seconds[slot] = seconds[slot] === -1 ? index : several;
  }
  const runs: WeighedRun[] = [];
  for (let index = gap.first; index <= oldLast; index++) {
    const slot = slotOf(hashAt(old.id, index, length), mask);
    const second = seconds[slot] as number;
    if (firsts[slot] !== index || second < 0 || old.id[index] !== fresh.id[second] || within(runs.at(-1), index, second)) continue;
    const run = runThrough(alignment, gap, index, second);
    if (run.length >= length && run.bits >= proof) runs.push(run);
  }
  const chain = heaviestChain(runs.map((run) => run.second - gap.second), runs.map((run) => run.bits), gap.secondEnd - gap.second);
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
