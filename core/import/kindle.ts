import type { Result } from '../problem';
import { importBook, type BookHighlight } from './books';
import { notAnnotations, type ImportedAnnotation } from './imported';
import { instantOf } from './instant';

interface Clipping {
  readonly title: string;
  readonly kind: 'highlight' | 'note' | 'bookmark';
  /** First and last location, or page where no location is told. */
  readonly from: number;
  readonly to: number;
  readonly created: string | null;
  readonly text: string;
}

const note = /\b(?:note|notiz|nota|notitie|notatka|anteckning)\b|笔记|筆記|メモ|заметка/i;
const bookmark = /\b(?:bookmark|lesezeichen|signet|marcador|segnalibro|bladwijzer|zakładka)\b|书签|書籤|ブックマーク|закладка/i;
const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** `Added on Monday, March 2, 2020 1:02:03 PM` or `2 March 2020 13:02:03`; other languages tell no date that is sure. Local time counts as UTC. */
function createdOf(meta: string): string | null {
  const found = /(?:([a-z]+) (\d{1,2}), (\d{4})|(\d{1,2}) ([a-z]+) (\d{4})),? (\d{1,2}):(\d\d)(?::(\d\d))? ?(am|pm)?/i.exec(meta);
  if (!found) return null;
  const month = months.indexOf((found[1] ?? found[5] ?? '').toLowerCase()) + 1;
  if (month === 0) return null;
  const half = found[10]?.toLowerCase();
  const hour = half === undefined ? Number(found[7]) : (Number(found[7]) % 12) + (half === 'pm' ? 12 : 0);
  return instantOf(Number(found[3] ?? found[6]), month, Number(found[2] ?? found[4]), hour * 60 + Number(found[8]), Number(found[9] ?? 0) * 1000);
}

function clippingOf(block: string): Clipping | null {
  const [title = '', meta = '', ...rest] = block.replace(/^[\s\ufeff]+/, '').split('\n');
  if (!/^\s*-/.test(meta)) return null;
  const [where = '', ...dated] = meta.split('|').reverse();
  const place = dated.length > 0 ? (dated[0] ?? '') : where;
  const [, from = '0', to] = /(\d+)(?:\s*[-–]\s*(\d+))?/.exec(place) ?? [];
  const label = meta.split('|')[0] ?? '';
  const kind = bookmark.test(label) ? 'bookmark' : note.test(label) ? 'note' : 'highlight';
  return { title: title.trim(), kind, from: Number(from), to: Number(to ?? from), created: createdOf(meta), text: rest.join('\n').trim() };
}

/** Puts each note to the highlight whose last location it has, as the device does; one without a highlight stays by itself. */
function highlightsOf(clippings: readonly Clipping[]): BookHighlight[] {
  const notes = new Map<string, Clipping[]>();
  for (const clipping of clippings.filter(({ kind }) => kind === 'note')) {
    const key = `${clipping.title}\n${clipping.to}`;
    const here = notes.get(key);
    if (here) here.push(clipping);
    else notes.set(key, [clipping]);
  }
  const base = { tags: [], color: 'yellow', style: 'highlight' } as const;
  const highlights = clippings.filter(({ kind }) => kind === 'highlight').map(({ title, to, created, text }): BookHighlight => {
    const key = `${title}\n${to}`;
    const comment = (notes.get(key) ?? []).map((one) => one.text).join('\n\n');
    notes.delete(key);
    return { ...base, title, quote: text, comment, created };
  });
  const alone = [...notes.values()].flat().map(({ title, created, text }): BookHighlight => ({ ...base, title, quote: '', comment: text, created }));
  return [...highlights, ...alone].filter(({ quote, comment }) => quote !== '' || comment !== '');
}

/** Reads a Kindle's `My Clippings.txt`. The title there ends with the author in parentheses. `name` is the document's file name. */
export function importKindle(clippings: string, source: string, name: string): Result<readonly ImportedAnnotation[]> {
  const blocks = clippings.replace(/\r\n?/g, '\n').split(/^={6,}[ \t]*$/m).filter((block) => block.trim() !== '');
  const read = blocks.map(clippingOf);
  const known = read.filter((clipping) => clipping !== null);
  if (known.length === 0 || known.length < read.length / 2) return notAnnotations('It is not a file of Kindle clippings.');
  return importBook(highlightsOf(known).map((highlight) => ({ ...highlight, title: highlight.title.replace(/ \([^()]*\)$/, '') })), source, name);
}
