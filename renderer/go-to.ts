import type { Reader } from './reader';
import { reviewOf } from './reader-state';

/** Gives an annotation the attention and shows its passage; one without a place is shown in the list. Nothing when it is not there. */
export function goTo(reader: Reader, id: string): void {
  const { session, placements } = reader.store.get();
  const annotation = session.annotations.get(id);
  if (!annotation) return;
  reader.focus(id);
  if (reader.marks.get(id)) reader.reveal(id);
  else reader.store.set({ sidebar: true, sidebarTab: reviewOf(annotation, placements) === null ? 'annotations' : 'review' });
}
