import { unmarkedEntries, type CopyEntry, type CopyInput, type MarkedEntry } from '../../../core/export/copy';
import { saidText, saysSomething } from './said-text';

/** One comment of a word processor: what an annotation says, or a reply to it. */
export interface Remark {
  /** From 1, in the order of the document. */
  readonly number: number;
  /** The annotation's or reply's own id. */
  readonly id: string;
  /** The remark that it answers; null for the first of a thread. */
  readonly parent: Remark | null;
  readonly creator: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  /** LF line ends. */
  readonly text: string;
  readonly resolved: boolean;
}

/** Every remark of a copy. */
export interface Remarks {
  readonly all: readonly Remark[];
  /** An annotation's thread by its id, the first remark first; empty when it says nothing and only marks. */
  of(annotationId: string): readonly Remark[];
  /** What has no certain place in the text. */
  readonly unmarked: readonly CopyEntry[];
  /** Annotations that are resolved and say nothing: there is no remark to tell it. */
  readonly untoldResolved: number;
}

/** Numbers all that is said in a copy: what is marked in the text first, then what has no place in it. */
export function remarksOf(input: CopyInput, marked: readonly MarkedEntry[]): Remarks {
  const all: Remark[] = [];
  const threads = new Map<string, Remark[]>();
  const unmarked = unmarkedEntries(input);
  let untoldResolved = 0;
  for (const { annotation } of [...marked, ...unmarked]) {
    const { id, creator, created, resolved, replies } = annotation;
    if (!saysSomething(annotation)) {
      untoldResolved += resolved ? 1 : 0;
      continue;
    }
    const first: Remark = { number: all.length + 1, id, parent: null, creator, created, text: saidText(annotation), resolved };
    const answers = replies.map((reply, index): Remark => ({
      number: first.number + index + 1, id: reply.id, parent: first, creator: reply.creator, created: reply.created, text: saidText({ comment: reply.comment, tags: [] }), resolved,
    }));
    all.push(first, ...answers);
    threads.set(id, [first, ...answers]);
  }
  return { all, of: (annotationId) => threads.get(annotationId) ?? [], unmarked, untoldResolved };
}

/** The first letters of the first and the last word of a name. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}
