import { isId } from '../core/model/parse-annotation';
import { success } from '../core/problem';
import { TagChanges } from './tag-changes';
import { refused } from './refused';
import { type Handlers, type HandlerTools } from './request-handlers';

type LibraryRequest = 'searchLibrary' | 'openAnnotation' | 'listTags' | 'changeTag' | 'takeBackTags';

/** Longest search, in UTF-16 units. */
const longestSearch = 1_000;
/** Longest tag, in UTF-16 units: as long as a stored one may be. */
const longestTag = 1_000;

/** What a window asks of all documents together. */
export function libraryHandlers(tools: HandlerTools): Pick<Handlers, LibraryRequest> {
  const { library, desktop, runSearch } = tools;
  const tagChanges = new TagChanges(tools);
  const isTag = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= longestTag;
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
    async listTags() {
      const tags = await runSearch('tags', { documents: (await library).documentsFolder });
      return success(tags.map(({ tag, annotations, documentIds }) => ({ tag, annotations, documents: documentIds.length })));
    },
    async changeTag(from, to) {
      if (!isTag(from)) return refused('from');
      if (to !== null && !isTag(to)) return refused('to');
      return tagChanges.change(from, to);
    },
    takeBackTags: () => tagChanges.takeBack(),
  };
}
