import type { Annotation } from '../model/annotation';
import { parseAnnotation } from '../model/parse-annotation';
import { failure, success, type Result } from '../problem';

/** An annotation that was read from another file, before it is placed. */
export interface ImportedAnnotation {
  /**
   * `target.position` counts UTF-16 units of the source and is what the file claims; an annotation without a claimed place has 0–0.
   * With `target.textDigest` it counts in the text of that digest instead, as in a stored annotation.
   */
  readonly annotation: Annotation;
  /** True when the source holds the quote at the position. */
  readonly fits: boolean;
  /** The version that the file's own was made from, where the file holds both: who has that one here has nothing to lose. */
  readonly base?: Annotation;
}

/** The most annotations one file may bring. Far above use. */
export const mostAnnotations = 1_000_000;

/** The problem that a file holds no annotations that can be used. Whoever knows the file's path puts it in. */
export function notAnnotations(reason: string): ReturnType<typeof failure> {
  return failure({ kind: 'not-annotations', path: '', reason });
}

/** The problem that an annotation, counted from 0, is larger than any can be. */
export function tooLarge(index: number): ReturnType<typeof failure> {
  return notAnnotations(`Annotation ${index + 1} holds more than an annotation can: its passage, comment, tags or replies are too long or too many.`);
}

/** Everything that was read, if all of it is what annotations must be; else the first one that is not, and nothing. */
export function checkImported(imported: readonly ImportedAnnotation[]): Result<readonly ImportedAnnotation[]> {
  const checked: ImportedAnnotation[] = [];
  for (const [index, { annotation, fits, base }] of imported.entries()) {
    const parsed = parseAnnotation(annotation);
    if (!parsed) return tooLarge(index);
    checked.push({ annotation: parsed, fits, ...(base ? { base } : {}) });
  }
  return success(checked);
}
