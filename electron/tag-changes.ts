import type { TagsChanged } from '../core/contract';
import { changingTag, restoringTags } from '../core/model/tags';
import type { DocumentRecord } from '../core/model/document-record';
import { success, type Problem, type Result } from '../core/problem';
import type { Change } from '../core/session/change';
import type { HandlerTools } from './request-handlers';

/** Renames and removes tags in all documents that a window does not show, and takes it back. */
export class TagChanges {
  /** What was done last, by document. */
  private last: ReadonlyMap<string, Change> = new Map();

  constructor(private readonly tools: HandlerTools) {}

  /** Renames a tag, or removes it (null). Documents that cannot be changed stay as they are; a problem is answered when none could be. */
  async change(from: string, to: string | null): Promise<Result<TagsChanged>> {
    const { library, runSearch, owner, documents } = this.tools;
    const used = await runSearch('tags', { documents: (await library).documentsFolder });
    const own = documents.get(owner)?.recordId;
    const ids = (used.find(({ tag }) => tag === from)?.documentIds ?? []).filter((documentId) => documentId !== own);
    return this.revise(ids, (record) => changingTag(record.annotations, from, to, this.tools.now()));
  }

  /** Takes the last change back, where nobody changed the tags since. */
  async takeBack(): Promise<Result<TagsChanged>> {
    const { last } = this;
    return this.revise([...last.keys()], (record) => {
      const change = last.get(record.documentId);
      return change ? restoringTags(record.annotations, change, this.tools.now()) : { added: [], updated: [], removed: [] };
    });
  }

  private async revise(ids: readonly string[], changeOf: (record: DocumentRecord) => Change): Promise<Result<TagsChanged>> {
    const library = await this.tools.library;
    const done = new Map<string, Change>();
    let annotations = 0;
    let problem: Problem | null = null;
    for (const documentId of ids) {
      const revised = await library.revise(documentId, changeOf);
      if (!revised.ok) {
        problem = revised.problem;
        continue;
      }
      const { record, change } = revised.value;
      if (change.updated.length === 0) continue;
      done.set(documentId, change);
      annotations += change.updated.length;
      // A window that shows it has not asked for this.
      this.tools.documents.recordChanged(record);
    }
    this.last = done;
    return problem && done.size === 0 ? { ok: false, problem } : success({ annotations, documents: done.size });
  }
}
