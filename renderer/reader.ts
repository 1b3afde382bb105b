import type { EditorView, ViewUpdate } from '@codemirror/view';
import type { ManiculeApi, Notice, OpenedDocument } from '../core/contract';
import type { Problem, Result } from '../core/problem';
import { annotationsIn, isEmpty, sizeOf, type Change } from '../core/session/change';
import { performInSlices, type Session, type Step } from '../core/session/session';
import type { Sliced } from '../core/slices';
import { Drafts } from './comments/drafts';
import { HighlightLayer } from './document/highlight-layer';
import { loadDocument } from './document/load-document';
import { returnTo, type PlaceMark } from './document/place-mark';
import { appendText, createTextView, scrollTo, topOffset, type TextViewEvents } from './document/text-view';
import { History } from './history';
import { Incoming } from './incoming';
import { MarkPainter } from './mark-painter';
import { nextPaint } from './next-paint';
import { PlacingAnew } from './placing-anew';
import { initialState, spanOf, withKeptLook, type ReaderState, type ToastMessage } from './reader-state';
import { Reopening } from './reopening';
import { Saver, type SaveState } from './saver';
import { sendChange } from './send-change';
import { Steps } from './steps';
import { Store } from './store';
import { t } from './texts';
import { TypeAhead } from './type-ahead';

/** Milliseconds of rest before the reading position is saved. */
const positionDelay = 400;

/**
 * The window's one document: loads it, holds its session, paints it, saves it. Components read `store` and call methods;
 * the text surface is reached only through here.
 */
export class Reader {
  readonly store = new Store<ReaderState>(initialState);
  readonly marks = new HighlightLayer();
  readonly drafts = new Drafts(this);
  private readonly marking = new MarkPainter(this);
  private readonly steps = new Steps(() => this.store.get().session, (step) => { this.made(step); });
  private readonly incoming: Incoming;
  private readonly history = new History();
  private readonly placingAnew: PlacingAnew;
  private readonly reopening: Reopening;
  view: EditorView | null = null;
  /** Called after each update of the text surface, when things beside it must move along. */
  readonly onLayout = new Set<() => void>();
  private saver: Saver | null = null;
  /** Called once all is on the disk, unless another document is shown before: something could not be saved when its time had come. */
  whenSaved: (() => void) | null = null;
  /** What is shown leaves one after the other: two documents must not take the same one's place. */
  private left: Promise<boolean> = Promise.resolve(true);
  private leaving = new AbortController();
  private positionTimer: ReturnType<typeof setTimeout> | null = null;
  /** A place further down than the text that has come so far, to be scrolled to when it is there. */
  private awaited: number | null = null;
  /** What is typed between the wish for a field and the moment when it is there to take it. */
  readonly ahead = new TypeAhead();
  /** Shows an opened document; set by the window, which has the place for it. */
  opening: ((result: Result<OpenedDocument | null>) => void) | null = null;
  /** Called after the selection changed. */
  onSelection: (() => void) | null = null;
  /** Called before the reader is taken to another place in the text. */
  onLeap: (() => void) | null = null;
  /** A change that reaches other documents too, and takes undo and redo over (true) while it is the one that is next. */
  beyond: { travel(direction: 'undo' | 'redo'): boolean } | null = null;
  /** Called before the document is put away or the window closes: what a field takes with Enter only, it takes now. */
  readonly onLeave = new Set<() => void>();

  constructor(private readonly api: ManiculeApi, private readonly events: (reader: Reader) => Omit<TextViewEvents, 'onUpdate'>) {
    this.incoming = new Incoming(this, api);
    this.placingAnew = new PlacingAnew(this, api, (sent, fields) => this.takeIn(sent, fields));
    this.reopening = new Reopening(this, api);
  }

