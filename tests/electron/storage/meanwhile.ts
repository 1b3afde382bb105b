import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

type Call = (...args: unknown[]) => Promise<unknown>;

/**
 * Has another program do something in the very moment before one call of the file system: `meanwhile` runs once, before the first call of one
 * of these names whose arguments `when` is true for. Answers with what ends it.
 */
export function beforeCall(names: readonly ('link' | 'open' | 'rename' | 'rm')[], when: (...args: string[]) => boolean, meanwhile: () => Promise<unknown>): () => void {
  const calls = fs.promises as unknown as Record<string, Call>;
  const real = names.map((name) => [name, calls[name]!] as const);
  let done = false;
  for (const [name, call] of real) {
    calls[name] = async (...args) => {
      if (!done && when(...args.map(String))) {
        done = true;
        await meanwhile();
      }
      return call(...args);
    };
  }
  syncBuiltinESMExports();
  return () => {
    for (const [name, call] of real) calls[name] = call;
    syncBuiltinESMExports();
  };
}
