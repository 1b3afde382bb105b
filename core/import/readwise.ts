import { colors } from '../model/annotation';
import type { Result } from '../problem';
import { importBook, type BookHighlight } from './books';
import { readCsv } from './csv-reader';
import { notAnnotations, type ImportedAnnotation } from './imported';
import { toInstant } from './instant';

/** `.tag .tag` in front of a note are its tags. */
function noteParts(note: string): { comment: string; tags: string[] } {
  const tags = /^(?:\.[^\s.]+(?:[ \t]+|\r?\n|$))+/.exec(note)?.[0] ?? '';
  return { comment: note.slice(tags.length), tags: tags.split(/\s+/).filter((tag) => tag !== '').map((tag) => tag.slice(1)) };
}

/** Reads Readwise's CSV, both the kind that it imports and the kind that it exports. `name` is the document's file name. */
export function importReadwise(csv: string, source: string, name: string): Result<readonly ImportedAnnotation[]> {
  const [head, ...rows] = readCsv(csv) ?? [];
  const names = head?.map((cell) => cell.trim().toLowerCase()) ?? [];
  if (!names.includes('highlight')) return notAnnotations('It is not a Readwise table: there is no column “Highlight”, or a quoted cell does not end.');
  const highlights = rows.map((row): BookHighlight => {
    const cell = (...titles: string[]): string => titles.map((title) => row[names.indexOf(title)] ?? '').find((value) => value !== '') ?? '';
    const { comment, tags } = noteParts(cell('note'));
    const more = cell('tags').split(',').map((tag) => tag.trim()).filter((tag) => tag !== '');
    const color = colors.find((known) => known === cell('color').toLowerCase()) ?? 'yellow';
    return { title: cell('title', 'book title'), quote: cell('highlight'), comment, tags: [...new Set([...tags, ...more])], created: toInstant(cell('date', 'highlighted at')), color, style: 'highlight' };
  });
  return importBook(highlights.filter(({ quote, comment }) => quote !== '' || comment !== ''), source, name);
}
