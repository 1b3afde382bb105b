import type { AnnotationsPart, LongList } from '../core/contract';
import { success, type Result } from '../core/problem';
import { weightOf } from '../core/session/change-parts';
import type { Annotation, Placement } from '../core/model/annotation';
import { refused } from './refused';

type Placements = Readonly<Record<string, Placement>>;

/** So many annotations go with a message: more would hold up both threads while they are copied, value by value. */
const mostAtOnce = 500;
/** UTF-16 units that one part holds, as good as always. */
const partLength = 128 * 1024;
/** Lists that are kept to be read: the newest one, and one that a window may be in the middle of. */
const kept = 2;

interface Kept {
  readonly list: number;
  readonly annotations: readonly Annotation[];
  readonly placements: Placements;
}

/** What a message carries of some annotations. */
export interface Carried {
  readonly annotations: readonly Annotation[];
  readonly placements: Placements;
  readonly long?: LongList;
}

/** The annotations of one document on their way to its window: few go with the message, of very many the window asks part by part. */
export class AnnotationLists {
  private lists: readonly Kept[] = [];
  private last = 0;

  /** What a message carries of these annotations and of where they stand. The same list as the last one keeps its number. */
  carry(annotations: readonly Annotation[], placements: Placements = {}): Carried {
    if (annotations.length <= mostAtOnce) return { annotations, placements };
    const newest = this.lists[0];
    const same = newest?.annotations === annotations && isNone(newest.placements) && isNone(placements);
    if (!same) this.lists = [{ list: this.last += 1, annotations, placements }, ...this.lists].slice(0, kept);
    return { annotations: [], placements: {}, long: { list: this.last, count: annotations.length } };
  }

  /** The part of a list from an index on. Refused when there is no such list any more: then a newer one is on its way. */
  part(list: number, from: number): Result<AnnotationsPart> {
    const found = this.lists.find((known) => known.list === list);
    if (!found || from >= found.annotations.length) return refused('list');
    const annotations: Annotation[] = [];
    const placements: Record<string, Placement> = {};
    let next = from;
    for (let weight = 0; weight < partLength && next < found.annotations.length; next += 1) {
      const annotation = found.annotations[next];
      if (!annotation) break;
      const placement = found.placements[annotation.id];
      annotations.push(annotation);
      if (placement) placements[annotation.id] = placement;
      weight += weightOf(annotation);
    }
    return success({ json: JSON.stringify({ annotations, placements }), next: next < found.annotations.length ? next : null });
  }
}

function isNone(placements: Placements): boolean {
  for (const id in placements) return id === '';
  return true;
}
