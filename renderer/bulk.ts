import type { Command } from '../core/contract';
import { colors, markStyles, withFields, type Annotation, type Color, type MarkStyle } from '../core/model/annotation';
import { withTag, withoutTag } from '../core/model/tags';
import { mapInSlices } from '../core/slices';
import { refusesChange } from './read-only';
import type { Reader } from './reader';
import { t, type WindowTextKey } from './texts';

type Next = (annotation: Annotation, now: string) => Annotation | null;

/** Changes many annotations as one change that is taken back in one go. `next` answers null for those that stay. */
function changeAll(reader: Reader, ids: Iterable<string>, next: Next, done: WindowTextKey): void {
  if (refusesChange(reader)) return;
  reader.flush();
  const now = new Date().toISOString();
  const all = [...ids];
  reader.compose(all.length, function* ({ annotations }) {
    const updated = yield* mapInSlices(all, (id) => {
      const before = annotations.get(id);
      const after = before && next(before, now);
      return before && after ? { before, after } : null;
    });
    return { added: [], updated, removed: [] };
  }, ({ updated: { length: count } }) => {
    if (count > 1) reader.toast(t(done, { count }), 'undo');
    else reader.announce(t(done, { count }));
  });
}

/** Gives annotations another colour. */
export function recolorAll(reader: Reader, ids: Iterable<string>, color: Color): void {
  changeAll(reader, ids, (annotation, now) => (annotation.color === color ? null : withFields(annotation, { color }, now)), 'bulk.changed');
}

/** Gives annotations another style. */
export function restyleAll(reader: Reader, ids: Iterable<string>, style: MarkStyle): void {
  changeAll(reader, ids, (annotation, now) => (annotation.style === style ? null : withFields(annotation, { style }, now)), 'bulk.changed');
}

const styleOf = (command: Command): MarkStyle | undefined => markStyles.find((style) => style === command);
const colorOf = (command: Command): Color | undefined => colors.find((color) => command === `color-${color}`);

/** True for the commands that `changeMany` does. */
export function changesMany(command: Command): boolean {
  return styleOf(command) !== undefined || colorOf(command) !== undefined;
}

/** Does to several annotations what the key of a colour or a style does to one. */
export function changeMany(reader: Reader, ids: Iterable<string>, command: Command): void {
  const [color, style] = [colorOf(command), styleOf(command)];
  if (color) recolorAll(reader, ids, color);
  if (style) restyleAll(reader, ids, style);
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
  if (refusesChange(reader)) return;
  reader.flush();
  const all = [...ids];
  reader.compose(all.length, function* ({ annotations }) {
    return { added: [], updated: [], removed: yield* mapInSlices(all, (id) => annotations.get(id) ?? null) };
  }, ({ removed }) => { reader.toast(t('bulk.deleted', { count: removed.length }), 'undo'); });
}
