import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Reader } from '../reader';
import { t } from '../texts';

/** Milliseconds of rest after which what is typed is saved. */
const saveAfter = 500;

interface NoteEditorProps {
  readonly reader: Reader;
  /** The annotation. */
  readonly id: string;
  /** The reply to it that is written; null: its comment. */
  readonly reply: string | null;
  readonly text: string;
  readonly label: string;
  readonly placeholder: string;
  /** Said when it is closed with something in it. */
  readonly savedText: string;
  readonly write: (text: string) => void;
}

/** Where a comment or a reply is written. It is saved while it is typed, when Enter is pressed, and when the field is left. */
export function NoteEditor({ reader, id, reply, text: initial, label, placeholder, savedText, write }: NoteEditorProps) {
  const [draft, setDraft] = useState(initial);
  const latest = useRef(draft);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const writing = useRef(write);
  useLayoutEffect(() => { writing.current = write; }, [write]);

  const type = useCallback((text: string) => {
    setDraft(text);
    latest.current = text;
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(() => { writing.current(text); }, saveAfter);
  }, []);

  useEffect(() => {
    const flush = () => {
      if (timer.current) clearTimeout(timer.current);
      timer.current = null;
      writing.current(latest.current);
    };
    reader.onFlush.add(flush);
    return () => {
      reader.onFlush.delete(flush);
      flush();
    };
  }, [reader]);
  // Before anything else can happen: a key that is pressed now must find the field with the focus and with what was typed ahead.
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.focus({ preventScroll: true });
    element.setSelectionRange(element.value.length, element.value.length);
    element.scrollIntoView({ block: 'nearest' });
    reader.ahead.handOver(element);
  }, [reader]);

  const close = () => {
    reader.flush();
    if (latest.current !== '') reader.announce(savedText);
    reader.store.set({ editing: null, editingReply: null });
  };
  const isOpen = () => reader.store.get().editing === id && reader.store.get().editingReply === reply;
  return (
    <>
      <textarea
        ref={field}
        className="comment-field"
        value={draft}
        rows={2}
        placeholder={placeholder}
        aria-label={label}
        dir="auto"
        onChange={(event) => { type(event.target.value); }}
        onBlur={() => { if (isOpen()) close(); }}
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
