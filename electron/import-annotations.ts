import { describe } from '../core/anchor/describe';
import { buildQuoteIndex, placeByQuote } from '../core/anchor/place-by-quote';
import { toTextSpans } from '../core/decode/line-ends';
import type { ImportedAnnotation } from '../core/import/jsonld';
import type { Annotation, Placement } from '../core/model/annotation';
import type { Tombstone } from '../core/model/document-record';
import type { Change, Update } from '../core/session/change';
import { isCertain, unknownText } from './carry-annotations';
import type { DocumentText } from './document-text';

/** Annotations from outside, compared with those that are here. */
export interface Compared {
  readonly change: Change;
  /** By id, for what the change adds or updates and whose place is not certain. */
  readonly placements: Readonly<Record<string, Placement>>;
  readonly alreadyThere: number;
  /** Other versions of what is here, of the same revision or an older one: those here are kept. */
  readonly conflicts: number;
}

/** What is here, and whether an annotation that was deleted here may come back. */
export interface Present {
  readonly annotations: readonly Annotation[];
  readonly deleted: readonly Tombstone[];
  readonly revive: boolean;
}

/** Finds the imported annotations' places in the text, and what of them is new here. By id; the higher revision wins. */
export function compareImported(imported: readonly ImportedAnnotation[], document: DocumentText, present: Present): Compared {
  const here = new Map(present.annotations.map((annotation) => [annotation.id, annotation]));
  const graves = new Map(present.deleted.map((tombstone) => [tombstone.id, tombstone.revision]));
  const added: Annotation[] = [];
  const updated: Update[] = [];
  const placements: Record<string, Placement> = {};
  let alreadyThere = 0;
  let conflicts = 0;
  for (const { annotation, placement } of placeImported(imported, document)) {
    const before = here.get(annotation.id);
    const grave = graves.get(annotation.id) ?? 0;
    if (before && sameContent(before, annotation)) alreadyThere += 1;
    else if (before && before.revision >= annotation.revision) conflicts += 1;
    else if (!before && grave >= annotation.revision && !present.revive) alreadyThere += 1;
    else {
      const after = { ...annotation, revision: Math.max(annotation.revision, grave + 1) };
      if (before) updated.push({ before, after });
      else added.push(after);
      if (placement) placements[annotation.id] = placement;
    }
  }
  return { change: { added, updated, removed: [] }, placements, alreadyThere, conflicts };
}

interface Placed {
  readonly annotation: Annotation;
  /** Null: it stands where its target says. */
  readonly placement: Placement | null;
}

function placeImported(imported: readonly ImportedAnnotation[], { source, text }: DocumentText): Placed[] {
  const fitting = imported.filter((entry) => entry.fits);
  const strangers = imported.filter((entry) => !entry.fits);
  const spans = toTextSpans(source, fitting.map((entry) => entry.annotation.target.position));
  const placements = strangers.length > 0 ? placeByQuote(buildQuoteIndex(text), strangers.map((entry) => entry.annotation.target)) : [];
  const spanOf = new Map(fitting.map((entry, index) => [entry, spans[index]]));
  const placementOf = new Map(strangers.map((entry, index) => [entry, placements[index]]));
  return imported.map((entry) => {
    const { annotation } = entry;
    const placement = placementOf.get(entry) ?? null;
    const span = spanOf.get(entry) ?? (placement && isCertain(placement) ? placement.span : null);
    if (span) return { annotation: { ...annotation, target: describe(text, span) }, placement: null };
    const textDigest = annotation.target.textDigest ?? unknownText;
    return { annotation: { ...annotation, target: { ...annotation.target, textDigest } }, placement };
  });
}

/** The same in everything a person wrote or chose; the place may be told in other words. */
function sameContent(a: Annotation, b: Annotation): boolean {
  return contentOf(a) === contentOf(b);
}

function contentOf({ creator, style, color, comment, tags, resolved, replies }: Annotation): string {
  const answers = replies.map((reply) => [reply.id, reply.creator, reply.comment]);
  return JSON.stringify([creator, style, color, comment, tags, resolved, answers]);
}
