import type { ManiculeApi } from '../core/contract';
import { placeMark } from './document/place-mark';
import type { Reader } from './reader';

/**
 * Shows the document anew after its file changed: once, however often it changed meanwhile, one time after the other, and not while a comment or a tag is being written:
 * what is being typed must not be taken out of someone's hands.
 */
export class Reopening {
  private wanted = false;
  private busy = false;
  private waiting: (() => void) | null = null;

  constructor(private readonly reader: Reader, private readonly api: ManiculeApi) {}

  /** The file is another one now. */
  ask(): void {
    this.wanted = true;
    this.next();
  }

  /** Something was opened just now: it is shown as it is. */
  done(): void {
    this.wanted = false;
    this.waiting?.();
    this.waiting = null;
  }

  private get isTyping(): boolean {
    const { editing, tagging } = this.reader.store.get();
    return editing !== null || tagging !== null;
  }

  private next(): void {
    if (!this.wanted || this.busy) return;
    if (this.isTyping) {
      this.wait();
      return;
    }
    this.wanted = false;
    this.busy = true;
    void this.showAnew().finally(() => {
      this.busy = false;
      this.next();
    });
  }

  /** Shows the file as it is now, at the line that was at the top. */
  private async showAnew(): Promise<void> {
    const { reader } = this;
    const { document } = reader.store.get();
    const parent = reader.view?.dom.parentElement;
    if (!document || !reader.view || !parent) return;
    const mark = placeMark(reader.view);
    // What is not saved yet stays where it can be seen.
    if (await reader.saveAll() > 0) {
      // Another document that waits to be shown is asked for more than this.
      reader.whenSaved ??= () => { this.ask(); };
      return;
    }
    const result = await this.api.reopen(document.documentId);
    // What began to be typed while the answer was on its way goes first.
    if (this.isTyping) this.ask();
    else await reader.show(result, parent, mark);
  }

  private wait(): void {
    this.waiting ??= this.reader.store.subscribe(() => {
      if (this.isTyping) return;
      this.waiting?.();
      this.waiting = null;
      this.next();
    });
  }
}
