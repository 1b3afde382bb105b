import type { CopyInput } from '../../../core/export/copy';
import { createJsonld } from '../../../core/export/jsonld';
import { readXml } from './read-xml';
import { recordText } from './text-record';

/** The name space of what Manicule puts into a package for itself. */
export const ownSpace = 'https://manicule.invalid/ns/office#';

/** What a package holds for Manicule: with it and the body, text and annotations come back as they were. */
export interface OwnData {
  readonly jsonld: string | null;
  /** A TextRecord as JSON. */
  readonly text: string | null;
  /** Ids of annotations and replies by the key of the comment that says them. */
  readonly ids: ReadonlyMap<string, string>;
}

/** The data of a copy, as text that XML can hold. */
export function ownDataOf(input: CopyInput): { readonly jsonld: string; readonly text: string } {
  // XML cannot hold these two at all, and JSON can as escapes.
  const jsonld = createJsonld(input).content.replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
  return { jsonld, text: JSON.stringify(recordText(input.source)) };
}

/** Reads a part of XML that holds the data, whatever stands around it. Throws RefusedFile. */
export function readOwnData(bytes: Uint8Array): OwnData {
  const found: Record<'jsonld' | 'text', string[] | null> = { jsonld: null, text: null };
  const ids = new Map<string, string>();
  let current: string[] | null = null;
  readXml(bytes, {
    open(element) {
      if (element.space !== ownSpace) return;
      const key = element.attribute('key');
      const id = element.attribute('id');
      if (element.name === 'comment' && key && id) ids.set(key, id);
      if (element.name === 'jsonld' || element.name === 'text') current = found[element.name] ??= [];
    },
    text: (text) => { current?.push(text); },
    close: () => { current = null; },
  });
  return { jsonld: found.jsonld?.join('') ?? null, text: found.text?.join('') ?? null, ids };
}
