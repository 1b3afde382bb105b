import { palette } from '../../../core/export/palette';
import { stableId } from '../../../core/export/stable-id';
import { checkImported, notAnnotations, type ImportedAnnotation } from '../../../core/import/imported';
import { toInstant, unknownInstant } from '../../../core/import/instant';
import { colors, markStyles, type Annotation, type Color, type MarkStyle, type Reply } from '../../../core/model/annotation';
import type { Result } from '../../../core/problem';
import { textInBoxes, type PlacedCharacter } from './marked-text';
import { around, type Rectangle } from './page-lines';
import { styleKey } from './markup';
import { PdfDocument, PdfNumber, PdfRef, PdfString, type PdfDict } from './pdf-document';
import { shares } from './pdf-values';
import { damaged, looksLikePdf } from './read-pdf-copy';

const styles: Readonly<Record<string, MarkStyle>> = { Highlight: 'highlight', Underline: 'underline', Squiggly: 'underline', StrikeOut: 'strikethrough' };
const uuid = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.\d+)?$/;

interface Found {
  annotation: Annotation;
}

class HighlightReader {
  private readonly found = new Map<string, Found>();
  private readonly byObjectNumber = new Map<number, Found>();

  constructor(private readonly document: PdfDocument) {}

  read(): ImportedAnnotation[] {
    const listed = this.document.pages().map((page, index) => ({ index, entries: this.document.array(page.dictionary.get('Annots'))?.toArray() ?? [] }));
    for (const { index, entries } of listed) {
      let characters: readonly PlacedCharacter[] | null = null;
      for (const entry of entries) {
        const dictionary = this.document.dictionary(entry);
        const style = dictionary && styleOf(dictionary);
        if (dictionary && style) this.addMarkup(dictionary, style, characters ??= this.document.characters(index), index, entry instanceof PdfRef ? entry.objectNumber : 0);
      }
    }
    for (const { entries } of listed) for (const entry of entries) this.addAnswer(this.document.dictionary(entry));
    return [...this.found.values()].map(({ annotation }) => ({ annotation, fits: false }));
  }

  private text(dictionary: PdfDict, key: string): string {
    const value = this.document.resolve(dictionary.get(key));
    return value instanceof PdfString ? value.asString().replace(/\r\n?/g, '\n') : '';
  }

  private numbers(dictionary: PdfDict, key: string): number[] {
    return (this.document.array(dictionary.get(key))?.toArray() ?? []).flatMap((item) => {
      const value = this.document.resolve(item);
      return value instanceof PdfNumber ? [value.value] : [];
    });
  }

  /** Whatever the order of the corners: programs differ. */
  private boxes(dictionary: PdfDict): Rectangle[] {
    const points = this.numbers(dictionary, 'QuadPoints');
    return Array.from({ length: Math.floor(points.length / 8) }, (_, index) => around(Array.from({ length: 4 }, (_corner, corner) => {
      const [x, y] = [points[index * 8 + corner * 2] ?? 0, points[index * 8 + corner * 2 + 1] ?? 0];
      return { left: x, right: x, bottom: y, top: y };
    })));
  }

  private addMarkup(dictionary: PdfDict, style: MarkStyle, characters: readonly PlacedCharacter[], page: number, objectNumber: number): void {
    const exact = textInBoxes(characters, this.boxes(dictionary));
    const { comment, tags } = readContents(this.text(dictionary, 'Contents'));
    if (exact === '' && comment === '') return;
    const known = uuid.exec(this.text(dictionary, 'NM'))?.[1];
    const id = known ?? stableId(['pdf', String(page), this.numbers(dictionary, 'QuadPoints').join(' '), comment].join('\n'));
    const before = this.found.get(id);
    if (before) {
      this.byObjectNumber.set(objectNumber, before);
      // Further parts of one annotation, on the pages after.
      const quote = { exact: `${before.annotation.target.quote.exact} ${exact}`, prefix: '', suffix: '' };
      before.annotation = { ...before.annotation, target: { position: { start: 0, end: 0 }, quote } };
      return;
    }
    const modified = readDate(this.text(dictionary, 'M'));
    const added: Found = {
      annotation: {
        id, revision: 1, created: readDate(this.text(dictionary, 'CreationDate')) ?? modified ?? unknownInstant, modified: modified ?? unknownInstant, creator: this.text(dictionary, 'T'),
        target: { position: { start: 0, end: 0 }, quote: { exact, prefix: '', suffix: '' } }, style, color: nearestColor(this.numbers(dictionary, 'C')), comment, tags, resolved: false, replies: [],
      },
    };
    this.found.set(id, added);
    this.byObjectNumber.set(objectNumber, added);
  }

