import { normalizeLineEnds } from '../../../core/decode/line-ends';
import type { Annotation, Reply } from '../../../core/model/annotation';
import type { OfficeComment } from './office-copy';
import { saidText, saysSomething } from './said-text';
import { substituteForbidden } from './xml-escape';

/** A comment that Manicule wrote: an annotation's own, or a reply's. */
export interface WrittenRemark {
  readonly annotation: Annotation;
  /** Null: what the annotation itself says. */
  readonly reply: Reply | null;
}

function shown(text: string): string {
  return substituteForbidden(normalizeLineEnds(text));
}

function remarksOf(annotations: readonly Annotation[]): WrittenRemark[] {
  return annotations.filter(saysSomething).flatMap((annotation) => [{ annotation, reply: null }, ...annotation.replies.map((reply) => ({ annotation, reply }))]);
}

function authorOf({ annotation, reply }: WrittenRemark): string {
  return (reply ?? annotation).creator;
}

function textOf({ annotation, reply }: WrittenRemark): string {
  return shown(saidText(reply ? { comment: reply.comment, tags: [] } : annotation));
}

/** To the second: word processors keep no less and no more. */
function stampOf(author: string, date: string | null): string {
  return `${shown(author)}\n${date?.slice(0, 19) ?? ''}`;
}

/** Ways to know a comment again, the surest first: what it is about and what it says; what it says; what it is about. Author and time always. */
const likenesses: readonly { readonly written: (remark: WrittenRemark) => string; readonly found: (comment: OfficeComment) => string }[] = [
  { written: (remark) => JSON.stringify([textOf(remark), shown(remark.annotation.target.quote.exact)]), found: ({ text, quote }) => JSON.stringify([text, quote.exact]) },
  { written: textOf, found: ({ text }) => text },
  { written: ({ annotation }) => shown(annotation.target.quote.exact), found: ({ quote }) => quote.exact },
];

/**
 * Which of the comments in a file are which of those that Manicule wrote. By the id it gave them; a program that saved the file may have
 * lost the ids, then by author, time, passage and words. Each written remark is found once at most.
 */
export function matchComments(comments: readonly OfficeComment[], annotations: readonly Annotation[]): ReadonlyMap<OfficeComment, WrittenRemark> {
  const remarks = remarksOf(annotations);
  const byId = new Map(remarks.map((remark) => [(remark.reply ?? remark.annotation).id, remark]));
  const matched = new Map<OfficeComment, WrittenRemark>();
  const taken = new Set<WrittenRemark>();
  const match = (comment: OfficeComment, remark: WrittenRemark): void => {
    matched.set(comment, remark);
    taken.add(remark);
  };
  for (const comment of comments) {
    const remark = comment.id === null ? undefined : byId.get(comment.id);
    // An id that another program gave out by chance is not ours: the author tells.
    if (remark && !taken.has(remark) && shown(authorOf(remark)) === comment.author) match(comment, remark);
  }
  for (const { written, found } of likenesses) {
    const waiting = new Map<string, WrittenRemark[]>();
    for (const remark of remarks) {
      if (taken.has(remark)) continue;
      const key = `${stampOf(authorOf(remark), (remark.reply ?? remark.annotation).created)}\n${written(remark)}`;
      const same = waiting.get(key);
      if (same) same.push(remark);
      else waiting.set(key, [remark]);
    }
    for (const comment of comments) {
      const remark = matched.has(comment) || waiting.size === 0 ? undefined : waiting.get(`${stampOf(comment.author, comment.date)}\n${found(comment)}`)?.shift();
      if (remark) match(comment, remark);
    }
  }
  return matched;
}
