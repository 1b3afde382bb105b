import { exportFormats } from '../export/formats';
import type { Problem } from '../problem';
import type { TextKey, Translate } from './text-key';
import { english } from './en';

/** A problem in words: three sentences for a person. */
export interface ProblemText {
  readonly what: string;
  readonly why: string;
  readonly whatToDo: string;
}

const megabyte = 1024 * 1024;

function megabytes(bytes: number): string {
  return `${String(Math.ceil(bytes / megabyte))} MB`;
}

function causeOf(code: string, translate: Translate): string {
  const key = `cause.${code}`;
  return key in english ? translate(key as TextKey) : translate('cause.other', { code });
}

function valuesOf(problem: Problem, translate: Translate): Record<string, string | number> {
  switch (problem.kind) {
    case 'file-too-large': return { path: problem.path, size: megabytes(problem.size), limit: megabytes(problem.limit) };
    case 'read-failed':
    case 'write-failed':
    case 'beside-failed':
    case 'save-failed': return { path: problem.path, cause: causeOf(problem.code, translate) };
    case 'settings-unreadable': return { ...problem, cause: causeOf(problem.code, translate) };
    case 'store-damaged': return { ...problem, recoveredFrom: problem.recoveredFrom ?? '' };
    case 'unknown-format': return { format: problem.format, formats: exportFormats.join(', ') };
    default: return { ...problem };
  }
}

/** What happened, why, and what to do, in the language of `translate`. */
export function describeProblem(problem: Problem, translate: Translate): ProblemText {
  const values = valuesOf(problem, translate);
  const wasMissing = problem.kind === 'store-damaged' && problem.setAsideAs === '';
  const nothingLeft = problem.kind === 'store-damaged' && problem.recoveredFrom === null;
  return {
    what: translate(`problem.${problem.kind}.what`, values),
    why: translate(wasMissing ? 'problem.store-damaged.why-missing' : `problem.${problem.kind}.why`, values),
    whatToDo: translate(nothingLeft ? 'problem.store-damaged.do-nothing-left' : `problem.${problem.kind}.do`, values),
  };
}
