import type { Annotation } from '../model/annotation';
import type { Change, Update } from '../session/change';
import { contentOf, type Conflict } from './conflicts';

/** What an import would do, and what it asks about. */
export interface Offer {
  readonly change: Change;
  readonly conflicts: readonly Conflict[];
}

/** An offer that fits what is here now. */
export interface Compared {
  readonly offer: Offer;
  /** Ids of annotations that were changed or deleted here since the offer was made. */
  readonly changed: ReadonlySet<string>;
}

/** Theirs as an annotation that is new here: later than the deletion of mine. */
function revived(theirs: Annotation, mine: Annotation): Annotation {
  return { ...theirs, revision: Math.max(theirs.revision, mine.revision + 2) };
}

/**
 * Compares an offer with what is here now: while a person decided, another window or program may have changed something. A version that was
 * replaced meanwhile is asked about; one that was deleted comes as new, since the import was wished for.
 */
export function compareAgain({ change, conflicts }: Offer, present: ReadonlyMap<string, Annotation>): Compared {
  const changed = new Set<string>();
  const added: Annotation[] = [];
  const updated: Update[] = [];
  const asked: Conflict[] = [];
  for (const annotation of change.added) {
    const here = present.get(annotation.id);
    if (!here) added.push(annotation);
    else if (contentOf(here) !== contentOf(annotation)) {
      changed.add(annotation.id);
      asked.push({ mine: here, theirs: annotation });
    }
  }
  for (const { before, after } of change.updated) {
    const here = present.get(after.id);
    if (here && contentOf(here) === contentOf(before)) updated.push({ before: here, after });
    else {
      changed.add(after.id);
      if (!here) added.push(revived(after, before));
      else if (contentOf(here) !== contentOf(after)) asked.push({ mine: here, theirs: after });
    }
  }
  const rivals = conflicts.flatMap((conflict): Conflict[] => {
    const here = present.get(conflict.mine.id);
    if (here && contentOf(here) === contentOf(conflict.mine)) return [{ ...conflict, mine: here }];
    changed.add(conflict.mine.id);
    if (!here) added.push(revived(conflict.theirs, conflict.mine));
    return here && contentOf(here) !== contentOf(conflict.theirs) ? [{ ...conflict, mine: here }] : [];
  });
  return { offer: { change: { added, updated, removed: change.removed }, conflicts: [...rivals, ...asked] }, changed };
}
