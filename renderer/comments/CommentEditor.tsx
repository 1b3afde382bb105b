import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Annotation } from '../../core/model/annotation';
import { writeComment } from '../marking';
import type { Reader } from '../reader';
import { t } from '../texts';
import { shortQuote } from './CommentCard';

/** Milliseconds of rest after which what is typed is saved. */
const saveAfter = 500;

/** Where a comment is written. It is saved while it is typed, when Enter is pressed, and when the field is left. */
export function CommentEditor({ reader, annotation }: { readonly reader: Reader; readonly annotation: Annotation }) {
  const [draft, setDraft] = useState(() => annotation.comment + reader.typedAhead);
  const latest = useRef(draft);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { id } = annotation;

  const type = useCallback((text: string) => {
    setDraft(text);
    latest.current = text;
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(() => { writeComment(reader, id, text); }, saveAfter);
  }, [reader, id]);

  useEffect(() => {
    const flush = () => {
      if (timer.current) clearTimeout(timer.current);
      timer.current = null;
      writeComment(reader, id, latest.current);
    };
    reader.onFlush.add(flush);
    return () => {
      reader.onFlush.delete(flush);
      flush();
    };
  }, [reader, id]);
  // Before anything else can happen: a key that is pressed now must find the field with the focus and with what was typed ahead.
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.focus({ preventScroll: true });
    element.setSelectionRange(element.value.length, element.value.length);
    element.scrollIntoView({ block: 'nearest' });
    if (reader.typedAhead !== '') type(latest.current);
    reader.typedAhead = '';
  }, [reader, type]);

  const close = () => {
    reader.flush();
    if (latest.current !== '') reader.announce(t('announce.commentSaved'));
    reader.store.set({ editing: null });
  };
  return (
    <>
      <textarea
        ref={field}
        className="comment-field"
        value={draft}
        rows={2}
        placeholder={t('comments.placeholder')}
        aria-label={t('comments.write', { quote: shortQuote(annotation.target.quote.exact) })}
        onChange={(event) => { type(event.target.value); }}
        onBlur={() => { if (reader.store.get().editing === id) close(); }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing) return;
          if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Escape') {
            event.preventDefault();
            close();
            reader.focus(null);
            reader.view?.focus();
          } else if (event.key === 'F6') {
            event.preventDefault();
            close();
            reader.view?.focus();
          }
        }}
      />
      <p className="comment-hint">{t('comments.hint')}</p>
    </>
  );
}
