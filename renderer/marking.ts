import { describe } from '../core/anchor/describe';
import { snapSpan } from '../core/anchor/snap';
import { longestPassage, withFields, type Annotation, type Color, type MarkStyle, type Span } from '../core/model/annotation';
import { adding, removing, updating } from '../core/session/change';
import type { Mark } from './document/highlight-layer';
import type { Reader } from './reader';
import { changeable, refusesChange } from './read-only';
import { changeSettings } from './settings';
import { t } from './texts';

/** The text under a view as core's functions want it: any part of it, without the whole. */
export function textOf(reader: Reader): { length: number; slice(from: number, to: number): string } {
  const state = reader.view?.state;
  return { length: state?.doc.length ?? 0, slice: (from, to) => state?.sliceDoc(from, to) ?? '' };
}

function now(): string {
  return new Date().toISOString();
}

function wordCount(text: string): number {
  let words = 0;
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) if (isWordLike) words += 1;
  return words;
}

/** Longest passage whose words are counted aloud: counting more would keep the window waiting. */
const countableLength = 20_000;

function spoken(reader: Reader, color: Color, style: MarkStyle, span: Span): string {
  const length = span.end - span.start;
  const count = length > countableLength ? null : wordCount(textOf(reader).slice(span.start, span.end));
  const name = t(`color.${color}`);
  return count === null ? t(`announce.${style}Long`, { color: name }) : t(`announce.${style}`, { color: name, count });
}

/** Marks the selected passage. Marking a passage again in the same style changes its colour instead of laying a second mark on it. */
export function markSelection(reader: Reader, color: Color, style: MarkStyle = 'highlight'): Annotation | null {
  const { selection, settings, session } = reader.store.get();
  if (!selection || !reader.view || refusesChange(reader)) return null;
  const text = textOf(reader);
  const span = snapSpan(text, selection);
  if (span.end - span.start > longestPassage) {
    reader.report({ kind: 'passage-too-long', length: span.end - span.start, limit: longestPassage });
    return null;
  }
  const twin = reader.marks.touching(span.start, span.end).find((mark) => mark.style === style && mark.span.start === span.start && mark.span.end === span.end);
  const known = twin && session.annotations.get(twin.id);
  const annotation: Annotation = known ? withFields(known, { color }, now()) : {
    id: crypto.randomUUID(), revision: 1, created: now(), modified: now(), creator: settings.creator,
    target: describe(text, span), style, color, comment: '', tags: [], resolved: false, replies: [],
  };
  reader.change(known ? updating(known, annotation) : adding(annotation));
  reader.announce(spoken(reader, color, style, span));
  rememberColor(reader, color);
  reader.view.dispatch({ selection: { anchor: span.end } });
  reader.store.set({ selection: null });
  return annotation;
}

/** Takes a colour as the last one used. */
export function rememberColor(reader: Reader, color: Color): void {
  reader.store.set({ color });
  if (color !== reader.store.get().settings.color) changeSettings(reader, { color });
}

/** The annotations at the caret or under a click, the shortest first: what lies inside another would be hard to reach otherwise. */
export function annotationsAt(reader: Reader, offset: number): Mark[] {
  return reader.marks.touching(offset, offset).sort((a, b) => (a.span.end - a.span.start) - (b.span.end - b.span.start));
}

/** Gives the annotation at an offset the attention; asked again at the same place, the next one that overlaps there. False when there is none. */
export function focusAt(reader: Reader, offset: number): boolean {
  const here = annotationsAt(reader, offset);
  const { focused } = reader.store.get();
  const next = here[(here.findIndex((mark) => mark.id === focused) + 1) % Math.max(1, here.length)];
  reader.focus(next?.id ?? null);
  return next !== undefined;
}

/** Changes an annotation's colour. */
export function recolor(reader: Reader, id: string, color: Color): void {
  if (refusesChange(reader)) return;
  const annotation = changeable(reader, id);
  if (!annotation || annotation.color === color) return;
  reader.change(updating(annotation, withFields(annotation, { color }, now())));
  reader.announce(t('announce.recolored', { color: t(`color.${color}`) }));
  rememberColor(reader, color);
}