  /** Shows what the main process opened, or says why it could not; at `mark` instead of the kept reading position, where one is given. */
  async show(result: Result<OpenedDocument | null>, parent: HTMLElement, mark: PlaceMark | null = null): Promise<void> {
    if (!result.ok) {
      this.report(result.problem);
      return;
    }
    if (!result.value) return;
    this.left = this.left.then(() => this.leave());
    if (!await this.left) {
      this.whenSaved = () => { void this.show(result, parent, mark); };
      return;
    }
    const opened = result.value;
    const before = this.store.get();
    const { signal } = this.leaving;
    this.saver = new Saver((change) => sendChange(this.api, opened.documentId, change), (save) => { this.saveStateChanged(save); });
    this.awaited = mark ? null : opened.readingPosition;
    this.whenSaved = null;
    this.reopening.done();
    this.placingAnew.begin();
    this.incoming.begin();
    this.store.set({
      document: opened,
      loaded: 0,
      placing: !opened.unchanged || opened.long !== undefined,
      unplaced: null,
      textChanged: false,
      unknownBeside: 0, copiedFrom: null,
      encoding: null,
      session: this.history.begin(before.session, opened, before.document?.path === opened.path),
      settings: withKeptLook(before.settings, opened.documentId, opened.look),
      placements: {},
      focused: null,
      editing: null,
      selection: null,
      save: { kind: 'saved' },
      problems: opened.problems,
      progress: { offset: 0, percent: 0, line: 1 },
    });
    const report = await loadDocument(opened, this.api, {
      begin: async (text) => {
        await this.begin(text, opened, parent, mark === null);
        // Those of another text come once, with their places.
        if (opened.long && opened.unchanged && !signal.aborted) void this.takeIn(opened, { placing: false });
      },
      append: (text) => { if (!signal.aborted) this.append(text); },
      progress: (loaded) => { if (!signal.aborted) this.store.set({ loaded }); },
    }, signal);
    if (signal.aborted) return;
    this.store.set({ loaded: null, ...(report.ok ? { encoding: report.value } : {}) });
    if (!report.ok) await this.cannotPlace(opened, report.problem, signal);
    else {
      if (mark && this.view) returnTo(this.view, mark);
      await this.settle(opened, signal);
    }
  }

  /** Calls `act` once, when the first text stands on the screen or it is clear that there is none. */
  whenPainted(act: () => void): void {
    this.store.when(({ painted }) => painted, act);
  }

  /** Makes a change, shows it and saves it. One of very many annotations is made in parts: `changed` tells when it is. */
  change(change: Change, group: string | null = null): void {
    this.steps.take(sizeOf(change), (session) => performInSlices(session, change, group));
  }

  /** Makes a change that is computed from so many annotations, in parts when they are very many; `made` hears of it, unless it is empty. */
  compose(size: number, changeOf: (session: Session) => Sliced<Change>, made: (change: Change) => void): void {
    this.steps.take(size, function* (session) {
      const change = yield* changeOf(session);
      return isEmpty(change) ? null : yield* performInSlices(session, change);
    }, made);
  }

  /** Resolves when all changes are made. */
  changed(): Promise<void> {
    return this.steps.done();
  }

  /** Takes the last change back. False when there is none. */
  undo(): boolean {
    this.flush();
    if (this.beyond?.travel('undo')) return true;
    const last = this.store.get().session.undo.at(-1);
    if (last) this.steps.take(sizeOf(last.change), (session) => this.history.undo(session));
    return last !== undefined;
  }

  /** Makes the change again that was taken back last. False when there is none. */
  redo(): boolean {
    this.flush();
    if (this.beyond?.travel('redo')) return true;
    const next = this.store.get().session.redo.at(-1);
    if (next) this.steps.take(sizeOf(next.change), (session) => this.history.redo(session));
    return next !== undefined;
  }

  /** Tries to save again what could not be saved. */
  retrySaving(): void {
    this.saver?.retry();
  }

  /** Puts what is being typed, or being changed in parts, into the session. */
  flush(): void {
    this.steps.finish();
    this.drafts.flush();
  }

  /** Shows a problem until it is dismissed; once, however often it comes. */
  report(problem: Problem): void {
    const same = JSON.stringify(problem);
    this.store.set({ problems: [...this.store.get().problems.filter((shown) => JSON.stringify(shown) !== same), problem] });
  }

  /** Shows a short message, and has it spoken. */
  toast(text: string, offer: ToastMessage['offer'] = null): void {
    this.store.set({ toast: { key: (this.store.get().toast?.key ?? 0) + 1, text, offer } });
    this.announce(text);
  }

