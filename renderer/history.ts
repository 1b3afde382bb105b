import type { OpenedDocument, Settled } from '../core/contract';
import type { Annotation } from '../core/model/annotation';
import { inText, isSameTarget } from '../core/model/which-text';
import type { Annotations, Change } from '../core/session/change';
import { redoInSlices, startSession, undoInSlices, withAnnotations, type Session, type Step } from '../core/session/session';
import { mapInSlices, type Sliced } from '../core/slices';

type Entry = Session['undo'][number];

/**
 * Undo and redo across a change of the file: what was done on an earlier text can still be taken back. The places in it count in that text, and what comes
 * back says so: the main process finds where they are now.
 */
export class History {
  /** Names the texts that changes were made on which is not the one on the screen any more. */
  private readonly texts = new WeakMap<Entry, string>();

  /** The session for a document that was opened: what was done before stays, where the window shows the same file already. */
  begin(session: Session, opened: OpenedDocument, again: boolean): Session {
    const { formerText, annotations, long } = opened;
    if (!again || formerText === undefined) return startSession(annotations);
    const left = this.leave(session, formerText);
    // Of very many annotations those that are known are as good as the ones to come, until these are here.
    return long ? left : withAnnotations(left, annotations);
  }

  /** The session once it is known what the text is, and whose annotations are. Of another document there is nothing to be taken back. */
  settled(session: Session, { formerText, anotherDocument }: Pick<Settled, 'formerText' | 'anotherDocument'>): Session {
    if (anotherDocument) return { ...session, undo: [], redo: [] };
    return formerText === undefined ? session : this.leave(session, formerText);
  }

  /** The session once the annotations stand in another text than the one with this name, which all that was done so far counts in. */
  leave(session: Session, formerText: string): Session {
    const undo = withoutGroup(session.undo);
    for (const entry of [...undo, ...session.redo]) if (!this.texts.has(entry)) this.texts.set(entry, formerText);
    return { ...session, undo };
  }

  /** Takes the last change back. */
  undo(session: Session): Sliced<Step | null> {
    return this.travel(session, 'undo');
  }

  /** Makes the change again that was taken back last. */
  redo(session: Session): Sliced<Step | null> {
    return this.travel(session, 'redo');
  }

  private *travel(session: Session, direction: 'undo' | 'redo'): Sliced<Step | null> {
    const entry = session[direction].at(-1);
    const text = entry && this.texts.get(entry);
    const named = entry && text !== undefined
      ? { ...session, [direction]: [...session[direction].slice(0, -1), { ...entry, change: yield* naming(entry.change, text, session.annotations) }] }
      : session;
    return yield* direction === 'undo' ? undoInSlices(named) : redoInSlices(named);
  }
}

/** What is typed on after the text changed is another change than what was typed before. */
function withoutGroup(undo: readonly Entry[]): readonly Entry[] {
  const last = undo.at(-1);
  return last && last.group !== null ? [...undo.slice(0, -1), { ...last, group: null }] : undo;
}

/** A change with the name of the text that its targets count in. */
function* naming(change: Change, text: string, present: Annotations): Sliced<Change> {
  const name = (annotation: Annotation): Annotation => {
    const target = inText(annotation.target, text);
    return target === annotation.target ? annotation : { ...annotation, target };
  };
  return {
    added: yield* mapInSlices(change.added, name),
    updated: yield* mapInSlices(change.updated, ({ before, after }) => {
      const target = present.get(after.id)?.target;
      // A place that was changed, and is where the change left it but for where its words stand now: it is the change's to take back.
      const isLeft = target?.quote.exact === after.target.quote.exact && !isSameTarget(before.target, after.target);
      return { before: name(before), after: target && isLeft ? { ...after, target } : name(after) };
    }),
    removed: yield* mapInSlices(change.removed, name),
  };
}
