import { Pencil, Trash2 } from 'lucide-react';
import type { Annotation, Reply } from '../../core/model/annotation';
import { removeReply, startReply } from '../discussing';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { NoteText } from './CardContent';
import { NoteEditor } from './NoteEditor';
import { Parts } from './Parts';
import { day, when } from './wording';

const icon = { size: 13, 'aria-hidden': true } as const;

interface RepliesProps {
  readonly reader: Reader;
  readonly annotation: Annotation;
  readonly readOnly: boolean;
}

/** The answers to a comment, oldest first, and the field for the one being written. */
export function Replies({ reader, annotation, readOnly }: RepliesProps) {
  const { id, replies } = annotation;
  const writing = useStore(reader.store, (state) => (state.editing === id ? state.editingReply : null));
  const isNew = writing !== null && !replies.some((reply) => reply.id === writing);
  if (replies.length === 0 && !isNew) return null;
  // A new reply becomes one of the list while it is typed: its field must stay the same field.
  const shown: readonly Pick<Reply, 'id' | 'comment'>[] = isNew ? [...replies, { id: writing, comment: '' }] : replies;
  return (
    <ol className="replies" aria-label={t('comments.replies')}>
      {shown.map((reply) => (
        <li key={reply.id}>
          {'creator' in reply ? <ReplyHeader reader={reader} id={id} reply={reply as Reply} readOnly={readOnly || writing === reply.id} /> : null}
          {writing === reply.id ? (
            <NoteEditor
              reader={reader}
              id={id}
              reply={reply.id}
              label={t('comments.writeReply')}
              placeholder={t('comments.replyPlaceholder')}
              savedText={t('announce.replySaved')}
            />
          ) : <NoteText text={reply.comment} />}
        </li>
      ))}
    </ol>
  );
}

function ReplyHeader({ reader, id, reply, readOnly }: { readonly reader: Reader; readonly id: string; readonly reply: Reply; readonly readOnly: boolean }) {
  return (
    <header>
      <span className="comment-meta" title={when(reply.created)}><Parts of={[reply.creator, day(reply.created)]} /></span>
      {readOnly ? null : (
        <span className="comment-actions" onClick={(event) => { event.stopPropagation(); }}>
          <button type="button" aria-label={t('comments.editReply')} title={t('comments.editReply')} onClick={() => { startReply(reader, id, reply.id); }}><Pencil {...icon} /></button>
          <button type="button" aria-label={t('comments.deleteReply')} title={t('comments.deleteReply')} onClick={() => { removeReply(reader, id, reply.id); }}><Trash2 {...icon} /></button>
        </span>
      )}
    </header>
  );
}
