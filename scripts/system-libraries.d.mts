/** What Electron and the uses named need and this system lacks. */
export interface SystemNeeds {
  executable?: string;
  display?: boolean;
  uses?: readonly ('test' | 'oracles' | 'office')[];
}

/** The packages, by Debian's names, that are missing. */
export function findMissing(needs: SystemNeeds): Promise<string[]>;

/** Installs what is missing, or rejects with the one command to run. */
export function ensureSystemLibraries(needs?: SystemNeeds & { log?: (sentence: string) => void }): Promise<string[]>;
