import { withReply, withResolved } from '../core/model/discussion';
import { updating } from '../core/session/change';
import { startWriting } from './marking';
import { changeable, refusesChange } from './read-only';
import type { Reader } from './reader';
import { t } from './texts';

/** Settles an annotation's comment, or opens it again. */
export function setResolved(reader: Reader, id: string, resolved: boolean): void {
  if (refusesChange(reader)) return;
  reader.flush();
  const annotation = changeable(reader, id);
  if (!annotation || annotation.resolved === resolved) return;
  reader.change(updating(annotation, withResolved(annotation, resolved, new Date().toISOString())));
  reader.toast(t(resolved ? 'announce.resolved' : 'announce.reopened'), 'undo');
}

/** Opens the field for a new reply, or for the one that is named. */
export function startReply(reader: Reader, id: string, reply: string = crypto.randomUUID()): void {
  if (refusesChange(reader) || !changeable(reader, id)) return;
  startWriting(reader, id, reply);
}

/** Puts the reply being written into the annotation. What is typed in one go is taken back in one go. */
export function writeReply(reader: Reader, id: string, reply: string, comment: string): void {
  const annotation = changeable(reader, id);
  if (!annotation) return;
  const next = withReply(annotation, reply, comment, { creator: reader.store.get().settings.creator, now: new Date().toISOString() });
  if (next) reader.change(updating(annotation, next), `reply ${reply}`);
}

/** Deletes a reply, and offers to take that back. */
export function removeReply(reader: Reader, id: string, reply: string): void {
  if (refusesChange(reader)) return;
  reader.flush();
  const annotation = changeable(reader, id);
  const next = annotation && withReply(annotation, reply, '', { creator: '', now: new Date().toISOString() });
  if (!next) return;
  reader.change(updating(annotation, next));
  reader.toast(t('toast.replyDeleted'), 'undo');
}
