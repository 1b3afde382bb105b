import { counted, plainLosses, type Copy, type CopyInput } from './copy';
import { writeCsv, writeTsv } from './csv-writer';
import { locate, type Location } from './outline';

const columns = [
  'id', 'line', 'last line', 'heading', 'quote', 'comment', 'tags', 'author', 'created', 'modified', 'colour', 'style', 'resolved', 'replies', 'status', 'start', 'end',
] as const;

function rowOf(location: Location): string[] {
  const { annotation, placement } = location.entry;
  const span = location.line === null ? null : placement.span;
  const replies = annotation.replies.map(({ creator, created, comment }) => `${[creator, created].filter((part) => part !== '').join(', ')}: ${comment}`);
  return [
    annotation.id, String(location.line ?? ''), String(location.lastLine ?? ''), location.headings.join(' › '), location.quote, annotation.comment,
    annotation.tags.map((tag) => `#${tag}`).join(' '), annotation.creator, annotation.created, annotation.modified, annotation.color, annotation.style,
    annotation.resolved ? 'yes' : 'no', replies.join('\n'), placement.status, String(span?.start ?? ''), String(span?.end ?? ''),
  ];
}

function tableOf(input: CopyInput): string[][] {
  return [[...columns], ...locate(input).map(rowOf)];
}

/** One row an annotation, guarded against being calculated unless that is not wanted. `start` and `end` count UTF-16 units of the source. */
export function createCsv(input: CopyInput): Copy {
  return { content: writeCsv(tableOf(input), input.guard ?? true), losses: [] };
}

/** The same table for programs: guarded only where that is wanted. */
export function createTsv(input: CopyInput): Copy {
  return { content: writeTsv(tableOf(input), input.guard ?? false), losses: [] };
}

function isReadwiseTag(tag: string): boolean {
  return /^[^\s.]+$/.test(tag);
}

/** A note as Readwise reads it: `.tag` in front, then the comment. A tag of several words cannot be one there and stands behind. */
function readwiseNote({ entry: { annotation } }: Location): string {
  const tags = annotation.tags.filter(isReadwiseTag).map((tag) => `.${tag}`);
  const others = annotation.tags.filter((tag) => !isReadwiseTag(tag)).map((tag) => `#${tag}`);
  const replies = annotation.replies.map(({ creator, comment }) => `↳ ${creator === '' ? '' : `${creator}: `}${comment}`);
  return [tags.join(' '), annotation.comment, others.join(' '), ...replies].filter((part) => part !== '').join('\n');
}

/** The table that Readwise imports (https://readwise.io/import_bulk). Its `Author` is the document's, which a text file does not tell. */
export function createReadwise(input: CopyInput): Copy {
  const locations = locate(input);
  const rows = locations.map((location) => [
    location.quote, input.name, '', '', readwiseNote(location), String(location.line ?? ''), location.entry.annotation.created.slice(0, 19).replace('T', ' '),
  ]);
  const annotations = locations.map(({ entry }) => entry.annotation);
  const unread = annotations.flatMap(({ tags }) => tags).filter((tag) => !isReadwiseTag(tag)).length;
  const losses = [...plainLosses(annotations), ...counted([{ kind: 'tag-as-text', count: unread }])];
  return { content: writeCsv([['Highlight', 'Title', 'Author', 'URL', 'Note', 'Location', 'Date'], ...rows], input.guard ?? false), losses };
}