  /** A reply, or the state that an annotation was given. */
  private addAnswer(dictionary: PdfDict | null): void {
    const target = dictionary?.getRef('IRT')?.objectNumber;
    const parent = target === undefined ? undefined : this.byObjectNumber.get(target);
    if (!dictionary || !parent || dictionary.getName('Subtype')?.value !== 'Text') return;
    const { annotation } = parent;
    if (dictionary.has('State')) {
      if (this.text(dictionary, 'State') === 'Completed') parent.annotation = { ...annotation, resolved: true };
      return;
    }
    const comment = this.text(dictionary, 'Contents');
    const modified = readDate(this.text(dictionary, 'M')) ?? unknownInstant;
    const known = uuid.exec(this.text(dictionary, 'NM'))?.[1];
    const reply: Reply = {
      id: known ?? stableId(['pdf reply', annotation.id, this.text(dictionary, 'NM'), comment].join('\n')), creator: this.text(dictionary, 'T'),
      created: readDate(this.text(dictionary, 'CreationDate')) ?? modified, modified, comment,
    };
    parent.annotation = { ...annotation, replies: [...annotation.replies, reply] };
  }
}

/** The style of a markup annotation; null for annotations of any other kind. */
function styleOf(dictionary: PdfDict): MarkStyle | null {
  const style = styles[dictionary.getName('Subtype')?.value ?? ''] ?? null;
  const own = dictionary.getName(styleKey)?.value;
  return style && (markStyles.find((known) => known === own) ?? style);
}

/** The comment, and the tags if the last line is nothing but tags. */
function readContents(contents: string): { comment: string; tags: string[] } {
  const lines = contents.split('\n');
  const last = lines.at(-1) ?? '';
  if (!/^#[^\s#]\S*(?: #[^\s#]\S*)*$/.test(last)) return { comment: contents, tags: [] };
  return { comment: lines.slice(0, -1).join('\n'), tags: last.split(' ').map((tag) => tag.slice(1)) };
}

/** A date of a PDF (ISO 32000-1, 7.9.4); null when it is none. */
function readDate(date: string): string | null {
  const found = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-]\d\d)'?(\d\d)?)?/.exec(date);
  if (!found) return null;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', hours = '+00', minutes = '00'] = found;
  return toInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}${hours}:${minutes}`);
}

function nearestColor(given: readonly number[]): Color {
  if (given.length !== 3) return 'yellow';
  const apart = (hex: string): number => shares(hex).reduce((sum, share, index) => sum + (share - (given[index] ?? 0)) ** 2, 0);
  const distance = (color: Color): number => Math.min(apart(palette[color].light), apart(palette[color].lightLine));
  return [...colors].sort((a, b) => distance(a) - distance(b))[0] ?? 'yellow';
}

/**
 * Reads highlights, underlines and strike-throughs of a PDF, whoever made it, as annotations that are found by their quotes. The quote is
 * what can be read on the page: of pictures, and of what fonts do not tell the characters of, nothing.
 */
export async function importPdfHighlights(bytes: Uint8Array): Promise<Result<readonly ImportedAnnotation[]>> {
  if (!looksLikePdf(bytes)) return notAnnotations('It is no PDF.');
  try {
    const document = await PdfDocument.open(bytes);
    if (document.isLocked) return notAnnotations('It is a PDF that is protected by a password.');
    return checkImported(new HighlightReader(document).read());
  } catch (error) {
    // The library throws errors of many kinds at damaged files: any of them says only that.
    if (error instanceof Error) return notAnnotations(damaged);
    throw error;
  }
}
