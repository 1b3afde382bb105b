import { CircleCheck, Ellipsis, MessageSquareReply, Pencil, RotateCcw, Trash2, X } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Annotation } from '../../core/model/annotation';
import { openMenu } from '../annotation-menu/open-menu';
import { untagAll } from '../bulk';
import { setResolved, startReply } from '../discussing';
import { remove, startWriting } from '../marking';
import { refusesChange } from '../read-only';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { NoteEditor } from './NoteEditor';
import { Parts } from './Parts';
import { Replies } from './Replies';
import { day, shortQuote, when } from './wording';

const MarkdownText = lazy(async () => import('./MarkdownText'));
const icon = { size: 14, 'aria-hidden': true } as const;

/** A comment's or a reply's text, with its Markdown in effect. */
export function NoteText({ text }: { readonly text: string }) {
  return <Suspense fallback={<p>{text}</p>}><div className="comment-body" dir="auto"><MarkdownText text={text} /></div></Suspense>;
}

/** Opens an annotation's comment for writing, where it may be changed. */
export function editComment(reader: Reader, id: string): void {
  reader.focus(id);
  if (!refusesChange(reader)) startWriting(reader, id, null);
}

interface CardContentProps {
  readonly reader: Reader;
  readonly annotation: Annotation;
}

/** All that is said about one passage: the comment, the replies, and what can be done. */
export function CardContent({ reader, annotation }: CardContentProps) {
  const { id, comment, color, creator, created, resolved, tags, target } = annotation;
  const writing = useStore(reader.store, (state) => state.editing === id && state.editingReply === null);
  const readOnly = useStore(reader.store, (state) => state.document?.readOnly ?? false);
  return (
    <>
      <header>
        <span className="comment-meta" title={when(created)}>
          {resolved ? <span className="resolved-sign"><CircleCheck {...icon} />{t('comments.resolved')}</span> : null}
          <Parts of={[creator, t(`color.${color}`), day(created)]} />
        </span>
        {readOnly || writing ? null : (
          <span className="comment-actions" onClick={(event) => { event.stopPropagation(); }}>
            {resolved
              ? <button type="button" aria-label={t('comments.reopen')} title={t('comments.reopen')} onClick={() => { setResolved(reader, id, false); }}><RotateCcw {...icon} /></button>
              : <button type="button" aria-label={t('comments.resolve')} title={t('comments.resolve')} onClick={() => { setResolved(reader, id, true); }}><CircleCheck {...icon} /></button>}
            <button type="button" aria-label={t('comments.reply')} title={t('comments.reply')} onClick={() => { startReply(reader, id); }}><MessageSquareReply {...icon} /></button>
            <button type="button" aria-label={t('comments.edit')} title={t('comments.edit')} onClick={() => { editComment(reader, id); }}><Pencil {...icon} /></button>
            <button type="button" aria-label={t('comments.delete')} title={t('comments.delete')} onClick={() => { remove(reader, id); }}><Trash2 {...icon} /></button>
            <button type="button" aria-label={t('comments.more')} title={t('comments.more')} onClick={(event) => { openMenu(reader, [id], event.nativeEvent, event.currentTarget); }}><Ellipsis {...icon} /></button>
          </span>
        )}
      </header>
      {writing ? (
        <NoteEditor
          reader={reader}
          id={id}
          reply={null}
          label={t('comments.write', { quote: shortQuote(target.quote.exact) })}
          placeholder={t('comments.placeholder')}
          savedText={t('announce.commentSaved')}
        />
      ) : comment === '' ? null : <NoteText text={comment} />}
      {tags.length > 0 ? (
        <ul className="tag-chips" aria-label={t('tags.title')}>
          {tags.map((tag) => (
            <li key={tag} className="tag-chip">
              {tag}
              {readOnly ? null : <button type="button" aria-label={t('tags.remove', { tag })} onClick={(event) => { event.stopPropagation(); untagAll(reader, [id], tag); }}><X size={11} aria-hidden /></button>}
            </li>
          ))}
        </ul>
      ) : null}
      <Replies reader={reader} annotation={annotation} readOnly={readOnly} />
    </>
  );
}
