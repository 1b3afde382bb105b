import type { Annotation, Placement } from '../core/model/annotation';
import { reviewOf } from './reader-state';

type Annotations = ReadonlyMap<string, Annotation>;
type Placements = Readonly<Record<string, Placement>>;

const counted = new WeakMap<Annotations, { readonly placements: Placements; readonly count: number }>();

/** How many annotations should be looked at. Counted once for all who ask: with 100,000 annotations each count would be felt. */
export function reviewCount(annotations: Annotations, placements: Placements): number {
  const known = counted.get(annotations);
  if (known?.placements === placements) return known.count;
  let count = 0;
  for (const annotation of annotations.values()) if (reviewOf(annotation, placements) !== null) count += 1;
  counted.set(annotations, { placements, count });
  return count;
}
