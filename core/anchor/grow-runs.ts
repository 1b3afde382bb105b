import { type Alignment, oldBits, pair, unpair } from './alignment';
import type { Gap } from './edit-path';

/** A run must be worth this to take tokens from others, in bits. */
const leastBits = 25;
/** It must be worth this many times what it takes from. */
const advantage = 2;
/** What a run that touches unchanged text is worth more, in bits. */
const tie = 40;

interface Owner {
  first: number;
  second: number;
  length: number;
  bits: number;
}

/**
 * Lets strong runs grow over equal tokens that weak ones hold: a block that moved keeps its first and last words,
 * though each of them had an equal nearer to where the block used to be.
 */
export function growRuns(alignment: Alignment, hunks: readonly Gap[]): void {
  const owners = ownersOf(alignment, hunks);
  const runOf = new Int32Array(alignment.old.count).fill(-1);
  owners.forEach((owner, index) => runOf.fill(index, owner.first, owner.first + owner.length));
  const order = owners.map((_, index) => index).filter((index) => (owners[index] as Owner).bits >= leastBits);
  order.sort((one, two) => (owners[two] as Owner).bits - (owners[one] as Owner).bits || one - two);
  for (const index of order) grow(alignment, owners, runOf, index);
}

function ownersOf(alignment: Alignment, hunks: readonly Gap[]): Owner[] {
  const { toNew, alike } = alignment;
  const owners: Owner[] = [];
  for (const hunk of hunks) {
    for (let index = hunk.first; index < hunk.firstEnd; index++) {
      const second = toNew[index] as number;
      if (second < 0) continue;
      const bits = (oldBits(alignment, index) * (alike[index] as number)) / 100;
      const last = owners.at(-1);
      if (last !== undefined && last.first + last.length === index && last.second + last.length === second) {
        last.length++;
        last.bits += bits;
      } else owners.push({ first: index, second, length: 1, bits: bits + (index === hunk.first && second === hunk.second ? tie : 0) });
      if (index === hunk.firstEnd - 1 && second === hunk.secondEnd - 1) (owners.at(-1) as Owner).bits += tie;
    }
  }
  return owners;
}

function grow(alignment: Alignment, owners: readonly Owner[], runOf: Int32Array, index: number): void {
  const owner = owners[index] as Owner;
  while (step(alignment, owners, runOf, index, owner.first - 1, owner.second - 1)) {
    owner.first--;
    owner.second--;
    owner.length++;
  }
  while (step(alignment, owners, runOf, index, owner.first + owner.length, owner.second + owner.length)) owner.length++;
}

/** Pairs two tokens for a run, if both are equal and held by nobody or by much weaker runs. */
function step(alignment: Alignment, owners: readonly Owner[], runOf: Int32Array, index: number, first: number, second: number): boolean {
  const { old, fresh, toNew, toOld, moved } = alignment;
  if (first < 0 || second < 0 || first >= old.count || second >= fresh.count || (old.id[first] as number) < 0 || old.id[first] !== fresh.id[second] || toNew[first] === second) return false;
  const owner = owners[index] as Owner;
  const holders = [first, toOld[second] as number].filter((held) => held >= 0 && (toNew[held] as number) >= 0);
  for (const held of holders) {
    const rival = owners[runOf[held] as number];
    if (rival === undefined || rival === owner || rival.bits * advantage > owner.bits) return false;
  }
  const beside = first < owner.first ? owner.first : owner.first + owner.length - 1;
  for (const held of holders) {
    (owners[runOf[held] as number] as Owner).bits -= oldBits(alignment, held);
    unpair(alignment, held);
    moved[held] = 0;
    runOf[held] = -1;
  }
  pair(alignment, first, second, 100);
  moved[first] = moved[beside] as number;
  runOf[first] = index;
  return true;
}