  /** Has a screen reader say something. */
  announce(text: string): void {
    this.store.set({ announcement: { text, count: this.store.get().announcement.count + 1 } });
  }

  /** Gives an annotation the attention, or none. */
  focus(id: string | null): void {
    const { focused, editing } = this.store.get();
    if (focused === id) return;
    this.store.set({ focused: id, ...(editing === id ? {} : { editing: null, editingReply: null }) });
    this.marks.focus(id);
    this.repaint();
  }

  /** Scrolls to an annotation's passage and lights it up. */
  reveal(id: string): void {
    const mark = this.marks.get(id);
    if (!mark || !this.view) return;
    this.onLeap?.();
    this.view.dispatch({ selection: { anchor: mark.span.start } });
    scrollTo(this.view, mark.span.start, 'center');
    this.marks.flash(this.view, id);
  }

  /** Sends what is unsaved to the disk, `leaving` with what stands in fields; answers with the number of annotations whose changes could not be saved. */
  async saveAll(leaving = false): Promise<number> {
    this.savePosition();
    do {
      if (leaving) for (const take of this.onLeave) take();
      this.flush();
      this.saver?.retry();
      await this.saver?.settled();
      // What was typed while that was written is to be saved, too.
    } while (this.drafts.unwritten && this.unsaved().length === 0);
    return annotationsIn(this.unsaved());
  }

  /** What is not on the disk. */
  unsaved(): readonly Change[] {
    return this.saver?.unsaved ?? [];
  }

  /** Takes in what another program did to the annotations, or to the file. */
  heed(notice: Notice): void {
    const { document } = this.store.get();
    if (notice.kind === 'annotations-changed' && notice.documentId === document?.documentId) {
      void this.takeIn(notice, {}).then(() => { this.placingAnew.check(); });
    }
    if (notice.kind === 'file-changed' && notice.documentId === document?.documentId) {
      if (notice.gone) this.report({ kind: 'file-vanished', path: document.path });
      else this.reopen();
    }
  }

  /** Shows the file as it is now, with all annotations carried over, as soon as that disturbs nobody. */
  reopen(): void {
    this.reopening.ask();
  }

  private saveStateChanged(save: SaveState): void {
    this.store.set({ save });
    if (save.kind !== 'saved') return;
    const { whenSaved } = this;
    this.whenSaved = null;
    whenSaved?.();
    this.placingAnew.next();
  }

  private async begin(text: string, opened: OpenedDocument, parent: HTMLElement, another: boolean): Promise<void> {
    this.view = createTextView(parent, text, () => t('document.label', { name: opened.name }), { ...this.events(this), onUpdate: (update) => { this.updated(update); } });
    const commentHost = parent.ownerDocument.createElement('div');
    commentHost.className = 'comment-layer';
    this.view.scrollDOM.append(commentHost);
    this.store.set({ commentHost });
    this.marking.all();
    this.goToAwaited();
    this.view.scrollDOM.addEventListener('scroll', () => { this.scrolled(); }, { passive: true });
    // Another text is there to be read: the keys are for it, wherever it was opened from. The same one, shown anew, takes them from nothing else.
    const { activeElement: active, body } = parent.ownerDocument;
    if (!active || active === body || (another && !active.closest('[role="dialog"]'))) this.view.focus();
    await nextPaint();
    void this.api.textShown();
    this.store.set({ painted: true });
  }

  private append(text: string): void {
    if (!this.view) return;
    appendText(this.view, text);
    this.goToAwaited();
  }

  private goToAwaited(): void {
    if (!this.view || this.awaited === null || this.awaited > this.view.state.doc.length) return;
    const { awaited } = this;
    this.awaited = null;
    if (awaited > 0) {
      this.view.dispatch({ selection: { anchor: awaited } });
      scrollTo(this.view, awaited, 'start');
    }
  }

