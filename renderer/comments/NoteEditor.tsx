import { useEffect, useLayoutEffect, useReducer, useRef } from 'react';
import { longestComment } from '../../core/model/annotation';
import { scrollTo } from '../document/text-view';
import type { Reader } from '../reader';
import { numeral, t } from '../texts';
import { useStore } from '../use-store';

interface NoteEditorProps {
  readonly reader: Reader;
  /** The annotation. */
  readonly id: string;
  /** The reply to it that is written; null: its comment. */
  readonly reply: string | null;
  readonly label: string;
  readonly placeholder: string;
  /** Said when it is closed with something in it. */
  readonly savedText: string;
}

/** Refuses what would make the text longer than can be kept, as a whole: a part of what is put in would pass for all of it. */
function useLimit(reader: Reader, field: { readonly current: HTMLTextAreaElement | null }): void {
  useEffect(() => {
    const element = field.current;
    // React's own event of this name is another one.
    const look = (event: InputEvent) => {
      if (!element || event.isComposing || event.data === null) return;
      const length = element.value.length - (element.selectionEnd - element.selectionStart) + event.data.length;
      if (length <= longestComment) return;
      event.preventDefault();
      reader.toast(t('comments.tooLong', { length: numeral(length), limit: numeral(longestComment) }));
    };
    element?.addEventListener('beforeinput', look);
    return () => { element?.removeEventListener('beforeinput', look); };
  }, [reader, field]);
}

/** Scrolls the text to the passage when the field has left the screen with it: what is typed is to be seen. */
function bringBack(reader: Reader, id: string, field: Element): void {
  const { top, bottom } = field.getBoundingClientRect();
  const mark = reader.marks.get(id);
  if ((bottom <= 0 || top >= window.innerHeight) && mark && reader.view) scrollTo(reader.view, mark.span.start, 'center');
}

/** Where a comment or a reply is written: the field for what is kept in the reader's drafts. It is saved while it is typed, when Enter is pressed, and when the field is left. */
export function NoteEditor({ reader, id, reply, label, placeholder, savedText }: NoteEditorProps) {
  const draft = useStore(reader.drafts.shown, ({ text }) => text);
  // A component hears of a store a moment after it is drawn, and what was typed ahead comes before: drawn with an older text, the field would lose it to the next key.
  const [, drawAnew] = useReducer((count: number) => count + 1, 0);
  const field = useRef<HTMLTextAreaElement>(null);
  useLimit(reader, field);
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
    if (reader.drafts.shown.get().text !== '') reader.announce(savedText);
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
        maxLength={longestComment}
        onChange={(event) => {
          reader.drafts.type(event.target.value);
          drawAnew();
          bringBack(reader, id, event.target);
        }}
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
