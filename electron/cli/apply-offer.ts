import { settleOffer, type Offer, type SettledOffer } from '../../core/import/compare-again';
import type { ConflictChoice } from '../../core/import/conflicts';
import type { Annotation } from '../../core/model/annotation';
import { success, type Result } from '../../core/problem';
import type { Change } from '../../core/session/change';
import type { DocumentSession } from '../document-session';

/** What an import did. */
export interface Applied {
  readonly change: Change;
  /** What was new, and what was another version here, when it was applied. */
  readonly offer: Offer;
}

/** An offer settled without asking anybody: what is asked again gets the same answer. */
function settled(offer: Offer, annotations: readonly Annotation[], prefer: ConflictChoice | null): Applied {
  const present = new Map(annotations.map((annotation) => [annotation.id, annotation]));
  let next: SettledOffer = { kind: 'ask', offer, changed: new Set() };
  while (next.kind === 'ask') next = settleOffer(next.offer, present, () => prefer ?? undefined);
  return next;
}

/**
 * Applies what an import offers to what is in the record now: reading took its time, and a window may have changed something meanwhile. It is
 * compared while the document is locked, so that nothing can come in between. Nobody can be asked again here, so `prefer` holds for what became
 * a conflict since, too; null: the version here is kept.
 */
export async function applyOffer(session: Pick<DocumentSession, 'revise'>, offer: Offer, prefer: ConflictChoice | null): Promise<Result<Applied>> {
  let applied: Applied | null = null;
  const revised = await session.revise((annotations) => {
    applied = settled(offer, annotations, prefer);
    return applied.change;
  });
  return revised.ok ? success(applied ?? { change: revised.value, offer }) : revised;
}
