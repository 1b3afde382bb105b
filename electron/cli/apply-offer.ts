import { settleOffer, type Offer } from '../../core/import/compare-again';
import type { ConflictChoice } from '../../core/import/conflicts';
import { success, type Result } from '../../core/problem';
import { isEmpty, type Change } from '../../core/session/change';
import type { DocumentSession } from '../document-session';

/** What an import did. */
export interface Applied {
  readonly change: Change;
  /** What was new, and what was another version here, when it was applied. */
  readonly offer: Offer;
}

/**
 * Applies what an import offers to what is in the record now: reading took its time, and a window may have changed something meanwhile. Nobody can be
 * asked again here, so `prefer` holds for what became a conflict since, too; null: the version here is kept.
 */
export async function applyOffer(session: Pick<DocumentSession, 'basis' | 'saveChange'>, first: Offer, prefer: ConflictChoice | null): Promise<Result<Applied>> {
  for (let offer = first; ;) {
    const basis = await session.basis();
    if (!basis.ok) return basis;
    const present = new Map(basis.value.annotations.map((annotation) => [annotation.id, annotation]));
    const settled = settleOffer(offer, present, () => prefer ?? undefined);
    if (settled.kind === 'ask') {
      ({ offer } = settled);
      continue;
    }
    const saved = isEmpty(settled.change) ? success(null) : await session.saveChange(settled.change);
    return saved.ok ? success(settled) : saved;
  }
}
