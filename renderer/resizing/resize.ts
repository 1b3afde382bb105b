import { describe } from '../../core/anchor/describe';
import { withFields, type Annotation, type Span } from '../../core/model/annotation';
import { updating } from '../../core/session/change';
import type { Edge } from '../../core/resizing';
import { textOf } from '../marking';
import type { Reader } from '../reader';
import { t } from '../texts';
import { lastResized } from './last-resized';

/** Puts the caret at an end that was moved, where it can be seen, and remembers that. */
export function caretAt(reader: Reader, id: string, offset: number): void {
  Object.assign(lastResized, { id, caret: offset });
  reader.view?.dispatch({ selection: { anchor: offset } });
}

/** UTF-16 units of the passage that are read out at the end that was moved. */
const spokenLength = 40;
/** Milliseconds of rest before they are: a key that is held down would otherwise talk without end. */
const rest = 300;

let timer: ReturnType<typeof setTimeout> | null = null;

/** The annotation that has the attention, if it stands in the text and may be changed. */
export function resizable(reader: Reader): Annotation | null {
  const { focused, editing, session, document } = reader.store.get();
  if (focused === null || editing !== null || document?.readOnly || !reader.marks.get(focused)) return null;
  return session.annotations.get(focused) ?? null;
}

/** Gives an annotation another passage; all else of it stays. Changes of one `group` that follow one another are taken back together. */
export function giveSpan(reader: Reader, annotation: Annotation, span: Span, edge: Edge, group: string | null): void {
  reader.change(updating(annotation, withFields(annotation, { target: describe(textOf(reader), span) }, new Date().toISOString())), group);
  if (timer) clearTimeout(timer);
  timer = setTimeout(() => {
    const text = textOf(reader);
    const words = edge === 'end' ? text.slice(Math.max(span.start, span.end - spokenLength), span.end) : text.slice(span.start, Math.min(span.end, span.start + spokenLength));
    reader.announce(t(edge === 'end' ? 'announce.resizedEnd' : 'announce.resizedStart', { words: words.replace(/\s+/gu, ' ').trim() }));
  }, rest);
}
