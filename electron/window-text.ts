import { unknownText, type Annotation, type Target } from '../core/model/annotation';
import type { DocumentRecord, FileFingerprint } from '../core/model/document-record';
import { inPresentText, isSameTarget, isSameText, onNewestTargets, type KnownText } from '../core/model/which-text';
import type { Change } from '../core/session/change';
import type { Sliced } from '../core/slices';

/**
 * Which text the targets of a window's changes count in: the one that it shows. Until that was read to its end nobody knows which one it is; what was marked
 * on it until then is kept as counting in a text of no name, and remembered here.
 */
export class WindowText {
  /** What the window was told of the record before its text was known: a target that is still the same counts in the record's text. Kept where that is another one. */
  #told: DocumentRecord | null;
  #toldTargets: ReadonlyMap<string, Target> | null = null;
  /** The targets that were made on the text before it was known, by annotation id. */
  readonly #fresh = new Map<string, Target>();
  #file: FileFingerprint | null = null;
  #digest: string | null = null;

  /** `fresh`: ids of the record's annotations that count in the text as it is now. */
  constructor(told: DocumentRecord | null, fresh: readonly string[]) {
    this.#told = told;
    for (const id of fresh) {
      const target = this.#targetOf(id);
      if (target) this.#fresh.set(id, target);
    }
  }

  /** What the file was when it was read to its end; null: it was not yet. */
  get file(): FileFingerprint | null {
    return this.#file;
  }

  /** Names the text, as a target does. */
  get name(): string {
    return this.#digest ?? unknownText;
  }

  /** True when what the record's targets count in is what the window shows, or was told. */
  isThatOf(record: DocumentRecord): boolean {
    if (!this.#file) return this.#told ? isSameText(this.#told, record) : record.file === null;
    // One that was taken over by another has no file any more, and may still know its text.
    if (record.file === null) return record.text === null || this.#digest === null || record.text.digest === this.#digest;
    return isSameText({ file: this.#file, text: this.#digest === null ? null : { digest: this.#digest, length: 0 } }, record);
  }

  /** A change that the window made, as it is put on top of the newest record. */
  onNewest(change: Change, newest: DocumentRecord): Sliced<Change> {
    return onNewestTargets(change, newest, ({ id, target }) => {
      // Also a change that was made before the window heard where its annotations are now, and comes after that.
      if (this.#told && this.#isTold(id, target)) return isSameText(this.#told, newest) ? null : this.#told.text?.digest ?? unknownText;
      if (this.#file) return this.isThatOf(newest) ? null : this.name;
      return newest.file === null && newest.text === null ? null : unknownText;
    });
  }

  /** A change that the window made is in the record. */
  noteChange({ added, updated }: Change): void {
    if (this.#file) return;
    const retargeted = updated.filter(({ before, after }) => !isSameTarget(before.target, after.target)).map(({ after }) => after);
    for (const { id, target } of [...added, ...retargeted]) {
      if (target.textDigest !== undefined || this.#isTold(id, target)) this.#fresh.delete(id);
      else this.#fresh.set(id, target);
    }
  }

  /** The window is told of a record that others wrote. */
  noteRecord(record: DocumentRecord): void {
    this.#told = record;
    this.#toldTargets = null;
  }

  /** The text was read to its end, and all of the record's targets are in their places in it. True when it turned out to be another one than what the window was told counts in. */
  settled({ file, text }: KnownText): boolean {
    const isFirst = this.#file === null;
    const ofAnother = this.#told !== null && this.#told.file !== null && !isSameText(this.#told, { file, text });
    if (!ofAnother) {
      this.#told = null;
      this.#toldTargets = null;
    }
    this.#file = file;
    this.#digest = text?.digest ?? null;
    this.#fresh.clear();
    return isFirst && ofAnother;
  }

  /** The digest of the text was found out. */
  noteDigest(digest: string): void {
    this.#digest = digest;
  }

  /** True for an annotation that was made on this text before it was known, and was given no other target since. */
  isFresh({ id, target }: Annotation): boolean {
    const fresh = this.#fresh.get(id);
    return fresh !== undefined && (target.textDigest === undefined || target.textDigest === unknownText) && isSameTarget(inPresentText(target), inPresentText(fresh));
  }

  /** The annotations as the window has them: those that were made on its text stand in it. */
  asShown(annotations: readonly Annotation[]): readonly Annotation[] {
    if (this.#fresh.size === 0) return annotations;
    return annotations.map((annotation) => (this.isFresh(annotation) ? { ...annotation, target: inPresentText(annotation.target) } : annotation));
  }

  /** Ids of the annotations that were made on this text. */
  freshOf(annotations: readonly Annotation[]): string[] {
    return this.#fresh.size === 0 ? [] : annotations.filter((annotation) => this.isFresh(annotation)).map(({ id }) => id);
  }

  #isTold(id: string, target: Target): boolean {
    const told = this.#targetOf(id);
    return told !== undefined && isSameTarget(told, target);
  }

  #targetOf(id: string): Target | undefined {
    this.#toldTargets ??= new Map(this.#told?.annotations.map((annotation) => [annotation.id, annotation.target]));
    return this.#toldTargets.get(id);
  }
}
