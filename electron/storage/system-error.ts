import type { Problem } from '../../core/problem';

/** The system's code of a failed call ("ENOENT"), or null when the error is none of the system's: a bug, to be thrown on. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Runs a system call; answers null when it fails with one of these codes. */
export async function unless<Value>(codes: readonly string[], call: Promise<Value>): Promise<Value | null> {
  try {
    return await call;
  } catch (error) {
    if (codes.includes(systemCode(error) ?? '')) return null;
    throw error;
  }
}

/** A problem on its way up through functions that answer with a value. Never leaves the storage. */
export class StorageFailure extends Error {
  constructor(readonly problem: Problem) {
    super(problem.kind);
  }
}

/** The problem that an error of a save stands for; anything but a system error or a failure is thrown on. */
export function saveProblem(error: unknown, path: string): Problem {
  if (error instanceof StorageFailure) return error.problem;
  const code = systemCode(error);
  if (code === null) throw error;
  return { kind: 'save-failed', path, code };
}

/** The problem that an error of a read stands for. */
export function readProblem(error: unknown, path: string): Problem {
  if (error instanceof StorageFailure) return error.problem;
  const code = systemCode(error);
  if (code === null) throw error;
  return code === 'EACCES' || code === 'EPERM' ? { kind: 'no-permission', path } : { kind: 'read-failed', path, code };
}

/** For work that no one waits for: a failure of the system shows again when someone asks; anything else is a bug. */
export function inBackground(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    if (systemCode(error) === null) throw error;
  });
}
