import { realpath } from 'node:fs/promises';

/** The path without links and with the spelling of the disk; the path itself where it cannot be followed. */
export async function realPathOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
