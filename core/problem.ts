/**
 * Expected failures, as values. The person sees each as a sentence: what happened, why, what to do.
 * A failure nobody expected is a bug: it is thrown, not returned.
 */
export type Problem =
  | { readonly kind: 'file-not-found'; readonly path: string }
  | { readonly kind: 'no-permission'; readonly path: string }
  | { readonly kind: 'is-folder'; readonly path: string }
  | { readonly kind: 'not-a-regular-file'; readonly path: string }
  | { readonly kind: 'binary-file'; readonly path: string }
  | { readonly kind: 'changed-while-reading'; readonly path: string }
  | { readonly kind: 'file-vanished'; readonly path: string }
  | { readonly kind: 'file-too-large'; readonly path: string; readonly size: number; readonly limit: number }
  | { readonly kind: 'read-failed'; readonly path: string; readonly code: string }
  | { readonly kind: 'write-failed'; readonly path: string; readonly code: string }
  | { readonly kind: 'file-exists'; readonly path: string }
  /** The system's print dialog or printer gave up; `reason` is in its own words. */
  | { readonly kind: 'print-failed'; readonly reason: string }
  /** The annotations could not be put on the disk; `code` is the system's error code, for example ENOSPC. */
  | { readonly kind: 'save-failed'; readonly path: string; readonly code: string }
  /** The annotations could not be written beside their document; they are in the profile. `code` is the system's error code. */
  | { readonly kind: 'beside-failed'; readonly path: string; readonly code: string }
  /** Where annotations belong beside their document, there is another file. */
  | { readonly kind: 'beside-taken'; readonly path: string }
  /** A version of the annotations beside a document that was kept apart cannot be understood. It stays as it is. */
  | { readonly kind: 'conflict-damaged'; readonly path: string }
  /** A stored file could not be understood. It was set aside as `setAsideAs` and never overwritten. */
  | { readonly kind: 'store-damaged'; readonly path: string; readonly setAsideAs: string; readonly recoveredFrom: string | null }
  /** Written by a newer Manicule: shown, never touched. */
  /** The settings could not be understood; the standard ones are used. */
  | { readonly kind: 'settings-damaged'; readonly path: string; readonly setAsideAs: string }
  /** The settings could not be read, for the reason that the system's code tells; the standard ones are used. */
  | { readonly kind: 'settings-unreadable'; readonly path: string; readonly code: string; readonly setAsideAs: string }
  | { readonly kind: 'store-newer'; readonly path: string; readonly version: number }
  | { readonly kind: 'store-locked'; readonly path: string }
  | { readonly kind: 'not-annotations'; readonly path: string; readonly reason: string }
  | { readonly kind: 'not-a-library'; readonly path: string }
  | { readonly kind: 'unknown-format'; readonly format: string }
  | { readonly kind: 'unknown-document'; readonly documentId: string }
  | { readonly kind: 'invalid-argument'; readonly argument: string }
  | { readonly kind: 'passage-too-long'; readonly length: number; readonly limit: number }
  | { readonly kind: 'cancelled' }
  /** A bug behind a request: it was logged where it happened; the caller learns only that. */
  | { readonly kind: 'unexpected'; readonly request: string };

/** Either a value or the problem that stood in its way. Crosses process borders, which Error objects do not. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

/** A successful result. */
export function success<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** A failed result. */
export function failure(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

/** Makes the compiler prove that a union was handled completely. Throws when a value got past it all the same. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled value: ${JSON.stringify(value)}`);
}
