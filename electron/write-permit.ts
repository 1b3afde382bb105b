import { randomBytes } from 'node:crypto';

/** Says between two threads whether a copy that is being written may still be given its name. Survives the way between them. */
export interface WritePermit {
  readonly state: Int32Array<SharedArrayBuffer>;
  /** Name of the unfinished file, so that whoever ends the thread can remove it. */
  readonly temporaryName: string;
}

const open = 0;
const taken = 1;
const withdrawn = 2;

/** A permit that nobody has used yet. */
export function createWritePermit(): WritePermit {
  return { state: new Int32Array(new SharedArrayBuffer(4)), temporaryName: temporaryName() };
}

/** A name for an unfinished file: one of its own rather than the target's with an ending, which might be too long. */
export function temporaryName(): string {
  return `.manicule-${randomBytes(8).toString('hex')}.tmp`;
}

/** To be asked before the finished file gets its name: from then on it is too late to cancel. False: it was cancelled. */
export function takePermit({ state }: WritePermit): boolean {
  return Atomics.compareExchange(state, 0, open, taken) === open;
}

/** Takes the permit back. False: too late, the file has its name or is getting it. */
export function withdrawPermit({ state }: WritePermit): boolean {
  return Atomics.compareExchange(state, 0, open, withdrawn) !== taken;
}
