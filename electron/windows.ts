import { app, BrowserWindow, clipboard } from 'electron';
import type { Notice, OpenedDocument, WindowStart } from '../core/contract';
import { failure, success, type Result } from '../core/problem';
import type { SettingsChange } from '../core/settings';
import { askForAnnotations, askForCopy, askForDocument, askForMoved, askForTourCopy, askToKeepTour, tellProblem } from './dialogs';
import { openTextFile } from './files';
import { mayLeaveTour } from './leave-tour';
import type { Log } from './log-file';
import { findFile, isGone } from './locate-document';
import { realPathOf } from './real-path';
import { drawPage } from './draw-page';
import { printCopy } from './print-copy';
import type { ProfileFolders } from './profile';
import { createHandlers, type Desktop, type Handlers, type HandlerTools } from './request-handlers';
import { placeSample } from './sample';
import { withLooksOfWindow } from './document-looks';
import { languageIn, systemLanguage } from './language';
import type { SettingsStore } from './settings-store';
import { showInFolder } from './show-in-folder';
import { translate } from './texts';
import { ReaderWindow } from './window';
import { writeLastSession, type KeptWindow } from './last-session';
import { readWindowState, writeWindowState, type WindowState } from './window-state';

/** What the windows work with. */
export interface WindowsOptions extends Omit<HandlerTools, 'owner' | 'desktop'> {
  readonly folders: ProfileFolders;
  readonly settings: SettingsStore;
  /** The person chose another language. */
  languageChanged(): void;
  readonly preload: string;
  /** Folder of the bundled assets. */
  readonly assets: string;
  readonly log: Log;
  textShown(): void;
  /** True while the program is being left, and its windows close one after the other. */
  isLeaving(): boolean;
  /** Opens a file once the program is not being left any more, or with its next start. */
  openLater(path: string): void;
  /** A person decided to keep a window that was about to close. */
  closingCancelled(): void;
}

interface Held {
  readonly window: ReaderWindow;
  readonly handlers: Handlers;
  /** What the page gets when it starts: opened before, so that nothing waits for the page. Null in the end: the start page. */
  readonly first: FirstDocument;
  /** How many documents are being opened in it, `first` among them. */
  opening: number;
}

/** A document that is being opened for a window to come; null: none, the start page. */
export type FirstDocument = Promise<Result<OpenedDocument> | null>;

/** Distance of a further window from the one before, in pixels. */
const cascade = 28;

/** All windows, each with one document or none. */
export class Windows {
  readonly #held = new Map<number, Held>();
  /** Files that are being opened, by path. */
  readonly #openings = new Map<string, Promise<void>>();
  #lastOwner = 0;
  #samplePath: string | null = null;
  /** Windows of the last time that are still to come back: killed meanwhile, they come back the next time. */
  #toCome: readonly KeptWindow[] = [];
  /** True when it was written down what was open at the end: the windows that close after that were open, too. */
  #sessionEnded = false;

  constructor(private readonly options: WindowsOptions) {}

