import { memo, useCallback, useEffect, useRef } from 'react';
import type { Annotation } from '../../core/model/annotation';
import { plainWords } from '../../core/model/plain-words';
import { openMenu } from '../annotation-menu/open-menu';
import { runCommand } from '../commands';
import { annotationKey } from '../keys';
import { remove } from '../marking';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { CardContent, editComment } from './CardContent';
import { shortQuote } from './wording';

interface CommentCardProps {
  readonly reader: Reader;
  readonly annotation: Annotation;
  readonly top: number;
  /** True for a card that shows one line only, because there is no room. */
  readonly folded: boolean;
  readonly measure: (element: HTMLElement | null) => void;
}

/** Characters of a comment that a folded card shows at most; the style sheet cuts what does not fit. */
const foldedLength = 80;

/**
 * A comment in the margin. A click goes to its passage and unfolds it; Enter opens it for writing. Where very many passages stand on a screen, only the
 * cards that change are drawn anew.
 */
export const CommentCard = memo(function CommentCard({ reader, annotation, top, folded, measure }: CommentCardProps) {
  const { id, comment, color, target, resolved, replies, tags } = annotation;
  const focused = useStore(reader.store, (state) => state.focused === id);
  // Read here, so that the card is drawn anew in another language.
  useStore(reader.store, (state) => state.language);
  const editing = useStore(reader.store, (state) => state.editing === id);
  const card = useRef<HTMLElement>(null);
  const attach = useCallback((element: HTMLElement | null) => {
    card.current = element;
    measure(element);
  }, [measure]);
  // When it gets the attention only: a field that is left by a click elsewhere in the text must not pull the text back.
  useEffect(() => {
    if (focused && reader.store.get().editing !== id) card.current?.scrollIntoView({ block: 'nearest' });
  }, [reader, id, focused]);
  return (
    <article
      ref={attach}
      className="comment-card"
      data-id={id}
      data-color={color}
      data-focused={focused}
      data-folded={folded}
      data-resolved={resolved}
      style={{ top }}
      tabIndex={editing ? -1 : 0}
      aria-label={t(resolved ? 'comments.resolvedCard' : 'comments.card', { quote: shortQuote(target.quote.exact) })}
      onClick={() => {
        if (editing) return;
        reader.focus(id);
        reader.reveal(id);
      }}
      onKeyDown={(event) => {
        // From its buttons, too; but not from a menu of it, which stands elsewhere in the page.
        if (event.key === 'Escape' && event.target instanceof Node && event.currentTarget.contains(event.target)) {
          reader.focus(null);
          reader.view?.focus();
        } else if (event.target !== event.currentTarget) return;
        else if (event.key === 'Enter') {
          event.preventDefault();
          editComment(reader, id);
        } else if (event.key === 'Delete' || event.key === 'Backspace') remove(reader, id);
        else if (annotationKey(reader, event.nativeEvent, (command) => { void runCommand(reader, command); })) event.preventDefault();
      }}
      onContextMenu={(event) => {
        if (editing) return;
        reader.focus(id);
        openMenu(reader, [id], event.nativeEvent, event.currentTarget);
      }}
      onFocus={(event) => { if (event.target === event.currentTarget) reader.focus(id); }}
    >
      {folded ? (
        <p className="folded-line">
          <span className="folded-text" dir="auto">{plainWords(comment || (replies[0]?.comment ?? tags.join(', ')), foldedLength)}</span>
          {replies.length > 0 ? <span className="reply-count">{t('comments.replyCount', { count: replies.length })}</span> : null}
        </p>
      ) : <CardContent reader={reader} annotation={annotation} />}
    </article>
  );
});
