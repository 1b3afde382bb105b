import { withFields, type Annotation } from './annotation';

/** A tag as it is kept: without blanks at its rims, and without the sign that some write before it. Empty when nothing is left. */
export function tidyTag(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim().replace(/^#+\s*/u, '').slice(0, 100);
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The annotation with a tag more; null when it has it, however it is spelt. */
export function withTag(annotation: Annotation, tag: string, now: string): Annotation | null {
  const tidy = tidyTag(tag);
  if (tidy === '' || annotation.tags.some((known) => same(known, tidy))) return null;
  return withFields(annotation, { tags: [...annotation.tags, tidy] }, now);
}

/** The annotation without a tag; null when it has none of that name. */
export function withoutTag(annotation: Annotation, tag: string, now: string): Annotation | null {
  return annotation.tags.includes(tag) ? withFields(annotation, { tags: annotation.tags.filter((known) => known !== tag) }, now) : null;
}

/** How often each tag is used, by name. */
export function tagCounts(annotations: Iterable<Annotation>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { tags } of annotations) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => a.localeCompare(b)));
}
