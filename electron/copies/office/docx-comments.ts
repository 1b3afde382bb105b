import { docxParts, extensions, paragraphId, space } from './docx-names';
import { paragraphProperties, runs } from './docx-text';
import type { PackagePart } from './package-writer';
import { initialsOf, type Remark } from './remarks';
import type { XmlEscaper } from './xml-escape';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const sign = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>';

function paragraphs(remark: Remark, escaper: XmlEscaper): string {
  const lines = remark.text.split('\n');
  return lines.map((line, index) => {
    const id = index === lines.length - 1 ? ` w14:paraId="${paragraphId(remark.number)}" w14:textId="77777777"` : '';
    return `<w:p${id}>${paragraphProperties(line, 'CommentText')}${index === 0 ? sign : ''}${runs(line, '', escaper)}</w:p>`;
  }).join('');
}

function comment(remark: Remark, escaper: XmlEscaper): string {
  const { number, creator, created } = remark;
  return `<w:comment w:id="${number}" w:author="${escaper.attribute(creator)}" w:date="${created.slice(0, 19)}Z" w:initials="${escaper.attribute(initialsOf(creator))}">${paragraphs(remark, escaper)}</w:comment>`;
}

function extended({ number, parent, resolved }: Remark): string {
  const answered = parent ? ` w15:paraIdParent="${paragraphId(parent.number)}"` : '';
  return `<w15:commentEx w15:paraId="${paragraphId(number)}"${answered} w15:done="${resolved ? 1 : 0}"/>`;
}

/**
 * The parts about comments: what they say; which answers which and what is resolved; lasting ids; and when they were made in UTC, since
 * Word takes the date of a comment itself for local time.
 */
export function commentParts(remarks: readonly Remark[], escaper: XmlEscaper): PackagePart[] {
  const part = (path: string, root: string, content: string[]): PackagePart => ({ path, content: `${head}<${root} ${extensions}>${content.join('')}</${root}>` });
  return [
    part(docxParts.comments.path, 'w:comments', remarks.map((remark) => comment(remark, escaper))),
    part(docxParts.commentsExtended.path, 'w15:commentsEx', remarks.map(extended)),
    part(docxParts.commentsIds.path, 'w16cid:commentsIds', remarks.map(({ number }) => `<w16cid:commentId w16cid:paraId="${paragraphId(number)}" w16cid:durableId="${paragraphId(number)}"/>`)),
    part(docxParts.commentsExtensible.path, 'w16cex:commentsExtensible', remarks.map(({ number, created }) => `<w16cex:commentExtensible w16cex:durableId="${paragraphId(number)}" w16cex:dateUtc="${created.slice(0, 19)}Z"/>`)),
  ];
}

/** The beginnings of the ranges of a thread: every reply has its own. */
export function rangeStarts(thread: readonly Remark[]): string {
  return thread.map(({ number }) => `<w:commentRangeStart w:id="${number}"/>`).join('');
}

/** The ends of the ranges of a thread, each with its reference, by which Word finds the comment. */
export function rangeEnds(thread: readonly Remark[]): string {
  return thread.map(({ number }) => (
    `<w:commentRangeEnd w:id="${number}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="${number}"/></w:r>`
  )).join('');
}

/** The name space of the document part. */
export const documentRoot = `xmlns:w="${space.w}"`;
