import { useMemo, useState } from 'react';
import type { LibraryHit } from '../../core/contract';
import { parseSearch, pieces } from '../../core/search/search-text';
import { api } from '../api';
import { Parts } from '../comments/Parts';
import { goTo } from '../go-to';
import { overlay, setOverlay } from '../overlay';
import { Picker } from '../picking/Picker';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { useLibrarySearch, type Found } from './use-library-search';

/** The search over the annotations of all documents. What was looked for last is there again when it is opened the next time. */
export function LibrarySearch({ reader }: { readonly reader: Reader }) {
  const open = useStore(overlay, (state) => state.open === 'library-search');
  const [typed, setTyped] = useState('');
  const found = useLibrarySearch(reader, open, typed);
  const words = useMemo(() => parseSearch(found?.typed ?? '').words, [found]);
  const pick = async ({ documentId, annotationId }: LibraryHit) => {
    if (reader.store.get().session.annotations.has(annotationId)) goTo(reader, annotationId);
    else reader.opening?.(await api.openAnnotation(documentId, annotationId));
  };
  return (
    <Picker
      reader={reader}
      className="library-search"
      open={open}
      close={() => { setOverlay(null); }}
      label={t('librarySearch.label')}
      typed={typed}
      onType={setTyped}
      items={found?.hits ?? []}
      keyOf={({ documentId, annotationId }) => `${documentId} ${annotationId}`}
      draw={(hit) => <Hit hit={hit} words={words} />}
      pick={(hit) => { void pick(hit); }}
      note={noteOf(found)}
    />
  );
}

function noteOf(found: Found | null): string {
  if (!found) return t('librarySearch.reading');
  if (found.total === 0) return t(found.typed.trim() === '' ? 'librarySearch.empty' : 'librarySearch.none');
  const documents = t('librarySearch.documents', { count: found.documents });
  return found.total > found.hits.length
    ? t('librarySearch.firstOf', { shown: found.hits.length, count: found.total, documents })
    : t('librarySearch.count', { count: found.total, documents });
}

function Hit({ hit, words }: { readonly hit: LibraryHit; readonly words: readonly string[] }) {
  const { name, path, color, style, resolved, quote, comment, tags } = hit;
  const signs = [t(`color.${color}`), ...(style === 'highlight' ? [] : [t(`style.${style}`)]), ...(resolved ? [t('comments.resolved')] : [])];
  return (
    <span className="hit" data-color={color}>
      <span className="hit-quote" dir="auto"><Marked text={quote} words={words} /></span>
      {comment === '' ? null : <span className="hit-comment" dir="auto"><Marked text={comment} words={words} /></span>}
      <span className="hit-where">
        <span className="hit-name" title={path}>{name}</span>
        <span><Parts of={signs} /></span>
        {tags.map((tag) => <span key={tag} className="tag-chip"><Marked text={tag} words={words} /></span>)}
      </span>
    </span>
  );
}

function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  return pieces(text, words).map(({ text: piece, found }, at) => (found ? <mark key={at}>{piece}</mark> : piece));
}
