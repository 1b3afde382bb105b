import type { Text } from '@codemirror/state';
import { useEffect, useState } from 'react';
import { findHeadings } from '../../core/outline/find-headings';
import { nest, type Section } from '../../core/outline/sections';
import { inParts } from '../in-parts';
import { textOf } from '../marking';
import type { Reader } from '../reader';
import { useStore } from '../use-store';

/** The outlines of texts that were looked at, for as long as the texts are there. */
const known = new WeakMap<Text, readonly Section[]>();

/** The outline of the document, made when it is first looked at and the whole text is there; null until then. */
export function useOutline(reader: Reader): readonly Section[] | null {
  const document = useStore(reader.store, (state) => state.document);
  const loading = useStore(reader.store, (state) => state.loaded !== null);
  const [outline, setOutline] = useState<{ readonly text: Text; readonly sections: readonly Section[] } | null>(null);
  const text = reader.view?.state.doc;
  const made = text && (outline?.text === text ? outline.sections : known.get(text));
  useEffect(() => {
    if (!text || !document || loading || known.has(text)) return undefined;
    return inParts(findHeadings(textOf(reader), document.name), (headings) => {
      const sections = nest(headings);
      known.set(text, sections);
      setOutline({ text, sections });
    });
  }, [reader, text, document, loading]);
  return loading ? null : (made ?? null);
}
