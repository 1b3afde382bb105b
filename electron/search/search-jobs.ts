import type { LibraryHits } from '../../core/contract';
import { AnnotationSearch, type UsedTag } from './annotation-search';

/** The jobs of the thread that keeps all annotations to be searched, and keeps them from one job to the next. */
export function createSearchJobs() {
  const searches = new Map<string, AnnotationSearch>();
  const searchIn = (documents: string): AnnotationSearch => {
    const search = searches.get(documents) ?? new AnnotationSearch(documents);
    searches.set(documents, search);
    return search;
  };
  return {
    tags: ({ documents }: { documents: string }): Promise<readonly UsedTag[]> => searchIn(documents).tags(),
    search: ({ documents, typed }: { documents: string; typed: string }): Promise<LibraryHits> => searchIn(documents).find(typed),
  };
}
