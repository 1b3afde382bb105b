import { withFields, type Annotation, type Color, type MarkStyle } from '../core/model/annotation';
import { withTag, withoutTag } from '../core/model/tags';
import type { Update } from '../core/session/change';
import type { Reader } from './reader';
import { t, type WindowTextKey } from './texts';

/** The annotations of these ids that are there and may be changed. */
function changeable(reader: Reader, ids: Iterable<string>): Annotation[] {
  const { session, document } = reader.store.get();
  return document?.readOnly ? [] : [...ids].flatMap((id) => session.annotations.get(id) ?? []);
}

/** Changes many annotations as one change that is taken back in one go. `next` answers null for those that stay. */
function changeAll(reader: Reader, ids: Iterable<string>, next: (annotation: Annotation, now: string) => Annotation | null, done: WindowTextKey): void {
  reader.flush();
  const now = new Date().toISOString();
  const updated = changeable(reader, ids).flatMap((before): Update[] => {
    const after = next(before, now);
    return after ? [{ before, after }] : [];
  });
  if (updated.length === 0) return;
  reader.change({ added: [], updated, removed: [] });
  if (updated.length > 1) reader.toast(t(done, { count: updated.length }), 'undo');
  else reader.announce(t(done, { count: 1 }));
}

/** Gives annotations another colour. */
export function recolorAll(reader: Reader, ids: Iterable<string>, color: Color): void {
  changeAll(reader, ids, (annotation, now) => (annotation.color === color ? null : withFields(annotation, { color }, now)), 'bulk.changed');
}

/** Gives annotations another style. */
export function restyleAll(reader: Reader, ids: Iterable<string>, style: MarkStyle): void {
  changeAll(reader, ids, (annotation, now) => (annotation.style === style ? null : withFields(annotation, { style }, now)), 'bulk.changed');
}

/** Resolves annotations, or opens them again. */
export function resolveAll(reader: Reader, ids: Iterable<string>, resolved: boolean): void {
  changeAll(reader, ids, (annotation, now) => (annotation.resolved === resolved ? null : withFields(annotation, { resolved }, now)), resolved ? 'bulk.resolved' : 'bulk.reopened');
}

/** Gives annotations a tag. */
export function tagAll(reader: Reader, ids: Iterable<string>, tag: string): void {
  changeAll(reader, ids, (annotation, now) => withTag(annotation, tag, now), 'bulk.tagged');
}

/** Takes a tag from annotations. */
export function untagAll(reader: Reader, ids: Iterable<string>, tag: string): void {
  changeAll(reader, ids, (annotation, now) => withoutTag(annotation, tag, now), 'bulk.untagged');
}

/** Deletes annotations, and offers to take that back. */
export function removeAll(reader: Reader, ids: Iterable<string>): void {
  reader.flush();
  const gone = changeable(reader, ids);
  if (gone.length === 0) return;
  reader.change({ added: [], updated: [], removed: gone });
  reader.toast(t('bulk.deleted', { count: gone.length }), 'undo');
}
