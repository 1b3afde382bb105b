import type { LibraryTag } from '../core/contract';
import type { Annotation } from '../core/model/annotation';
import { tagCounts } from '../core/model/tags';
import { api } from './api';
import type { Reader } from './reader';
import { Store } from './store';

/** The tags of all documents, as they were when they were last asked for. */
export const libraryTags = new Store<{ readonly tags: readonly LibraryTag[] }>({ tags: [] });

/** Asks for the tags of all documents anew, after what is typed here has been saved. */
export async function refreshLibraryTags(reader: Reader): Promise<void> {
  await reader.saveAll();
  const tags = await api.listTags();
  if (tags.ok) libraryTags.set({ tags: tags.value });
  else reader.report(tags.problem);
}

/** All tags to offer: those of the document, the most used first, then those of other documents, likewise. */
export function knownTags(annotations: Iterable<Annotation>, elsewhere: readonly LibraryTag[]): string[] {
  const own = [...tagCounts(annotations)].sort(([, a], [, b]) => b - a).map(([tag]) => tag);
  const others = [...elsewhere].sort((a, b) => b.annotations - a.annotations).map(({ tag }) => tag);
  return [...new Set([...own, ...others])];
}
