import { Buffer } from 'node:buffer';
import { byPosition, type Annotation } from '../../core/model/annotation';
import { holds, searchTextOf, type Search, type SearchText } from '../../core/search/search-text';
import type { DocumentRecord } from '../../core/model/document-record';
import type { Stamp } from '../storage/durable-write';

/** Between the annotations of a document, and between words and tags of one: neither comes out of a keyboard, and a stray one splits a text, no more. */
const betweenAnnotations = '\u0000';
const beforeTags = '\u0001';

/** What is kept of a document to be searched: a million annotations have to fit, so what is shown of a hit is read again from its file. */
export interface KeptDocument {
  /** The state of the file that this was read from. */
  readonly stamp: Stamp;
  readonly documentId: string;
  readonly path: string;
  readonly opened: string;
  /** How often each tag is used. */
  readonly tags: ReadonlyMap<string, number>;
  readonly annotations: number;
  /** All that can be found of all annotations, in the order of the text, as UTF-8: outside of the memory that is swept again and again. */
  readonly texts: Buffer;
}

/** What is to be kept of a record. */
export function keepForSearch({ documentId, path, opened, annotations }: DocumentRecord, stamp: Stamp): KeptDocument {
  const tags = new Map<string, number>();
  for (const tag of annotations.flatMap((annotation) => annotation.tags)) tags.set(tag, (tags.get(tag) ?? 0) + 1);
  const texts = inOrder(annotations).map((annotation) => {
    const text = searchTextOf(annotation);
    return text.words + beforeTags + text.tags;
  });
  return { stamp, documentId, path, opened, tags, annotations: annotations.length, texts: Buffer.from(texts.join(betweenAnnotations), 'utf8') };
}

/** The annotations in the order of the text. */
export function inOrder(annotations: readonly Annotation[]): readonly Annotation[] {
  return [...annotations].sort(byPosition);
}

/** How many annotations of a document hold what is looked for. */
export function countIn({ texts, annotations }: KeptDocument, search: Search): number {
  // Most documents have nothing to do with a search: that is seen without making strings of them.
  if (annotations === 0 || !search.words.every((word) => texts.includes(word)) || !search.tags.every((tag) => texts.includes(`\n${tag}`))) return 0;
  if (search.words.length === 0 && search.tags.length === 0) return annotations;
  return texts.toString('utf8').split(betweenAnnotations).reduce((count, text) => (holds(parted(text), search) ? count + 1 : count), 0);
}

function parted(text: string): SearchText {
  const at = text.lastIndexOf(beforeTags);
  return { words: text.slice(0, at), tags: text.slice(at + 1) };
}
