import { toInstant } from '../../../core/import/instant';
import { isId } from '../../../core/model/parse-annotation';
import { docxParts, placelessBookmark, type PartKind } from './docx-names';
import { readWordText } from './docx-text-reader';
import { placeOf, type OfficeComment, type OfficeCopy } from './office-copy';
import { ownSpace, readOwnData, type OwnData } from './own-data';
import { readXml } from './read-xml';
import { RefusedFile } from './refused-file';
import { parseTextRecord, restoreSource } from './text-record';
import type { ZipReader } from './zip-reader';

const mainType = /word.*\.main\+xml$/;

/** Finds parts by what they are: programs call them as they like. */
function partFinder(zip: ZipReader): { main(): Buffer; find(kind: PartKind): Buffer | null } {
  const types = zip.read('[Content_Types].xml');
  if (!types) throw new RefusedFile('It is no word processor document.');
  const paths = new Map<string, string>();
  readXml(types, {
    open(element) {
      const type = element.attribute('ContentType') ?? '';
      if (element.name === 'Override') paths.set(mainType.test(type) ? docxParts.document.contentType : type, (element.attribute('PartName') ?? '').replace(/^\//, ''));
    },
  });
  const find = ({ contentType }: PartKind): Buffer | null => zip.read(paths.get(contentType) ?? '');
  return {
    find,
    main() {
      const main = find(docxParts.document);
      if (!main) throw new RefusedFile('It is no word processor document.');
      return main;
    },
  };
}

interface Range {
  start: number;
  end: number;
}

interface Body {
  /** With the LF of the last paragraph. */
  readonly text: string;
  /** Where the copy's text ends in it. */
  readonly length: number;
  readonly ranges: ReadonlyMap<string, Range>;
}

function readBody(bytes: Buffer): Body {
  const ranges = new Map<string, Range>();
  let paragraphStart = 0;
  let placeless: number | null = null;
  const text = readWordText(bytes, {
    open(element, at) {
      if (element.name === 'p') paragraphStart = at;
      if (element.name === 'bookmarkStart' && element.attribute('name') === placelessBookmark) placeless ??= paragraphStart;
      const id = element.attribute('id') ?? '';
      if (element.name === 'commentRangeStart') ranges.set(id, { start: at, end: at });
      const range = ranges.get(id);
      if (element.name === 'commentRangeEnd' && range) range.end = at;
      if (element.name === 'commentReference' && !range) ranges.set(id, { start: at, end: at });
    },
  });
  return { text, length: Math.max(0, (placeless ?? text.length) - 1), ranges };
}

interface WrittenComment {
  readonly wordId: string;
  readonly author: string;
  readonly date: string | null;
  readonly start: number;
  end: number;
  paragraphId: string;
}

function readWritten(bytes: Buffer): { readonly text: string; readonly comments: readonly WrittenComment[] } {
  const comments: WrittenComment[] = [];
  const text = readWordText(bytes, {
    open(element, at) {
      const last = comments.at(-1);
      if (element.name === 'comment') {
        comments.push({ wordId: element.attribute('id') ?? '', author: element.attribute('author') ?? '', date: toInstant(element.attribute('date')), start: at, end: at, paragraphId: '' });
      } else if (element.name === 'p' && last) last.paragraphId = element.attribute('paraId') ?? '';
    },
    close(element, at) {
      const last = comments.at(-1);
      if (element.name === 'comment' && last) last.end = Math.max(last.start, at - 1);
    },
  });
  return { text, comments };
}

/** What the parts beside the comments say about them, by the id of a comment's last paragraph. */
interface CommentFacts {
  readonly resolved: Map<string, boolean>;
  readonly parents: Map<string, string>;
  readonly dates: Map<string, string>;
}

function readFacts(find: (kind: PartKind) => Buffer | null): CommentFacts {
  const facts: CommentFacts = { resolved: new Map(), parents: new Map(), dates: new Map() };
  const paragraphs = new Map<string, string>();
  const each = (kind: PartKind, hear: (attribute: (name: string) => string) => void): void => {
    const bytes = find(kind);
    if (bytes) readXml(bytes, { open: (element) => { hear((name) => element.attribute(name) ?? ''); } });
  };
  each(docxParts.commentsExtended, (attribute) => {
    const id = attribute('paraId');
    const done = attribute('done');
    const parent = attribute('paraIdParent');
    if (done !== '') facts.resolved.set(id, done === '1' || done === 'true' || done === 'on');
    if (parent !== '') facts.parents.set(id, parent);
  });
  each(docxParts.commentsIds, (attribute) => paragraphs.set(attribute('durableId'), attribute('paraId')));
  each(docxParts.commentsExtensible, (attribute) => {
    const date = toInstant(attribute('dateUtc'));
    const id = paragraphs.get(attribute('durableId'));
    if (date !== null && id !== undefined) facts.dates.set(id, date);
  });
  return facts;
}

function findOwnData(zip: ZipReader): OwnData | null {
  for (const name of zip.names) {
    if (!/^customXml\/item\d+\.xml$/.test(name)) continue;
    const bytes = zip.read(name);
    if (bytes?.subarray(0, 1_000).includes(ownSpace)) return readOwnData(bytes);
  }
  return null;
}

function commentsOf(body: Body, bytes: Buffer | null, facts: CommentFacts, own: OwnData | null): OfficeComment[] {
  if (!bytes) return [];
  const { text, comments } = readWritten(bytes);
  return comments.map(({ wordId, author, date, start, end, paragraphId }) => {
    const range = body.ranges.get(wordId) ?? { start: body.text.length, end: body.text.length };
    const id = own?.ids.get(paragraphId);
    return {
      key: paragraphId === '' ? `id ${wordId}` : paragraphId,
      id: isId(id) ? id : null,
      parentKey: facts.parents.get(paragraphId) ?? null,
      author,
      date: facts.dates.get(paragraphId) ?? date,
      text: text.slice(start, end),
      resolved: facts.resolved.get(paragraphId) ?? null,
      ...placeOf(body.text, body.length, range.start, range.end),
    };
  });
}

/** Reads a DOCX file, whoever wrote it. Throws RefusedFile. */
export function readDocx(zip: ZipReader): OfficeCopy {
  const { main, find } = partFinder(zip);
  const body = readBody(main());
  const own = findOwnData(zip);
  const text = body.text.slice(0, body.length);
  const record = parseTextRecord(own?.text ?? '');
  return {
    text,
    source: record ? restoreSource(text, record) : null,
    jsonld: own?.jsonld ?? null,
    comments: commentsOf(body, find(docxParts.comments), readFacts(find), own),
  };
}
