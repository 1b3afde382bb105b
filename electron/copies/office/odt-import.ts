import { toInstant } from '../../../core/import/instant';
import { isId } from '../../../core/model/parse-annotation';
import { ownFile, placelessSection, space } from './odt-names';
import { placeOf, type OfficeComment, type OfficeCopy } from './office-copy';
import { readOwnData } from './own-data';
import { readXml, type XmlElement } from './read-xml';
import { RefusedFile } from './refused-file';
import { parseTextRecord, restoreSource } from './text-record';
import type { ZipReader } from './zip-reader';

/** Elements of text whose content is not the body's. */
const passedOver = new Set(['note', 'tracked-changes', 'sequence-decls', 'ruby-text']);
const drawings = 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0';
/** Blanks written as a number are no more than a line of text has use for. */
const mostBlanks = 100_000;

/** Text as OpenDocument means it: white space melts into one blank, and into none at a paragraph's beginning (part 3, 6.1.2). */
class TextCollector {
  readonly parts: string[] = [];
  length = 0;
  private afterBlank = true;

  put(text: string): void {
    this.parts.push(text);
    this.length += text.length;
    this.afterBlank = false;
  }

  flowing(text: string): void {
    const melted = text.replace(/[ \t\r\n]+/g, ' ');
    const shown = this.afterBlank && melted.startsWith(' ') ? melted.slice(1) : melted;
    if (shown === '') return;
    this.put(shown);
    this.afterBlank = shown.endsWith(' ');
  }

  endParagraph(): void {
    this.put('\n');
    this.afterBlank = true;
  }
}

interface WrittenAnnotation {
  readonly name: string;
  readonly parentName: string | null;
  readonly resolved: string | null;
  readonly start: number;
  end: number;
  readonly said: TextCollector;
  author: string;
  date: string;
}

class ContentReader {
  readonly body = new TextCollector();
  readonly annotations: WrittenAnnotation[] = [];
  /** Where the section of what has no place in the text begins. */
  placeless: number | null = null;
  private readonly named = new Map<string, WrittenAnnotation>();
  private annotation: WrittenAnnotation | null = null;
  /** Paragraphs that were open where the annotation began. */
  private outer = 0;
  private inBody = false;
  private skipped = 0;
  /** Paragraphs that are open: an annotation's stand within one of the body. */
  private paragraphs = 0;
  private field: 'author' | 'date' | null = null;

  private get collector(): TextCollector {
    return this.annotation?.said ?? this.body;
  }

  open(element: XmlElement): void {
    if (this.skipped > 0 || (element.space === space.text && passedOver.has(element.name)) || element.space === drawings) {
      this.skipped++;
      return;
    }
    if (element.space === space.office) this.openOffice(element);
    if (!this.inBody) return;
    if (element.space === space.text) this.openText(element);
    if (element.space === space.dc && this.annotation) this.field = element.name === 'creator' ? 'author' : element.name === 'date' ? 'date' : null;
  }

  private openOffice(element: XmlElement): void {
    const name = element.attribute('name') ?? '';
    if (element.name === 'text') this.inBody = true;
    if (element.name === 'annotation' && this.inBody && !this.annotation) {
      const at = this.body.length;
      this.annotation = {
        name, parentName: element.attribute('parent-name'), resolved: element.attribute('resolved'), start: at, end: at, said: new TextCollector(), author: '', date: '',
      };
      this.outer = this.paragraphs;
      this.annotations.push(this.annotation);
      this.named.set(name, this.annotation);
    }
    const ended = this.named.get(name);
    if (element.name === 'annotation-end' && ended) ended.end = this.body.length;
  }

  private openText(element: XmlElement): void {
    switch (element.name) {
      case 'p': case 'h': this.paragraphs++; break;
      case 's': this.collector.put(' '.repeat(Math.min(mostBlanks, Math.max(0, Number(element.attribute('c') ?? 1) || 0)))); break;
      case 'tab': this.collector.put('\t'); break;
      case 'line-break': this.collector.put('\n'); break;
      case 'section': if (element.attribute('name') === placelessSection) this.placeless ??= this.body.length; break;
    }
  }

  text(text: string): void {
    if (this.skipped > 0 || !this.inBody) return;
    if (this.annotation && this.field) this.annotation[this.field] += text;
    else if (this.paragraphs > (this.annotation ? this.outer : 0)) this.collector.flowing(text);
  }

  close(element: XmlElement): void {
    this.field = null;
    if (this.skipped > 0) {
      this.skipped--;
      return;
    }
    if (element.space === space.office && element.name === 'annotation') this.annotation = null;
    if (this.inBody && element.space === space.text && (element.name === 'p' || element.name === 'h')) {
      this.paragraphs--;
      this.collector.endParagraph();
    }
  }
}

function commentsOf(reader: ContentReader, text: string, length: number): OfficeComment[] {
  return reader.annotations.map(({ name, parentName, resolved, start, end, said, author, date }, index) => ({
    key: name === '' ? `annotation ${index}` : name,
    id: isId(name) ? name : null,
    parentKey: parentName,
    author,
    date: toInstant(date),
    text: said.parts.join('').slice(0, -1),
    resolved: resolved === null ? null : resolved === 'true',
    ...placeOf(text, length, start, end),
  }));
}

/** Reads an ODT file, whoever wrote it. Throws RefusedFile. */
export function readOdt(zip: ZipReader): OfficeCopy {
  const manifest = zip.read('META-INF/manifest.xml');
  if (manifest?.includes('encryption-data')) throw new RefusedFile('It is protected by a password.');
  const content = zip.read('content.xml');
  if (!content) throw new RefusedFile('It is no text document.');
  const reader = new ContentReader();
  readXml(content, { open: (element) => { reader.open(element); }, text: (text) => { reader.text(text); }, close: (element) => { reader.close(element); } });
  const whole = reader.body.parts.join('');
  const length = Math.max(0, (reader.placeless ?? whole.length) - 1);
  const own = zip.read(ownFile);
  const { jsonld, text: written } = own ? readOwnData(own) : { jsonld: null, text: null };
  const text = whole.slice(0, length);
  const record = parseTextRecord(written ?? '');
  return { text, source: record ? restoreSource(text, record) : null, jsonld, comments: commentsOf(reader, whole, length) };
}
