import { describe } from '../core/anchor/describe';
import { buildQuoteIndex, placeByQuote } from '../core/anchor/place-by-quote';
import { toTextSpans } from '../core/decode/line-ends';
import { contentOf, twinOf, type Conflict } from '../core/import/conflicts';
import type { ImportedAnnotation } from '../core/import/imported';
import { unknownText, type Annotation, type Placement } from '../core/model/annotation';
import type { Tombstone } from '../core/model/document-record';
import type { Change, Update } from '../core/session/change';
import { isCertain } from './carry-annotations';
import type { DocumentText } from './document-text';

/** Annotations from outside, compared with those that are here. */
export interface Compared {
  readonly change: Change;
  /** By id, for what the change adds or updates and whose place is not certain. */
  readonly placements: Readonly<Record<string, Placement>>;
  readonly alreadyThere: number;
  /** Other versions of what is here, in the order of the file. They are not part of the change. */
  readonly conflicts: readonly Conflict[];
}

/** What is here, and whether the annotations come by a person's wish: then what was deleted here comes back, and rivals are asked about. */
export interface Present {
  readonly annotations: readonly Annotation[];
  readonly deleted: readonly Tombstone[];
  readonly asked: boolean;
}

/** Finds the imported annotations' places in the text, and what of them is new here, by id. A version that was made from the one here takes its place. */
export function compareImported(imported: readonly ImportedAnnotation[], document: DocumentText, present: Present): Compared {
  return comparePlaced(placeImported(imported, document), present);
}

/** Compares annotations whose places are known with those that are here. */
export function comparePlaced(placed: readonly Placed[], present: Present): Compared {
  const here = new Map(present.annotations.map((annotation) => [annotation.id, annotation]));
  const graves = new Map(present.deleted.map((tombstone) => [tombstone.id, tombstone.revision]));
  const added: Annotation[] = [];
  const updated: Update[] = [];
  const placements: Record<string, Placement> = {};
  let alreadyThere = 0;
  const conflicts: Conflict[] = [];
  for (const { annotation, placement, base } of placed) {
    const before = here.get(annotation.id);
    const grave = graves.get(annotation.id) ?? 0;
    const follows = before && annotation.revision > before.revision && (!present.asked || before.revision === 1 || (base !== undefined && sameContent(before, base)));
    if (before && sameContent(before, annotation)) alreadyThere += 1;
    else if (before && !follows) {
      const conflict = { mine: before, theirs: placement ? { ...annotation, target: before.target } : annotation };
      const twin = here.get(twinOf(conflict).id);
      if (twin && sameContent(twin, annotation)) alreadyThere += 1;
      else conflicts.push(conflict);
    } else if (!before && grave >= annotation.revision && !present.asked) alreadyThere += 1;
    else {
      const after = { ...annotation, revision: Math.max(annotation.revision, grave + 1) };
      if (before) updated.push({ before, after });
      else added.push(after);
      if (placement) placements[annotation.id] = placement;
    }
  }
  return { change: { added, updated, removed: [] }, placements, alreadyThere, conflicts };
}

/** An annotation from outside and where it stands in the present text. */
export interface Placed {
  readonly annotation: Annotation;
  /** Null: it stands where its target says. */
  readonly placement: Placement | null;
  /** What it was made from, where that is known. */
  readonly base: Annotation | undefined;
}

function placeImported(imported: readonly ImportedAnnotation[], { source, text }: DocumentText): Placed[] {
  const fitting = imported.filter((entry) => entry.fits);
  const strangers = imported.filter((entry) => !entry.fits);
  const spans = toTextSpans(source, fitting.map((entry) => entry.annotation.target.position));
  const placements = strangers.length > 0 ? placeByQuote(buildQuoteIndex(text), strangers.map((entry) => entry.annotation.target)) : [];
  const spanOf = new Map(fitting.map((entry, index) => [entry, spans[index]]));
  const placementOf = new Map(strangers.map((entry, index) => [entry, placements[index]]));
  return imported.map((entry) => {
    const { annotation, base } = entry;
    const placement = placementOf.get(entry) ?? null;
    const span = spanOf.get(entry) ?? (placement && isCertain(placement) ? placement.span : null);
    if (span) return { annotation: { ...annotation, target: describe(text, span) }, placement: null, base };
    const textDigest = annotation.target.textDigest ?? unknownText;
    return { annotation: { ...annotation, target: { ...annotation.target, textDigest } }, placement, base };
  });
}

/** The same in everything a person wrote or chose. Replies of a twin have ids of their own. */
function sameContent(a: Annotation, b: Annotation): boolean {
  return contentOf(a) === contentOf(b);
}
