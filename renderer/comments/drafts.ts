import { withReply } from '../../core/model/discussion';
import { withFields, type Annotation } from '../../core/model/annotation';
import { adding } from '../../core/session/change';
import { writeReply } from '../discussing';
import { writeComment } from '../marking';
import type { Reader } from '../reader';
import { Store } from '../store';
import { t } from '../texts';

/** Milliseconds from the first key that is not saved until what is typed is. */
const saveWithin = 1_000;

/** A comment or a reply that is being written. */
interface Draft {
  readonly id: string;
  /** Null: the comment itself. */
  readonly reply: string | null;
  /** The version of the annotation that the text goes on from. */
  base: Annotation;
  /** True once the person has typed in it. */
  typed: boolean;
}

function textIn(annotation: Annotation, reply: string | null): string {
  return reply === null ? annotation.comment : (annotation.replies.find(({ id }) => id === reply)?.comment ?? '');
}

/**
 * What is being written, kept apart from the field that shows it: the field may be drawn anew, elsewhere or not at all, and no word is lost. While the
 * text is the annotation's own, it follows the annotation; once it is another one, it is what the person has made of the version it goes on from.
 */
export class Drafts {
  /** What stands in the field. */
  readonly shown = new Store<{ readonly text: string }>({ text: '' });
  private draft: Draft | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly reader: Reader) {
    reader.store.subscribe(() => { this.follow(); });
  }

  /** True while something is typed that the annotation does not say yet. */
  get unwritten(): boolean {
    return this.draft !== null && this.shown.get().text !== textIn(this.draft.base, this.draft.reply);
  }

  /** Takes what the person has made of the text. It is saved soon, however long the typing goes on. */
  type(text: string): void {
    if (!this.draft) return;
    this.draft.typed = true;
    this.shown.set({ text });
    this.timer ??= setTimeout(() => { this.flush(); }, saveWithin);
  }

  /** Puts what is typed into the annotation. Must be called before others' annotations are taken in, while the annotation is the version that the text goes on from. */
  flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.draft) this.write(this.draft);
  }

  private write({ id, reply, base }: Draft): void {
    const { text } = this.shown.get();
    if (text === textIn(base, reply)) return;
    if (reply === null) writeComment(this.reader, id, text);
    else writeReply(this.reader, id, reply, text);
  }

  /** Keeps to what the window is writing, and to what becomes of the annotation meanwhile. */
  private follow(): void {
    const { editing, editingReply: reply, session } = this.reader.store.get();
    if (this.draft && (this.draft.id !== editing || this.draft.reply !== reply)) this.end(this.draft);
    const present = editing === null ? undefined : session.annotations.get(editing);
    if (!this.draft) {
      if (present) this.begin({ id: present.id, reply, base: present, typed: false });
    } else if (!present) this.lose(this.draft);
    else if (present !== this.draft.base) {
      const { unwritten } = this;
      this.draft.base = present;
      if (!unwritten) this.shown.set({ text: textIn(present, reply) });
    }
  }

  private begin(draft: Draft): void {
    this.shown.set({ text: textIn(draft.base, draft.reply) });
    this.draft = draft;
  }

  private end(draft: Draft): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    // First: writing is heard of here, too.
    this.draft = null;
    this.write(draft);
  }

  /** The annotation is gone: knowingly, when it was deleted here. Deleted elsewhere, it comes back with the words that somebody was writing. */
  private lose(draft: Draft): void {
    const { id, base, reply, typed } = draft;
    const { reader } = this;
    const { text } = this.shown.get();
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.draft = null;
    if ((reader.store.get().session.graves.get(id) ?? 0) > base.revision) return;
    if (!typed || text === '') {
      reader.toast(t('comments.deletedElsewhere'));
      return;
    }
    const now = new Date().toISOString();
    const said = { creator: reader.store.get().settings.creator, now };
    const again = reply === null ? withFields(base, { comment: text }, now) : (withReply(base, reply, text, said) ?? withFields(base, {}, now));
    reader.change(adding(again));
    reader.toast(t('comments.keptAfterDeletion'));
  }
}
