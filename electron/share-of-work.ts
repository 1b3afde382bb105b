/** Told how much of some work is done: from 0 to 1. */
export type TellDone = (share: number) => void;

/** Tells the share of a part of the work, which begins at `from` and ends at `to`, as a share of all of it. */
export function partOf(tell: TellDone, from: number, to: number): TellDone {
  return (share) => { tell(from + (to - from) * share); };
}

/** Passes on what is at least a hundredth more than what was told before: it never goes back, and a long work does not tell more than a person sees. */
export function byHundredths(tell: TellDone): TellDone {
  let told = 0;
  return (share) => {
    // A little more, since the sum of parts may lack a trifle of what it stands for.
    const hundredths = Math.floor(Math.min(1, share) * 100 + 1e-6);
    if (hundredths <= told) return;
    told = hundredths;
    tell(hundredths / 100);
  };
}
