import { Pencil, Trash2 } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useRef } from 'react';
import type { Annotation } from '../../core/model/annotation';
import { remove } from '../marking';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { CommentEditor } from './CommentEditor';

const MarkdownText = lazy(async () => import('./MarkdownText'));

interface CommentCardProps {
  readonly reader: Reader;
  readonly annotation: Annotation;
  readonly top: number;
  readonly measure: (id: string, element: HTMLElement | null) => void;
}

/** Characters of the quote that name a card. */
const nameLength = 60;

/** The beginning of a quote, as a name for what is said about it. */
export function shortQuote(exact: string): string {
  const line = exact.replace(/\s+/gu, ' ');
  return line.length > nameLength ? `${line.slice(0, nameLength).trimEnd()}…` : line;
}

function when(instant: string): string {
  return new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** A comment in the margin. A click goes to its passage; Enter or the pencil opens it for writing. */
export function CommentCard({ reader, annotation, top, measure }: CommentCardProps) {
  const { id, comment, color, creator, modified, target } = annotation;
  const focused = useStore(reader.store, (state) => state.focused === id);
  const editing = useStore(reader.store, (state) => state.editing === id);
  const readOnly = useStore(reader.store, (state) => state.document?.readOnly ?? false);
  const card = useRef<HTMLElement>(null);
  const attach = useCallback((element: HTMLElement | null) => {
    card.current = element;
    measure(id, element);
  }, [id, measure]);
  useEffect(() => {
    if (focused && !editing) card.current?.scrollIntoView({ block: 'nearest' });
  }, [focused, editing]);
  const edit = () => {
    reader.focus(id);
    if (!readOnly) reader.store.set({ editing: id });
  };
  return (
    <article
      ref={attach}
      className="comment-card"
      data-id={id}
      data-color={color}
      data-focused={focused}
      style={{ top }}
      tabIndex={editing ? -1 : 0}
      aria-label={t('comments.card', { quote: shortQuote(target.quote.exact) })}
      onClick={() => {
        if (editing) return;
        reader.focus(id);
        reader.reveal(id);
      }}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        if (event.key === 'Enter') {
          event.preventDefault();
          edit();
        } else if (event.key === 'Delete' || event.key === 'Backspace') remove(reader, id);
        else if (event.key === 'Escape') {
          reader.focus(null);
          reader.view?.focus();
        }
      }}
      onFocus={(event) => { if (event.target === event.currentTarget) reader.focus(id); }}
    >
      <header>
        <span className="comment-meta">{creator ? `${creator} · ` : ''}{when(modified)}</span>
        {readOnly || editing ? null : (
          <span className="comment-actions" onClick={(event) => { event.stopPropagation(); }}>
            <button type="button" aria-label={t('comments.edit')} onClick={edit}><Pencil size={14} aria-hidden /></button>
            <button type="button" aria-label={t('comments.delete')} onClick={() => { remove(reader, id); }}><Trash2 size={14} aria-hidden /></button>
          </span>
        )}
      </header>
      {editing ? <CommentEditor reader={reader} annotation={annotation} /> : (
        <Suspense fallback={<p>{comment}</p>}>
          <div className="comment-body"><MarkdownText text={comment} /></div>
        </Suspense>
      )}
    </article>
  );
}
