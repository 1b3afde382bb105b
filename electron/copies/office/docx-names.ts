const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
const word = 'http://schemas.microsoft.com/office/word';
const mainPart = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** Name spaces of WordprocessingML (ISO/IEC 29500-1, transitional) and of Word's extensions to comments (MS-DOCX 2.5). */
export const space = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  /** The same vocabulary in strict documents. */
  strictW: 'http://purl.oclc.org/ooxml/wordprocessingml/main',
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  w14: `${word}/2010/wordml`,
  w15: `${word}/2012/wordml`,
  w16cid: `${word}/2016/wordml/cid`,
  w16cex: `${word}/2018/wordml/cex`,
  customXml: `${office}/customXml`,
} as const;

/** Declarations for the root of a part that uses Word's extensions, so that older programs pass over them. */
export const extensions = `xmlns:mc="${space.mc}" xmlns:w="${space.w}" xmlns:w14="${space.w14}" xmlns:w15="${space.w15}" xmlns:w16cid="${space.w16cid}" xmlns:w16cex="${space.w16cex}" mc:Ignorable="w14 w15 w16cid w16cex"`;

/** A part of a document, as the table of content types and the relationships name it. */
export interface PartKind {
  /** Inside the package, without a leading slash. */
  readonly path: string;
  readonly contentType: string;
  readonly relationship: string;
}

/** The parts that a copy is made of. */
export const docxParts = {
  document: { path: 'word/document.xml', contentType: `${mainPart}.document.main+xml`, relationship: `${office}/relationships/officeDocument` },
  styles: { path: 'word/styles.xml', contentType: `${mainPart}.styles+xml`, relationship: `${office}/relationships/styles` },
  settings: { path: 'word/settings.xml', contentType: `${mainPart}.settings+xml`, relationship: `${office}/relationships/settings` },
  comments: { path: 'word/comments.xml', contentType: `${mainPart}.comments+xml`, relationship: `${office}/relationships/comments` },
  commentsExtended: { path: 'word/commentsExtended.xml', contentType: `${mainPart}.commentsExtended+xml`, relationship: 'http://schemas.microsoft.com/office/2011/relationships/commentsExtended' },
  commentsIds: { path: 'word/commentsIds.xml', contentType: `${mainPart}.commentsIds+xml`, relationship: 'http://schemas.microsoft.com/office/2016/09/relationships/commentsIds' },
  commentsExtensible: { path: 'word/commentsExtensible.xml', contentType: `${mainPart}.commentsExtensible+xml`, relationship: 'http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible' },
} as const satisfies Record<string, PartKind>;

/** The bookmark where the text ends and what has no place in it begins. */
export const placelessBookmark = 'manicule_placeless';

/** The id of a comment's last paragraph, by which the parts about comments refer to it: eight hex digits below 80000000. */
export function paragraphId(number: number): string {
  return number.toString(16).toUpperCase().padStart(8, '0');
}
