import type { Change, Update } from '../session/change';
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

/** The annotation with a tag renamed, or removed (null); a tag that it has already is not given twice. Null when it has no tag of that name. */
function withTagChanged(annotation: Annotation, from: string, to: string | null, now: string): Annotation | null {
  if (!annotation.tags.includes(from)) return null;
  const renamed = annotation.tags.flatMap((tag) => (tag !== from ? [tag] : to === null ? [] : [to]));
  const tags = renamed.filter((tag, at) => renamed.findIndex((other) => same(other, tag)) === at);
  return withFields(annotation, { tags }, now);
}

/** The change that renames a tag, or removes it (`to` null). Renamed to one that is there, the two become one. */
export function changingTag(annotations: Iterable<Annotation>, from: string, to: string | null, now: string): Change {
  const tidy = to === null ? null : tidyTag(to);
  const updated = tidy === '' || tidy === from ? [] : [...annotations].flatMap((before): Update[] => {
    const after = withTagChanged(before, from, tidy, now);
    return after ? [{ before, after }] : [];
  });
  return { added: [], updated, removed: [] };
}

/** The change that gives annotations the tags back that they had before a change, where nobody changed their tags since. */
export function restoringTags(annotations: Iterable<Annotation>, { updated }: Change, now: string): Change {
  const changed = new Map(updated.map((update) => [update.after.id, update]));
  const alike = (one: readonly string[], other: readonly string[]) => one.length === other.length && one.every((tag, at) => tag === other[at]);
  const restored = [...annotations].flatMap((present): Update[] => {
    const update = changed.get(present.id);
    return update && alike(present.tags, update.after.tags) ? [{ before: present, after: withFields(present, { tags: update.before.tags }, now) }] : [];
  });
  return { added: [], updated: restored, removed: [] };
}

/** How often each tag is used, by name. */
export function tagCounts(annotations: Iterable<Annotation>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { tags } of annotations) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => a.localeCompare(b)));
}
