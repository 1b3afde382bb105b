import type { Annotation } from '../core/model/annotation';
import { tagCounts } from '../core/model/tags';

const key = 'manicule.tags';
/** Tags that are remembered; the oldest are forgotten first. */
const most = 500;

function remembered(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? (kept as unknown[]).filter((tag) => typeof tag === 'string') : [];
  } catch (error) {
    console.warn('The tags of other documents could not be read.', error);
    return [];
  }
}

/** Remembers tags, so that they are offered in other documents too. */
export function rememberTags(tags: Iterable<string>): void {
  const all = remembered();
  const together = [...new Set([...tags, ...all])];
  if (together.length !== all.length || together[0] !== all[0]) localStorage.setItem(key, JSON.stringify(together.slice(0, most)));
}

/** All tags to offer: those of the document, the most used first, then those used in other documents on this profile. */
export function knownTags(annotations: Iterable<Annotation>): string[] {
  const counts = tagCounts(annotations);
  const own = [...counts].sort(([, a], [, b]) => b - a).map(([tag]) => tag);
  return [...new Set([...own, ...remembered()])];
}
