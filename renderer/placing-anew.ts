import { standsExactly } from '../core/anchor/stands-exactly';
import type { ManiculeApi, Settled } from '../core/contract';
import type { Annotation } from '../core/model/annotation';
import { isSameTarget } from '../core/model/which-text';
import type { Change } from '../core/session/change';
import { all, type Sliced } from '../core/slices';
import { inParts } from './in-parts';
import { textOf } from './marking';
import type { Reader } from './reader';
import type { ReaderState } from './reader-state';

/** Changes of more annotations than these are not looked through for places that do not stand: that would be felt. */
const fewEnough = 1_000;

type TakeIn = (sent: Settled & { readonly documentId: string }, fields: Partial<ReaderState>) => Promise<void>;

/**
 * Has places found that the window cannot find itself: of what an undo brought back from an earlier text, and of what is said to be in place and does not stand
 * there. The latter is asked about once: what cannot be made right needs no second look.
 */
export class PlacingAnew {
  private wanted = false;
  private busy = false;
  private doubted = false;
  private giveUp: (() => void) | null = null;
  /** Counts the texts: what is found out about one says nothing of the next. */
  private text = 0;

  constructor(private readonly reader: Reader, private readonly api: ManiculeApi, private readonly takeIn: TakeIn) {}

  /** Begins with another text. */
  begin(): void {
    this.giveUp?.();
    this.giveUp = null;
    this.text += 1;
    this.wanted = this.doubted = false;
  }

  /** A change was made here. */
  note({ added, updated }: Change): void {
    const { loaded, placing, placements } = this.reader.store.get();
    if (placing) return;
    const few = added.length + updated.length <= fewEnough;
    const text = few && loaded === null ? textOf(this.reader) : null;
    const hasPlace = ({ id, target }: Annotation): boolean => (
      target.textDigest === undefined ? text === null || standsExactly(text, target) : target.kept === true || placements[id] !== undefined
    );
    function* haveAll(): Sliced<boolean> {
      return (yield* all(added, hasPlace)) && (yield* all(updated, ({ before, after }) => isSameTarget(before.target, after.target) || hasPlace(after)));
    }
    const shown = this.text;
    inParts(haveAll(), (placed) => { if (!placed && shown === this.text) this.ask(); });
  }

  /** Looks, in parts that no one feels, whether all annotations have their places, and those that are said to be in place stand there. */
  check(): void {
    this.giveUp?.();
    const { loaded, placing, placements, session } = this.reader.store.get();
    if (this.doubted || placing || loaded !== null || !this.reader.view) return;
    const text = textOf(this.reader);
    // What names another text and has no place in this one came while places were looked for.
    const stands = ({ id, target }: Annotation): boolean => (
      placements[id] !== undefined || (target.textDigest === undefined ? standsExactly(text, target) : target.kept === true)
    );
    this.giveUp = inParts(all(session.annotations.values(), stands), (right) => {
      if (right) return;
      this.doubted = true;
      this.ask();
    });
  }

  /** All changes are on the disk. */
  next(): void {
    if (!this.wanted || this.busy || this.reader.unsaved().length > 0) return;
    this.wanted = false;
    this.busy = true;
    void this.place().finally(() => {
      this.busy = false;
      this.next();
    });
  }

  /** Has all places found that are not certain. */
  private async place(): Promise<void> {
    const { document } = this.reader.store.get();
    const settled = document && await this.api.settle(document.documentId, true);
    if (!document || !settled || this.reader.store.get().document !== document) return;
    // A file that changed meanwhile is shown anew when it has come to rest.
    if (settled.ok) await this.takeIn({ ...settled.value, documentId: document.documentId }, {});
    else if (settled.problem.kind !== 'changed-while-reading') this.reader.report(settled.problem);
  }

  private ask(): void {
    this.wanted = true;
    this.next();
  }
}