  /** Any window, to show a message on; null when there is none. */
  any(): BrowserWindow | null {
    return [...this.#held.values()].find(({ window }) => !window.browser.isDestroyed())?.window.browser ?? null;
  }

  /** The window that a menu command is meant for; null when there is none. */
  browserOf(chosen: unknown): BrowserWindow | null {
    const front = chosen ?? BrowserWindow.getFocusedWindow();
    return [...this.#held.values()].find(({ window }) => window.browser === front)?.window.browser ?? this.any();
  }

  /** A number for a window to come, so that its document can be opened before it exists. */
  newOwner(): number {
    this.#lastOwner += 1;
    return this.#lastOwner;
  }

  /** Makes a window: in a state of its own, or beside the last one. */
  create(owner: number, first: FirstDocument, state: WindowState | null = null): ReaderWindow {
    const { preload, folders, documents, log } = this.options;
    const window: ReaderWindow = new ReaderWindow({
      preload,
      state: state ?? this.#nextState(),
      theme: this.options.settings.current.look.theme,
      developerTools: !app.isPackaged,
      mayClose: () => this.#mayClose(owner, window.browser),
      beforeClosed: async () => {
        this.#rememberState(window);
        this.#keepAtClosing(owner);
        await documents.close(owner);
      },
      closingCancelled: () => {
        this.options.closingCancelled();
        this.#sessionEnded = false;
        this.#keepSession();
      },
      closed: () => { this.#held.delete(owner); },
      focused: () => { documents.check(owner); },
      onError: (where, error) => { log.error(where, error); },
    });
    const handlers = createHandlers({ ...this.options, owner, desktop: this.#desktopOf(owner, window, folders) });
    const held: Held = { window, handlers, first, opening: 1 };
    this.#held.set(owner, held);
    void first.then((opened) => { this.#shown(window, opened); }, () => undefined).finally(() => { held.opening -= 1; });
    return window;
  }

  /** Opens a file for someone outside the windows: in the window that shows it, in one that is free, or in a new one. */
  openFile(path: string, state: WindowState | null = null): Promise<void> {
    return this.#oneByOne(path, async () => {
      const shown = await this.options.documents.ownerOf(path);
      if (shown !== null && await this.#focusShown(shown)) return;
      if (shown !== null && this.options.isLeaving()) {
        this.options.openLater(path);
        return;
      }
      const free = shown === null ? [...this.#held].find(([owner]) => this.#isFree(owner)) : undefined;
      if (free) await this.#openInFree(path, ...free);
      else {
        const owner = this.newOwner();
        const opening = this.options.documents.open(path, owner);
        this.create(owner, opening, state);
        await opening;
      }
    });
  }

  async #openInFree(path: string, owner: number, held: Held): Promise<void> {
    const { window } = held;
    const document = await this.#openIn(path, owner, held);
    this.#shown(window, document);
    window.notify({ kind: 'open', document });
    window.focus();
  }

  /** Opens a file in a window, which is free for no other one meanwhile. */
  #openIn(path: string, owner: number, held: Held): Promise<Result<OpenedDocument>> {
    held.opening += 1;
    return this.options.documents.open(path, owner).finally(() => { held.opening -= 1; });
  }

  /** Opens one file once at a time: asked for twice, it is in its window before the second looks where it is shown. */
  async #oneByOne<Value>(path: string, open: () => Promise<Value>): Promise<Value> {
    const real = await realPathOf(path);
    const opening = (this.#openings.get(real) ?? Promise.resolve()).then(open);
    const settled = opening.then(() => undefined, () => undefined);
    this.#openings.set(real, settled);
    void settled.then(() => { if (this.#openings.get(real) === settled) this.#openings.delete(real); });
    return opening;
  }

  /** Brings the window that shows a document to the front; false when that window is on its way out: then another one has to show it. */
  async #focusShown(owner: number): Promise<boolean> {
    const window = this.#held.get(owner)?.window;
    if (!window) return false;
    // Where it asks whether to close, that is the thing to see.
    window.focus();
    return !await window.isGoing();
  }

  /** Brings windows of the last time back, one after the other; `first` is one that is on its way already. A file that is gone is told, and gets no window. */
  async bringBack(windows: readonly KeptWindow[], first: FirstDocument): Promise<void> {
    this.#toCome = windows;
    const gone = await Promise.all(windows.map(({ path }) => isGone(path)));
    windows.forEach(({ path }, index) => { if (gone[index] === true) this.options.documents.report({ kind: 'file-not-found', path }); });
    await first;
    for (const [index, { path, state }] of windows.entries()) {
      this.#toCome = windows.slice(index + 1);
      if (gone[index] !== true) await this.openFile(path, state);
    }
  }

  /** Opens a document of the recent list; asks where its file is when that is gone. */
  async openRecent(documentId: string, chosen: unknown): Promise<void> {
    const found = await findFile(await this.options.library, documentId, (formerly) => this.#onWindow(chosen, (browser) => askForMoved(browser, formerly)));
    if (!found.ok) await this.#onWindow(chosen, (browser) => tellProblem(browser, found.problem));
    else if (found.value !== null) await this.openFile(found.value);
  }

  /** Shows a dialog on the window that a menu command is meant for; on a new one where there is none. Null: no window could be made. */
  async #onWindow<Value>(chosen: unknown, show: (browser: BrowserWindow) => Promise<Value>): Promise<Value | null> {
    if (!this.any()) this.focusAny();
    const browser = this.browserOf(chosen);
    return browser ? show(browser) : null;
  }

  /** Opens the sample document. */
  async openSample(): Promise<void> {
    await this.openFile(await this.placeSample());
  }

  /** The handlers of the window with this web contents id. */
  handlersOf(contentsId: number): Handlers | null {
    return [...this.#held.values()].find(({ window }) => !window.browser.isDestroyed() && window.browser.webContents.id === contentsId)?.handlers ?? null;
  }

  /** Tells one window something. */
  notify(owner: number, notice: Notice): void {
    this.#held.get(owner)?.window.notify(notice);
  }

  /** Tells the window something that a menu command is meant for: the given one, or the one in front. */
  notifyFront(notice: Notice, browser: unknown): void {
    const front = browser ?? BrowserWindow.getFocusedWindow();
    const held = [...this.#held.values()];
    (held.find(({ window }) => window.browser === front) ?? held.at(-1))?.window.notify(notice);
  }

  /** Brings a window to the front, or makes one. */
  focusAny(): void {
    const held = [...this.#held.values()];
    const front = (held.find(({ window }) => !window.closing) ?? held[0])?.window;
    front?.focus();
    const going = front?.isGoing() ?? Promise.resolve(true);
    void going.then((alone) => { if (alone && !this.options.isLeaving()) this.create(this.newOwner(), Promise.resolve(null)); });
  }

  #desktopOf(owner: number, window: ReaderWindow, folders: ProfileFolders): Desktop {
    const { browser } = window;
    return {
      start: () => this.#start(owner),
      openPath: (path, reveal) => this.#openPath(owner, path, reveal),
      chooseDocument: () => askForDocument(browser),
      chooseCopy: (source, format) => askForCopy(browser, source, format),
      chooseAnnotations: (source) => askForAnnotations(browser, source),
      chooseMoved: (formerly) => askForMoved(browser, formerly),
      samplePath: () => this.placeSample(),
      chooseTourCopy: (source) => askForTourCopy(browser, source),
      language: () => languageIn(this.options.settings.current),
      saveSettings: (change) => this.#saveSettings(owner, change),
      besideFolders: () => this.options.settings.current.besideFolders,
      copyText: (text) => { clipboard.writeText(text); },
      exportProgress: (documentId, done) => {
        if (done !== null) window.notify({ kind: 'export-progress', documentId, done });
        // In the bar of the system where it has one; less than nothing takes it away.
        if (!browser.isDestroyed()) browser.setProgressBar(done ?? -1);
      },
      printPage: printCopy,
      drawPage: (page, signal) => {
        // A window that nobody sees must not outlive the one that it is drawn for.
        const gone = new AbortController();
        const end = () => { gone.abort(); };
        browser.once('closed', end);
        return drawPage(page, AbortSignal.any([signal, gone.signal])).finally(() => { browser.off('closed', end); });
      },
      showInFolder,
      storageFolder: folders.root,
      readyToClose: (unsaved) => { window.readyToClose(unsaved); },
      textShown: () => { this.options.textShown(); },
    };
  }

  /** A change holds in every window at once, whether or not it can be saved. The window that made it knows it already, and perhaps more by now; but folders are chosen here. */
  #saveSettings(owner: number, change: SettingsChange): Promise<Result<null>> {
    const { settings, documents } = this.options;
    const saved = settings.change(change);
    // The menus name keys.
    if (change.shortcuts) this.options.recentChanged();
    if (change.language !== undefined) this.options.languageChanged();
    for (const [other, { window }] of this.#held) if (other !== owner || change.besideFolders) window.notify({ kind: 'settings-changed', settings: withLooksOfWindow(documents, other, settings.current) });
    return saved;
  }

  async #start(owner: number): Promise<WindowStart> {
    const held = this.#held.get(owner);
    const open = this.options.documents.get(owner);
    // A page that starts for the second time came back after a crash or a reload: its document is opened afresh.
    const document: FirstDocument = held?.window.started && open ? this.options.documents.open(open.path, owner) : held?.first ?? Promise.resolve(null);
    if (held) held.window.started = true;
    const opened = await document.catch((error: unknown) => {
      this.options.log.error('opening', error);
      return failure({ kind: 'unexpected', request: 'start' });
    });
    // The first document may have been opened before the settings were read.
    const settings = withLooksOfWindow(this.options.documents, owner, this.options.settings.current);
    return { version: this.options.version, platform: process.platform, settings, systemLanguage: systemLanguage(), document: opened };
  }

  /** Opens a file for a window: there when it is free, otherwise in a new one. */
  #openPath(owner: number, path: string, reveal?: string): Promise<Result<OpenedDocument | null>> {
    return this.#oneByOne(path, () => this.#openFrom(owner, path, reveal));
  }

  async #openFrom(owner: number, path: string, reveal?: string): Promise<Result<OpenedDocument | null>> {
    const { documents } = this.options;
    const shown = await documents.ownerOf(path);
    const changedHere = shown === owner && documents.get(owner)?.fileChanged === true;
    const staying = shown !== null && !changedHere && await this.#focusShown(shown);
    if (staying) {
      if (reveal !== undefined) this.#held.get(shown)?.window.notify({ kind: 'reveal', annotationId: reveal });
      return success(null);
    }
    const held = this.#held.get(owner);
    if (held && (changedHere || (shown === null && this.#isFree(owner)))) {
      const opened = await this.#openIn(path, owner, held);
      if (opened.ok) this.#shown(held.window, opened);
      return revealing(opened, reveal);
    }
    // A file that cannot be opened is told where it was asked for; no window appears for it.
    const probe = await openTextFile(await realPathOf(path));
    if (!probe.ok) return probe;
    const readable = await probe.value.readChunk(0);
    await probe.value.close();
    if (!readable.ok) return readable;
    const next = this.newOwner();
    const opening = documents.open(path, next).then((opened) => revealing(opened, reveal));
    this.create(next, opening);
    await opening.catch(() => undefined);
    return success(null);
  }

  /** True for a window that shows the start page, or the sample or the tour as it came. */
  #isFree(owner: number): boolean {
    const held = this.#held.get(owner);
    if (!held?.window.started || held.opening > 0 || held.window.closing) return false;
    const session = this.options.documents.get(owner);
    return !session || ((session.path === this.#samplePath || session.path === this.options.tour.path) && !session.touched);
  }

  /** Path of the sample document in the profile, put there where it is missing. */
  async placeSample(): Promise<string> {
    const path = await placeSample(this.options.assets, this.options.folders.samples);
    this.#samplePath = await realPathOf(path);
    return path;
  }

  #shown(window: ReaderWindow, opened: Result<OpenedDocument> | null): void {
    this.#keepSession();
    if (!opened || window.browser.isDestroyed()) return;
    window.browser.setTitle(opened.ok ? opened.value.name : translate('window.start-title'));
    if (opened.ok && process.platform === 'darwin') window.browser.setRepresentedFilename(opened.value.path);
  }

  #nextState(): ReturnType<typeof readWindowState> {
    const state = readWindowState(this.options.folders.windowState);
    const [last] = [...this.#held.values()].slice(-1);
    if (!last || last.window.browser.isDestroyed()) return state;
    const { x, y } = last.window.browser.getBounds();
    return { ...state, place: { x: x + cascade, y: y + cascade }, maximized: false };
  }

  #mayClose(owner: number, browser: BrowserWindow): Promise<boolean> {
    const { documents, tour, library } = this.options;
    return mayLeaveTour(documents.get(owner), tour, library, {
      askToKeep: () => askToKeepTour(browser),
      chooseCopy: (source) => askForTourCopy(browser, source),
      tell: (problem) => tellProblem(browser, problem),
      kept: () => { this.options.recentChanged(); },
    });
  }

  #rememberState(window: ReaderWindow): void {
    writeWindowState(this.options.folders.windowState, stateOf(window));
  }

  /** Writes down which documents are open, for the next start. The sample as it came is nobody's document, nor is the tour. */
  #keepSession(without: number | null = null): void {
    if (this.#sessionEnded) return;
    const open = [...this.#held].flatMap(([owner, { window }]): KeptWindow[] => {
      const session = this.options.documents.get(owner);
      if (!session || owner === without || session.path === this.options.tour.path || window.browser.isDestroyed() || (session.path === this.#samplePath && !session.touched)) return [];
      return [{ path: session.path, state: stateOf(window) }];
    });
    writeLastSession(this.options.folders.lastSession, [...open, ...this.#toCome]);
  }

  /** A window that a person closes while others stay is done with. The last one, and all when the program is left, come back. */
  #keepAtClosing(owner: number): void {
    const ending = this.options.isLeaving() || this.#held.size === 1;
    this.#keepSession(ending ? null : owner);
    this.#sessionEnded = ending && this.options.isLeaving();
  }
}

function stateOf({ browser }: ReaderWindow): WindowState {
  const { x, y, width, height } = browser.getNormalBounds();
  return { width, height, place: { x, y }, maximized: browser.isMaximized() };
}

/** An opened document with the annotation that it was opened for. */
function revealing(opened: Result<OpenedDocument>, reveal: string | undefined): Result<OpenedDocument> {
  return opened.ok && reveal !== undefined ? success({ ...opened.value, reveal }) : opened;
}