/** Changes how an annotation's passage is marked. */
export function restyle(reader: Reader, id: string, style: MarkStyle): void {
  if (refusesChange(reader)) return;
  const annotation = changeable(reader, id);
  if (annotation && annotation.style !== style) reader.change(updating(annotation, withFields(annotation, { style }, now())));
}

/** Marks what is selected in the last colour; without a selection, the annotation that has the attention takes the style. */
export function markIt(reader: Reader, style: MarkStyle): void {
  const { selection, focused, color } = reader.store.get();
  if (selection) markSelection(reader, color, style);
  else if (focused) restyle(reader, focused, style);
  else reader.toast(t('marking.selectFirst'));
}

/** Highlights what is selected in a colour; without a selection, the annotation that has the attention takes the colour. */
export function colorIt(reader: Reader, color: Color): void {
  const { selection, focused } = reader.store.get();
  if (selection) markSelection(reader, color);
  else if (focused) recolor(reader, focused, color);
}

/** Puts the comment being written into the annotation. What is typed in one go is taken back in one go. */
export function writeComment(reader: Reader, id: string, comment: string): void {
  const annotation = changeable(reader, id);
  if (annotation && annotation.comment !== comment) reader.change(updating(annotation, withFields(annotation, { comment }, now())), `comment ${id}`);
}

/** Opens the comment of the selected passage, or of the annotation that has the attention or the caret. */
export function startComment(reader: Reader): void {
  if (refusesChange(reader)) return;
  const { selection, focused, color } = reader.store.get();
  const caret = reader.view?.state.selection.main.head ?? 0;
  const id = selection ? markSelection(reader, color)?.id : (focused ?? annotationsAt(reader, caret)[0]?.id);
  if (id) startWriting(reader, id, null);
  else if (!selection) reader.toast(t('marking.selectFirst'));
}

/** Opens the field for a reply to an annotation, or, without one, for its comment. It stands beside the passage: where that has no place, this is said. */
export function startWriting(reader: Reader, id: string, reply: string | null): void {
  const { editing, editingReply } = reader.store.get();
  // The field is there already, and no other one comes to take what is typed.
  if (editing === id && editingReply === reply) return;
  const mark = reader.marks.get(id);
  if (!mark || !reader.view) {
    reader.toast(t('comments.noPlace'));
    return;
  }
  const { from, to } = reader.view.viewport;
  if (mark.span.start < from || mark.span.start > to) reader.reveal(id);
  reader.focus(id);
  reader.ahead.begin();
  reader.store.set({ editing: id, editingReply: reply });
}

/** Opens the tags of the selected passage, which is marked first, or of the annotation that has the attention or the caret. */
export function startTagging(reader: Reader): void {
  if (refusesChange(reader)) return;
  const { selection, focused, color } = reader.store.get();
  const caret = reader.view?.state.selection.main.head ?? 0;
  const id = selection ? markSelection(reader, color)?.id : (focused ?? annotationsAt(reader, caret)[0]?.id);
  if (!id && !selection) reader.toast(t('marking.selectFirst'));
  if (!id) return;
  reader.focus(id);
  reader.ahead.begin();
  reader.store.set({ tagging: [id] });
}

/** Deletes an annotation, and offers to take that back. */
export function remove(reader: Reader, id: string): void {
  if (refusesChange(reader)) return;
  reader.flush();
  const annotation = changeable(reader, id);
  if (!annotation) return;
  reader.change(removing(annotation));
  reader.toast(t(annotation.comment ? 'toast.commentDeleted' : 'toast.highlightDeleted'), 'undo');
  reader.view?.focus();
}

/** Goes to the annotation that begins after the caret (1) or before it (−1); at the end it goes on from the other end. */
export function step(reader: Reader, direction: 1 | -1): void {
  if (!reader.view) return;
  const { focused } = reader.store.get();
  const here = focused === null ? undefined : reader.marks.get(focused);
  const mark = reader.marks.neighbor(here ?? reader.view.state.selection.main.head, direction);
  if (!mark) return;
  reader.focus(mark.id);
  reader.reveal(mark.id);
}
