import { withFields, type Annotation, type Reply } from './annotation';

/** Who says something and when: a name that may be empty, and an ISO 8601 time in UTC to the millisecond. */
export interface Utterance {
  readonly creator: string;
  readonly now: string;
}

/** The annotation marked as settled, or as open again. */
export function withResolved(annotation: Annotation, resolved: boolean, now: string): Annotation {
  return withFields(annotation, { resolved }, now);
}

/**
 * The annotation with a reply as it is being written: a new id adds one, an empty text takes one away. Null when nothing
 * would be different. A reply keeps its author, whoever corrects it.
 */
export function withReply(annotation: Annotation, id: string, comment: string, { creator, now }: Utterance): Annotation | null {
  const known = annotation.replies.find((reply) => reply.id === id);
  if ((known?.comment ?? '') === comment) return null;
  const reply: Reply = known ? { ...known, comment, modified: now } : { id, creator, created: now, modified: now, comment };
  const replies = known
    ? annotation.replies.flatMap((other) => (other.id !== id ? [other] : comment === '' ? [] : [reply]))
    : [...annotation.replies, reply];
  return withFields(annotation, { replies }, now);
}
