import { stableId } from '../export/stable-id';
import type { Annotation } from '../model/annotation';
import { adding, updating, type Change } from '../session/change';

/** One annotation in two versions: the one here, and the one that another file brought. */
export interface Conflict {
  readonly mine: Annotation;
  /** With its place in the present text. */
  readonly theirs: Annotation;
}

/** The ways to settle a conflict. */
export const conflictChoices = ['mine', 'theirs', 'both'] as const;
/** The way a conflict is settled. */
export type ConflictChoice = (typeof conflictChoices)[number];

/** All that a person wrote or chose, as text to compare; the place may be told in other words. */
export function contentOf({ creator, style, color, comment, tags, resolved, replies }: Annotation): string {
  const answers = replies.map((reply) => [reply.id, reply.creator, reply.comment]);
  return JSON.stringify([creator, style, color, comment, tags, resolved, answers]);
}

/** The other version as an annotation of its own. It has the same id at every import, so that importing twice adds nothing. */
export function twinOf({ theirs }: Conflict): Annotation {
  const name = `${theirs.id}\n${contentOf(theirs)}`;
  const replies = theirs.replies.map((reply) => ({ ...reply, id: stableId(`reply of ${name}\n${reply.id}`) }));
  return { ...theirs, id: stableId(`version of ${name}`), revision: 1, replies };
}

/** What is to be done for a choice. Theirs becomes a later version than mine, so that it is not taken for an older one elsewhere. */
function settleConflict(conflict: Conflict, choice: ConflictChoice): Change {
  const { mine, theirs } = conflict;
  if (choice === 'theirs') return updating(mine, { ...theirs, revision: Math.max(theirs.revision, mine.revision + 1) });
  return choice === 'both' ? adding(twinOf(conflict)) : adding();
}

/** One change of all that an import does: what is new, and each conflict as chosen, in their order; mine where nothing was chosen. */
export function settleAll(change: Change, conflicts: readonly Conflict[], choiceOf: (index: number) => ConflictChoice | undefined): Change {
  // Each is about another annotation: put side by side, thousands take no time.
  const settled = conflicts.map((conflict, index) => settleConflict(conflict, choiceOf(index) ?? 'mine'));
  return {
    added: [...change.added, ...settled.flatMap(({ added }) => added)],
    updated: [...change.updated, ...settled.flatMap(({ updated }) => updated)],
    removed: change.removed,
  };
}
