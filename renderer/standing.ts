import type { Annotation, Placement } from '../core/model/annotation';
import { Layered } from '../core/session/layered';
import { reviewOf } from './reader-state';

type Annotations = ReadonlyMap<string, Annotation>;
type Placements = Readonly<Record<string, Placement>>;

/** How annotations stand. */
export interface Standing {
  /** Those that should be looked at. */
  readonly review: number;
  /** Those that the person keeps without a place. */
  readonly kept: number;
}

const counted = new WeakMap<Annotations, { readonly placements: Placements; readonly standing: Standing }>();

/** How many annotations should be looked at, and how many are kept without a place. Counted once for all who ask: with 100,000 annotations each count would be felt. After a change only what changed is counted. */
export function standingOf(annotations: Annotations, placements: Placements): Standing {
  const known = counted.get(annotations);
  if (known?.placements === placements) return known.standing;
  const layers = Layered.layersOf(annotations);
  let { review, kept } = layers ? standingOf(layers.below, placements) : { review: 0, kept: 0 };
  const count = (annotation: Annotation | null | undefined, by: number): void => {
    if (!annotation) return;
    if (annotation.target.kept) kept += by;
    else if (reviewOf(annotation, placements) !== null) review += by;
  };
  if (layers) {
    for (const [id, annotation] of layers.above) {
      count(annotation, 1);
      count(layers.below.get(id), -1);
    }
  } else for (const annotation of annotations.values()) count(annotation, 1);
  counted.set(annotations, { placements, standing: { review, kept } });
  return { review, kept };
}
