import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A log is put aside when it is larger than this, in bytes; one older log is kept. */
const largestLog = 256 * 1024;

/** A log of what went wrong. Neither texts nor annotations are ever written to it. */
export interface Log {
  error(where: string, error: unknown): void;
}

/** A log in `manicule.log` of `folder`. `now` tells the time as ISO 8601. Where nothing can be written, it goes to stderr. */
export function createLog(folder: string, now: () => string): Log {
  const path = join(folder, 'manicule.log');
  return {
    error(where, error) {
      const line = `${now()} ${where}: ${describeError(error)}\n`;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (sizeOf(path) > largestLog) renameSync(path, join(folder, 'manicule.1.log'));
        appendFileSync(path, line, { mode: 0o600 });
      } catch {
        process.stderr.write(line);
      }
    },
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function describeError(error: unknown): string {
  if (error instanceof Error) return error.stack ?? error.message;
  return typeof error === 'string' ? error : JSON.stringify(error);
}
