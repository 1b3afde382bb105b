import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

type Name = 'link' | 'open' | 'rename' | 'rm';
type Call = (...args: unknown[]) => Promise<unknown>;

/** Runs `first` before each call of the file system of one of these names; the call fails as `first` does. Answers with what ends it. */
function beforeEach(names: readonly Name[], first: (...args: string[]) => Promise<unknown>): () => void {
  const calls = fs.promises as unknown as Record<Name, Call>;
  const real = names.map((name) => [name, calls[name]] as const);
  for (const [name, call] of real) {
    calls[name] = async (...args) => {
      await first(...args.map(String));
      return call(...args);
    };
  }
  syncBuiltinESMExports();
  return () => {
    for (const [name, call] of real) calls[name] = call;
    syncBuiltinESMExports();
  };
}

/**
 * Has another program do something in the very moment before one call of the file system: `meanwhile` runs once, before the first call of one
 * of these names whose arguments `when` is true for. Answers with what ends it.
 */
export function beforeCall(names: readonly Name[], when: (...args: string[]) => boolean, meanwhile: () => Promise<unknown>): () => void {
  let done = false;
  return beforeEach(names, async (...args) => {
    if (done || !when(...args)) return;
    done = true;
    await meanwhile();
  });
}

/** Has the system refuse to open what stands at this path, with this code: permissions mean nothing to who runs as root. Answers with what ends it. */
export function refuseToOpen(path: string, code: string): () => void {
  return beforeEach(['open'], (opened) => (opened === path ? Promise.reject(Object.assign(new Error(code), { code })) : Promise.resolve()));
}
