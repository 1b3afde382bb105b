import type { Annotation } from '../../../core/model/annotation';
import type { Rectangle } from './page-lines';
import { PdfDict, PdfNumber, type PdfDocument, type PdfPage, type PdfRef } from './pdf-document';
import { date, name, numbers, text } from './pdf-values';

/** NoZoom and NoRotate, not Print: the sign of a reply is for the screen (ISO 32000-1, table 165). */
const replyFlags = 8 + 16;
/** Hidden, Print, NoZoom, NoRotate: a state has no sign of its own (12.5.6.3). */
const stateFlags = 2 + 4 + 8 + 16;
/** Side of the sign of a reply, and its distance from the edge of the page, in points. */
const signSize = 18;
const signEdge = 8;

/** The margin beside a line, where signs hide no text; each further one a little lower. */
function besideLine(page: PdfPage, { top }: Rectangle, index: number): number[] {
  const right = page.width - signEdge;
  const upper = top - index * signSize;
  return [right - signSize, upper - signSize, right, upper];
}

/**
 * What was answered to an annotation, and that it is resolved, as annotations "in reply to" it. Registered; the page has still to list them.
 * `parent` is the annotation in the document, `line` its first line.
 */
export function writeThread(document: PdfDocument, page: PdfPage, annotation: Annotation, parent: PdfRef, line: Rectangle): PdfRef[] {
  const base = { Type: name('Annot'), Subtype: name('Text'), P: page.reference, IRT: parent };
  const replies = annotation.replies.map((reply, index) => document.register(PdfDict.of({
    ...base,
    RT: name('R'),
    Name: name('Comment'),
    Rect: numbers(besideLine(page, line, index)),
    F: PdfNumber.of(replyFlags),
    NM: text(reply.id),
    CreationDate: date(reply.created),
    M: date(reply.modified),
    Contents: text(reply.comment),
    ...(reply.creator === '' ? {} : { T: text(reply.creator) }),
  })));
  if (!annotation.resolved) return replies;
  const state = document.register(PdfDict.of({
    ...base,
    StateModel: text('Review'),
    State: text('Completed'),
    Rect: numbers(besideLine(page, line, 0)),
    F: PdfNumber.of(stateFlags),
    NM: text(`${annotation.id}.state`),
    CreationDate: date(annotation.modified),
    M: date(annotation.modified),
    Contents: text(annotation.creator === '' ? 'Completed' : `Completed set by ${annotation.creator}`),
    ...(annotation.creator === '' ? {} : { T: text(annotation.creator) }),
  }));
  return [...replies, state];
}
