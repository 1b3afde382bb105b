import type { Annotation } from '../model/annotation';

/** Annotations by id, and what is another one on top of them; null: it is gone. */
export interface Layers {
  readonly below: ReadonlyMap<string, Annotation>;
  readonly above: ReadonlyMap<string, Annotation | null>;
}

/**
 * Very many annotations by id, and a few changes on top of them: what is changed costs nothing of those that are not. Annotations keep the places that
 * they have below; those that are new come last.
 */
export class Layered implements ReadonlyMap<string, Annotation> {
  readonly size: number;

  /** `above` holds what is another one than below; null: it is gone. */
  private constructor(private readonly below: ReadonlyMap<string, Annotation>, private readonly above: ReadonlyMap<string, Annotation | null>) {
    let { size } = below;
    for (const [id, annotation] of above) size += (annotation ? 1 : 0) - (below.has(id) ? 1 : 0);
    this.size = size;
  }

  /** These annotations with those of `above` in their places; null: gone. */
  static on(annotations: ReadonlyMap<string, Annotation>, above: Iterable<readonly [string, Annotation | null]>): Layered {
    return annotations instanceof Layered ? new Layered(annotations.below, new Map([...annotations.above, ...above])) : new Layered(annotations, new Map(above));
  }

  /** What very many annotations and the few changes on top of them are; null for annotations that are all in one place. */
  static layersOf(annotations: ReadonlyMap<string, Annotation>): Layers | null {
    return annotations instanceof Layered ? { below: annotations.below, above: annotations.above } : null;
  }

  /** How many changes lie on top. */
  static height(annotations: ReadonlyMap<string, Annotation>): number {
    return annotations instanceof Layered ? annotations.above.size : 0;
  }

  get(id: string): Annotation | undefined {
    const annotation = this.above.get(id);
    return annotation === undefined ? this.below.get(id) : annotation ?? undefined;
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  *values(): Generator<Annotation, undefined> {
    for (const [id, annotation] of this.below) {
      const present = this.above.get(id);
      if (present === undefined) yield annotation;
      else if (present) yield present;
    }
    for (const [id, annotation] of this.above) if (annotation && !this.below.has(id)) yield annotation;
  }

  *keys(): Generator<string, undefined> {
    for (const { id } of this.values()) yield id;
  }

  *entries(): Generator<[string, Annotation], undefined> {
    for (const annotation of this.values()) yield [annotation.id, annotation];
  }

  [Symbol.iterator](): Generator<[string, Annotation], undefined> {
    return this.entries();
  }

  forEach(act: (annotation: Annotation, id: string, map: ReadonlyMap<string, Annotation>) => void): void {
    for (const annotation of this.values()) act(annotation, annotation.id, this);
  }
}
