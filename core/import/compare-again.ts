import type { Annotation } from '../model/annotation';
import type { Change, Update } from '../session/change';
import { contentOf, settleAll, type Conflict, type ConflictChoice } from './conflicts';

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

/** What an offer comes to: a change, or another question, since what it was about is not what it was. */
export type SettledOffer =
  /** `offer` is what it was made of. */
  | { readonly kind: 'change'; readonly change: Change; readonly offer: Offer }
  | { readonly kind: 'ask'; readonly offer: Offer; readonly changed: ReadonlySet<string> };

/**
 * Makes one change of an offer, with each conflict as chosen, by the id of its annotation; mine where nothing was chosen. Where something
 * changed here since the offer was made and there are conflicts, it is to be asked again instead. Every import is settled by this.
 */
export function settleOffer(offer: Offer, present: ReadonlyMap<string, Annotation>, choiceOf: (id: string) => ConflictChoice | undefined): SettledOffer {
  const { offer: again, changed } = compareAgain(offer, present);
  if (changed.size > 0 && again.conflicts.length > 0) return { kind: 'ask', offer: again, changed };
  const change = settleAll(again.change, again.conflicts, (index) => choiceOf(again.conflicts[index]?.mine.id ?? ''));
  return { kind: 'change', change, offer: again };
}
