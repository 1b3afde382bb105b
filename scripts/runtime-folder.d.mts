/** The folder for what is fetched once. */
export function cacheFolder(environment?: Readonly<Record<string, string | undefined>>): string;

/** Where the executable lies within an unpacked Electron. */
export function executableIn(folder: string): string;

/** Why an unpacked Electron cannot be used, null when it is whole. */
export function findDamage(folder: string, version: string): Promise<string | null>;

/** Runs `work` while no other set-up works in the same cache. */
export function withCacheLock<Value>(root: string, work: () => Promise<Value>, log: (sentence: string) => void): Promise<Value>;
