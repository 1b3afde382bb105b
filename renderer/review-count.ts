import type { Annotation, Placement } from '../core/model/annotation';
import { Layered } from '../core/session/layered';
import { reviewOf } from './reader-state';

type Annotations = ReadonlyMap<string, Annotation>;
type Placements = Readonly<Record<string, Placement>>;

const counted = new WeakMap<Annotations, { readonly placements: Placements; readonly count: number }>();

/** How many annotations should be looked at. Counted once for all who ask: with 100,000 annotations each count would be felt. After a change only what changed is counted. */
export function reviewCount(annotations: Annotations, placements: Placements): number {
  const known = counted.get(annotations);
  if (known?.placements === placements) return known.count;
  const one = (annotation: Annotation | null | undefined): number => (annotation && reviewOf(annotation, placements) !== null ? 1 : 0);
  const layers = Layered.layersOf(annotations);
  let count = 0;
  if (layers) {
    count = reviewCount(layers.below, placements);
    for (const [id, annotation] of layers.above) count += one(annotation) - one(layers.below.get(id));
  } else for (const annotation of annotations.values()) count += one(annotation);
  counted.set(annotations, { placements, count });
  return count;
}
