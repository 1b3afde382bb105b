import { isId } from '../core/model/parse-annotation';
import { success } from '../core/problem';
import { refused, type Handlers, type HandlerTools } from './request-handlers';

type LibraryRequest = 'searchLibrary' | 'openAnnotation';

/** Longest search, in UTF-16 units. */
const longestSearch = 1_000;

/** What a window asks of all documents together. */
export function libraryHandlers({ library, desktop, runSearch }: HandlerTools): Pick<Handlers, LibraryRequest> {
  return {
    async searchLibrary(search) {
      if (typeof search !== 'string' || search.length > longestSearch) return refused('search');
      return success(await runSearch('search', { documents: (await library).documentsFolder, typed: search }));
    },
    async openAnnotation(documentId, annotationId) {
      if (!isId(documentId)) return refused('documentId');
      if (!isId(annotationId)) return refused('annotationId');
      const record = await (await library).load(documentId);
      return record.ok ? desktop.openPath(record.value.path, annotationId) : record;
    },
  };
}
