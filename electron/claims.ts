import type { Library } from './storage/library';

const tails = new WeakMap<Library, Promise<unknown>>();

/** Claims records of a library one after the other: two files must not both take over the record of a third one that is gone. */
export function claimInTurn<Value>(library: Library, claim: () => Promise<Value>): Promise<Value> {
  const done = (tails.get(library) ?? Promise.resolve()).then(claim);
  tails.set(library, done.catch(() => undefined));
  return done;
}
