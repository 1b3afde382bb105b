import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Notice } from '../core/contract';
import type { Theme } from '../core/settings';
import { noticeChannel } from './channels';
import { askToCloseCrashed, askToCloseUnresponsive, askToCloseUnsaved } from './dialogs';
import { showEditMenu } from './edit-menu';
import { isPage, pageUrl } from './page';
import { translate } from './texts';
import type { WindowState } from './window-state';

/** What a window is made of and whom it tells. */
export interface ReaderWindowOptions {
  readonly preload: string;
  readonly state: WindowState;
  readonly theme: Theme;
  readonly developerTools: boolean;
  /** All is saved: asks what there is to ask before the window goes. False: it stays. */
  mayClose(): Promise<boolean>;
  /** The window is about to be gone: everything of it has to be on the disk when this is done. */
  beforeClosed(): Promise<void>;
  /** The person decided not to close. */
  closingCancelled(): void;
  closed(): void;
  focused(): void;
  onError(where: string, error: unknown): void;
}

/** How long a closing window may take to save, in milliseconds, before the person is asked. */
const closingLimit = 5_000;
/** More crashes than this within a minute, and reloading alone does not help. */
const crashLimit = 3;
const crashPeriod = 60_000;

/** Colours of the empty window: those of the page's paper, so that nothing flashes when it comes. */
const paperColor: Readonly<Record<Exclude<Theme, 'system'>, string>> = { light: '#fdfcf9', dark: '#1b1a18', sepia: '#f6ecd6', contrast: '#ffffff', 'contrast-dark': '#000000' };

/** A window on the reader page. */
export class ReaderWindow {
  readonly browser: BrowserWindow;
  /** True since the page first asked for its document. */
  started = false;
  #state: 'open' | 'asking' | 'closing' | 'done' = 'open';
  /** Hear how a closing ends: true, it goes; false, it stays. */
  #waiting: ((going: boolean) => void)[] = [];
  #closingTimer: NodeJS.Timeout | null = null;
  #crashes: number[] = [];

  constructor(private readonly options: ReaderWindowOptions) {
    const { state, theme, preload, developerTools } = options;
    const { x, y } = visiblePlace(state);
    this.browser = new BrowserWindow({
      width: state.width,
      height: state.height,
      ...(x === null || y === null ? {} : { x, y }),
      minWidth: 480,
      minHeight: 360,
      backgroundColor: paperColor[theme === 'system' ? (nativeTheme.shouldUseDarkColors ? 'dark' : 'light') : theme],
      title: translate('window.start-title'),
      webPreferences: {
        preload, sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
        webSecurity: true, allowRunningInsecureContent: false, webviewTag: false, navigateOnDragDrop: false, spellcheck: false, enableWebSQL: false,
        disableDialogs: true, devTools: developerTools,
      },
    });
    if (state.maximized) this.browser.maximize();
    this.#listen();
    this.#load();
  }

  /** Tells the window something unasked. */
  notify(notice: Notice): void {
    if (!this.browser.isDestroyed() && !this.browser.webContents.isDestroyed()) this.browser.webContents.send(noticeChannel, notice);
  }

  /** Brings the window to the front. */
  focus(): void {
    if (this.browser.isMinimized()) this.browser.restore();
    this.browser.show();
    this.browser.focus();
  }

  /** True while it is being closed, also when it may stay yet. */
  get closing(): boolean {
    return this.#state !== 'open';
  }

  /** True once it is certain that the window goes, and before it is gone; false when it stays: nobody closes it, or a person decided so. */
  isGoing(): Promise<boolean> {
    return this.#state === 'asking' ? new Promise((settle) => { this.#waiting.push(settle); }) : Promise.resolve(this.closing);
  }

  /** The page has saved all it could. */
  readyToClose(unsaved: number): void {
    if (this.#state !== 'asking') return;
    this.#stopTimer();
    void this.#decide(this.#mayClose(unsaved === 0 ? Promise.resolve(true) : askToCloseUnsaved(this.browser, unsaved)));
  }

  #load(): void {
    this.browser.loadURL(pageUrl).catch((error: unknown) => { this.options.onError('loading the page', error); });
  }

  #listen(): void {
    const { browser, options } = this;
    browser.on('page-title-updated', (event) => { event.preventDefault(); });
    browser.on('focus', () => { options.focused(); });
    browser.on('close', (event) => {
      if (this.#state === 'done') return;
      event.preventDefault();
      this.#requestClose();
    });
    browser.on('closed', () => { options.closed(); });
    browser.webContents.on('context-menu', (_event, about) => { showEditMenu(browser, about); });
    // A blank page is the one navigation that cannot be prevented.
    browser.webContents.on('did-navigate', (_event, url) => { if (!isPage(url)) this.#load(); });
    browser.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit' || this.#state === 'done') return;
      options.onError('window', new Error(`The page's process ended: ${reason}.`));
      void this.#recover();
    });
  }

  #requestClose(): void {
    if (this.#state !== 'open') return;
    // A page that never ran, or runs no more, has nothing to save.
    if (!this.started || this.browser.webContents.isCrashed()) {
      void this.#finish();
      return;
    }
    this.#state = 'asking';
    this.notify({ kind: 'closing' });
    this.#closingTimer = setTimeout(() => { void this.#decide(this.#mayClose(askToCloseUnresponsive(this.browser))); }, closingLimit);
  }

  /** Whoever closes in spite of what is unsaved is still asked about what is. */
  async #mayClose(question: Promise<boolean>): Promise<boolean> {
    return await question && await this.options.mayClose();
  }

  async #decide(question: Promise<boolean>): Promise<void> {
    if (await question) return this.#finish();
    if (this.#state !== 'asking') return;
    this.#state = 'open';
    this.#tellWaiting(false);
    this.options.closingCancelled();
  }

  async #finish(): Promise<void> {
    if (this.#state === 'closing' || this.#state === 'done') return;
    this.#stopTimer();
    this.#state = 'closing';
    this.#tellWaiting(true);
    await this.options.beforeClosed().catch((error: unknown) => { this.options.onError('closing', error); });
    this.#state = 'done';
    if (!this.browser.isDestroyed()) this.browser.destroy();
  }

  #tellWaiting(going: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const settle of waiting) settle(going);
  }

  #stopTimer(): void {
    if (this.#closingTimer) clearTimeout(this.#closingTimer);
    this.#closingTimer = null;
  }

  /** Brings a page back whose process is gone. It asks for its document again, as at the start. */
  async #recover(): Promise<void> {
    const now = performance.now();
    this.#crashes = [...this.#crashes.filter((time) => now - time < crashPeriod), now];
    if (this.#state === 'asking') return this.#finish();
    if (this.#crashes.length > crashLimit && await askToCloseCrashed(this.browser)) return this.#finish();
    if (!this.browser.isDestroyed()) this.#load();
  }
}

/** The remembered place, unless no screen shows it any more. */
function visiblePlace({ place, width, height }: WindowState): { x: number | null; y: number | null } {
  if (!place) return { x: null, y: null };
  const seen = screen.getAllDisplays().some(({ workArea }) => place.x < workArea.x + workArea.width - 80 && place.x + width > workArea.x + 80
    && place.y >= workArea.y - 20 && place.y < workArea.y + workArea.height - Math.min(80, height));
  return seen ? place : { x: null, y: null };
}
