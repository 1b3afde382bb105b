import type { MouseEvent } from 'react';
import type { Annotation } from '../../core/model/annotation';
import { plainWords } from '../../core/model/plain-words';
import { Parts } from '../comments/Parts';
import { t } from '../texts';

/** Characters of a quote or a comment that an entry shows at most; the style sheet cuts what does not fit. */
const shownLength = 300;

interface ListEntryProps {
  readonly annotation: Annotation;
  /** What is not in order with its place; null when all is. */
  readonly status: 'changed' | 'unsure' | 'orphaned' | null;
  readonly focused: boolean;
  /** True for one of several that are to be changed together. */
  readonly chosen: boolean;
  /** True for the one entry that Tab stops at; arrows go on from there. */
  readonly reachable: boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onMenu: (event: MouseEvent<HTMLElement>) => void;
}

/** An annotation in the list. */
export function ListEntry({ annotation, status, focused, chosen, reachable, onClick, onMenu }: ListEntryProps) {
  const { id, color, style, target, comment, tags, resolved, replies } = annotation;
  const signs = [t(`color.${color}`), ...(style === 'highlight' ? [] : [t(`style.${style}`)]), ...(replies.length > 0 ? [t('comments.replyCount', { count: replies.length })] : [])];
  return (
    <button
      type="button"
      className="list-entry"
      data-id={id}
      data-color={color}
      data-style={style}
      data-status={status ?? 'same'}
      aria-current={focused}
      aria-pressed={chosen}
      tabIndex={reachable ? 0 : -1}
      onClick={onClick}
      onContextMenu={onMenu}
    >
      <span className="list-quote" dir="auto">{target.quote.exact.slice(0, shownLength)}</span>
      {comment ? <span className="list-comment" dir="auto">{plainWords(comment, shownLength)}</span> : null}
      <span className="list-signs"><Parts of={signs} /></span>
      {tags.length > 0 ? <span className="list-tags">{tags.map((tag) => <span key={tag} className="tag-chip">{tag}</span>)}</span> : null}
      {resolved ? <span className="list-status">{t('comments.resolved')}</span> : null}
      {status ? <span className="list-status">{t(status === 'orphaned' ? 'list.orphan' : `list.${status}`)}</span> : null}
    </button>
  );
}