  private async settle(opened: OpenedDocument, signal: AbortSignal): Promise<void> {
    const settled = await this.api.settle(opened.documentId);
    if (signal.aborted) return;
    if (!settled.ok) {
      await this.cannotPlace(opened, settled.problem, signal);
      return;
    }
    const { textChanged, unknownBeside, copiedFrom = null, look, problems } = settled.value;
    this.flush();
    this.store.set({ session: this.history.settled(this.store.get().session, settled.value) });
    await this.takeIn({ documentId: opened.documentId, ...settled.value }, { textChanged, unknownBeside, copiedFrom, placing: false });
    if (signal.aborted) return;
    this.store.set({ problems: [...this.store.get().problems, ...problems], settings: withKeptLook(this.store.get().settings, opened.documentId, look) });
    await this.marking.done();
    if (!signal.aborted) this.placingAnew.check();
  }

  /** Shows annotations that came from the main process. */
  private async takeIn(sent: Parameters<Incoming['take']>[1] & { readonly documentId: string }, fields: Partial<ReaderState>): Promise<void> {
    const problem = await this.incoming.take(sent.documentId, sent, fields);
    this.forgetGone();
    if (problem) this.notPlaced(problem);
    else this.marking.all();
  }

  /** Annotations that were to come with their places come without; why is said. */
  private async cannotPlace(opened: OpenedDocument, problem: Problem, signal: AbortSignal): Promise<void> {
    if (opened.long && !opened.unchanged) await this.takeIn(opened, { placing: true });
    if (!signal.aborted) this.notPlaced(problem);
  }

  /** Annotations that are on the screen stay there; those that wait for their places are said to be missing, and why. */
  private notPlaced(problem: Problem): void {
    if (this.store.get().placing) this.store.set({ unplaced: problem });
    else this.report(problem);
  }

  private made({ session, change }: Step): void {
    this.store.set({ session });
    this.marking.follow(change);
    this.forgetGone();
    this.incoming.note(change);
    this.saver?.add(change);
    this.placingAnew.note(change);
  }

  /** Ends the attention for an annotation that is gone, and the writing for one that has no place any more: its field would be nowhere. */
  private forgetGone(): void {
    const { focused, editing, session, placements } = this.store.get();
    if (focused && !session.annotations.has(focused)) this.focus(null);
    const written = editing === null ? undefined : session.annotations.get(editing);
    if (editing !== null && (!written || !spanOf(written, placements))) this.store.set({ editing: null, editingReply: null });
  }

  /** Paints the highlights anew and lets everything beside the text move along. */
  repaint(): void {
    if (!this.view) return;
    this.marks.paint(this.view);
    for (const move of this.onLayout) move();
  }

  private updated(update: ViewUpdate): void {
    if (this.view !== update.view) return;
    if (update.docChanged || update.viewportChanged || update.geometryChanged) this.repaint();
    if (update.selectionSet) this.onSelection?.();
  }

  private scrolled(): void {
    if (!this.view) return;
    const { view } = this;
    const top = topOffset(view);
    const { length, lines } = view.state.doc;
    const { scrollTop, clientHeight, scrollHeight } = view.scrollDOM;
    const atEnd = scrollTop + clientHeight >= scrollHeight - 2;
    const line = Math.min(view.state.doc.lineAt(top).number, lines);
    this.store.set({ progress: { offset: top, percent: atEnd ? 100 : Math.floor((100 * top) / Math.max(1, length)), line } });
    if (this.positionTimer) clearTimeout(this.positionTimer);
    this.positionTimer = setTimeout(() => { this.savePosition(); }, positionDelay);
  }

  private savePosition(): void {
    const { document } = this.store.get();
    if (this.positionTimer) clearTimeout(this.positionTimer);
    this.positionTimer = null;
    if (document && this.view && this.awaited === null) void this.api.saveReadingPosition(document.documentId, topOffset(this.view));
  }

  /** Puts the document away. False when not all of it could be saved: then it stays, with the bar that says why. */
  private async leave(): Promise<boolean> {
    if (!this.view) return true;
    if (await this.saveAll(true) > 0) return false;
    this.leaving.abort();
    this.leaving = new AbortController();
    this.saver?.stop();
    this.marking.stop();
    this.marks.clear();
    this.store.set({ commentHost: null });
    this.view.destroy();
    this.view = null;
    return true;
  }
}
