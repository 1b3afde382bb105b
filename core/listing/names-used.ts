import type { Annotation } from '../model/annotation';
import { each, type Sliced } from '../slices';

/** The names that annotations can be chosen by, each list in the order of the alphabet. */
export interface UsedNames {
  readonly tags: readonly string[];
  readonly creators: readonly string[];
}

/** The tags and the names of people that annotations carry, `most` of each, in slices. */
export function* namesUsed(annotations: Iterable<Annotation>, most: number): Sliced<UsedNames> {
  const tags = new Set<string>();
  const creators = new Set<string>();
  yield* each(annotations, (annotation) => {
    for (const tag of annotation.tags) tags.add(tag);
    if (annotation.creator !== '') creators.add(annotation.creator);
  });
  const first = (names: ReadonlySet<string>) => [...names].sort((a, b) => a.localeCompare(b)).slice(0, most);
  return { tags: first(tags), creators: first(creators) };
}
