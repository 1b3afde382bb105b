import { describe } from '../core/anchor/describe';
import { snapSpan } from '../core/anchor/snap';
import { withFields, type Annotation, type Span } from '../core/model/annotation';
import { updating } from '../core/session/change';
import { scrollTo } from './document/text-view';
import { textOf } from './marking';
import type { Reader } from './reader';
import { reviewOf, spanOf } from './reader-state';
import { t, type WindowTextKey } from './texts';

/** The annotations that should be looked at, by the place where they are or were. */
export function toReview(reader: Reader): Annotation[] {
  const { session, placements } = reader.store.get();
  const place = (annotation: Annotation) => placements[annotation.id]?.span?.start ?? placements[annotation.id]?.formerly ?? annotation.target.position.start;
  return [...session.annotations.values()].filter((annotation) => reviewOf(annotation, placements) !== null).sort((a, b) => place(a) - place(b));
}

/** Takes the place that was found as the annotation's own. */
export function acceptPlace(reader: Reader, annotation: Annotation): void {
  const span = spanOf(annotation, reader.store.get().placements);
  if (span) setPlace(reader, annotation, span, 'review.accepted');
}

/** Gives an annotation the selected passage as its place. Says what to do when nothing is selected. */
export function placeAtSelection(reader: Reader, annotation: Annotation): void {
  const { selection } = reader.store.get();
  if (selection) setPlace(reader, annotation, snapSpan(textOf(reader), selection), 'review.placed');
  else reader.toast(t('review.selectFirst'));
}

function setPlace(reader: Reader, annotation: Annotation, span: Span, done: WindowTextKey): void {
  const target = describe(textOf(reader), span);
  reader.change(updating(annotation, withFields(annotation, { target }, new Date().toISOString())));
  reader.store.set({ selection: null });
  tell(reader, done);
  reader.reveal(annotation.id);
}

/** Keeps an annotation that has no place in this text; it is not asked about again until the text is another one, in which its own may be back. */
export function keepWithoutPlace(reader: Reader, annotation: Annotation): void {
  // What counts in the present text has a place.
  if (annotation.target.textDigest === undefined) return;
  const target = { ...annotation.target, kept: true as const };
  reader.change(updating(annotation, withFields(annotation, { target }, new Date().toISOString())));
  tell(reader, 'review.kept');
}

/** Scrolls to where the annotation is thought to be, or used to be. */
export function showPlace(reader: Reader, annotation: Annotation): void {
  const placement = reader.store.get().placements[annotation.id];
  reader.focus(annotation.id);
  if (placement?.span) reader.reveal(annotation.id);
  else if (reader.view) {
    const former = Math.min(placement?.formerly ?? annotation.target.position.start, reader.view.state.doc.length);
    reader.view.dispatch({ selection: { anchor: former } });
    scrollTo(reader.view, former, 'center');
  }
}

function tell(reader: Reader, done: WindowTextKey): void {
  reader.toast(t(done, { count: toReview(reader).length }), 'undo');
}
