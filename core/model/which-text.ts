import type { Change } from '../session/change';
import { each, mapInSlices, type Sliced } from '../slices';
import type { Annotation, Target } from './annotation';
import type { DocumentRecord } from './document-record';

/** What is known of a text that targets without a digest of their own count in. */
export type KnownText = Pick<DocumentRecord, 'file' | 'text'>;

/** True when both speak of one text: by its digest where both know it, otherwise by the bytes of its file. */
export function isSameText(a: KnownText, b: KnownText): boolean {
  if (a.text && b.text) return a.text.digest === b.text.digest;
  return a.file?.sha256 === b.file?.sha256;
}

/** True when both mean the same passage of the same text, and the same was decided about it. */
export function isSameTarget(a: Target, b: Target): boolean {
  return a === b || (a.position.start === b.position.start && a.position.end === b.position.end && a.textDigest === b.textDigest && a.kept === b.kept
    && a.quote.exact === b.quote.exact && a.quote.prefix === b.quote.prefix && a.quote.suffix === b.quote.suffix);
}

/** The target as one that counts in the text with this digest, unless it names one itself. Null: as it is. */
export function inText(target: Target, digest: string | null): Target {
  return digest === null || target.textDigest !== undefined ? target : { ...target, textDigest: digest };
}

/** The target without word of another text: it counts in the present one, where nobody decided that it has no place. */
export function inPresentText({ position, quote }: Target): Target {
  return { position, quote };
}

/**
 * A change from outside as it is put on top of the newest record. What left a target alone leaves alone what became of it meanwhile; a new or changed one
 * names the text it counts in, where `digestOf` says that it is not the record's.
 */
export function* onNewestTargets(change: Change, newest: DocumentRecord, digestOf: (annotation: Annotation) => string | null): Sliced<Change> {
  const alone = new Set<string>();
  yield* each(change.updated, ({ before, after }) => { if (isSameTarget(before.target, after.target)) alone.add(after.id); });
  const present = new Map<string, Target>();
  if (alone.size > 0) yield* each(newest.annotations, ({ id, target }) => { if (alone.has(id)) present.set(id, target); });
  const naming = (annotation: Annotation): Annotation => {
    const target = present.get(annotation.id) ?? inText(annotation.target, digestOf(annotation));
    return target === annotation.target ? annotation : { ...annotation, target };
  };
  return {
    ...change,
    added: yield* mapInSlices(change.added, naming),
    updated: yield* mapInSlices(change.updated, ({ before, after }) => ({ before, after: naming(after) })),
  };
}
