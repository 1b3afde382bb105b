import { inflateSync } from 'node:zlib';
import type { CopyInput } from '../../../core/export/copy';
import { createJsonld } from '../../../core/export/jsonld';
import { PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString, type ObjectSink, type PdfDocument, type PdfRef } from './pdf-document';
import { date, name, text } from './pdf-values';

/** The names by which Manicule finds again what it attached. */
const keys = { annotations: 'manicule-annotations', source: 'manicule-source' } as const;

/** No attachment of a text that Manicule opens is longer, unpacked, in bytes. */
const longestFile = 1024 * 1024 * 1024;

/** What makes a PDF lossless: the text it shows and the annotations, as they were. */
export interface OwnFiles {
  readonly source: string;
  readonly jsonld: string;
}

interface AttachedFile {
  readonly name: string;
  readonly description: string;
  readonly mediaType: string;
  /** What it is to the document (ISO 32000-2, 7.11.3). */
  readonly relationship: 'Source' | 'Data';
  readonly content: string;
}

function embed(sink: ObjectSink, file: AttachedFile, generated: string): PdfRef {
  const bytes = Buffer.from(file.content, 'utf8');
  const parameters = PdfDict.of({ Size: PdfNumber.of(bytes.length), CreationDate: date(generated), ModDate: date(generated) });
  const stream = sink.register(new PdfStream([['Type', name('EmbeddedFile')], ['Subtype', name(file.mediaType)], ['Params', parameters]], bytes));
  return sink.register(PdfDict.of({
    Type: name('Filespec'), F: text(file.name), UF: text(file.name), Desc: text(file.description), AFRelationship: name(file.relationship),
    EF: PdfDict.of({ F: stream, UF: stream }),
  }));
}

/**
 * Attaches the text and the annotations as JSON-LD: what a PDF cannot hold otherwise, and what brings both back as they were. Answers with
 * the entries of the catalog that name them.
 */
export function attachOwnFiles(sink: ObjectSink, input: CopyInput): { readonly Names: PdfDict; readonly AF: PdfArray } {
  const annotations = embed(sink, {
    name: 'annotations.jsonld', description: 'The annotations as W3C Web Annotations', mediaType: 'application/ld+json', relationship: 'Data', content: createJsonld(input).content,
  }, input.generated);
  const source = embed(sink, {
    name: input.name, description: 'The annotated text', mediaType: 'text/plain', relationship: 'Source', content: input.source,
  }, input.generated);
  // In the order of the keys, as a name tree demands.
  const files = PdfDict.of({ Names: PdfArray.of(text(keys.annotations), annotations, text(keys.source), source) });
  return { Names: PdfDict.of({ EmbeddedFiles: files }), AF: PdfArray.of(annotations, source) };
}

/** The embedded files of a document by their keys. A loop with a memory, since a tree from outside may be a circle. */
function embeddedFiles(document: PdfDocument): Map<string, PdfDict> {
  const found = new Map<string, PdfDict>();
  const seen = new Set<PdfDict>();
  const waiting = [document.dictionary(document.dictionary(document.catalog.get('Names'))?.get('EmbeddedFiles'))];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!node || seen.has(node)) continue;
    seen.add(node);
    const entries = document.array(node.get('Names'))?.toArray() ?? [];
    for (let index = 0; index + 1 < entries.length; index += 2) {
      const key = document.resolve(entries[index]);
      const file = document.dictionary(entries[index + 1]);
      if (key instanceof PdfString && file) found.set(key.asString(), file);
    }
    for (const kid of document.array(node.get('Kids'))?.toArray() ?? []) waiting.push(document.dictionary(kid));
  }
  return found;
}

/** The bytes of an embedded file; null when it is packed in a way that Manicule never packs, damaged, or too long. */
function contentOf(document: PdfDocument, file: PdfDict | undefined): Buffer | null {
  const places = document.dictionary(file?.get('EF'));
  const stream = document.resolve(places?.get('F') ?? places?.get('UF'));
  if (!(stream instanceof PdfStream)) return null;
  const filter = document.resolve(stream.get('Filter'));
  const names = filter instanceof PdfArray ? filter.toArray() : filter ? [filter] : [];
  if (names.length === 0) return Buffer.from(stream.data);
  const [only] = names;
  if (names.length > 1 || !(only instanceof PdfName) || only.value !== 'FlateDecode' || stream.has('DecodeParms')) return null;
  try {
    return inflateSync(stream.data, { maxOutputLength: longestFile });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** What Manicule attached; null when it is not there. */
export function readOwnFiles(document: PdfDocument): OwnFiles | null {
  const files = embeddedFiles(document);
  const source = contentOf(document, files.get(keys.source));
  const jsonld = contentOf(document, files.get(keys.annotations));
  return source && jsonld ? { source: source.toString('utf8'), jsonld: jsonld.toString('utf8') } : null;
}
