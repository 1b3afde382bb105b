import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { app, Menu } from 'electron';
import type { Command, RecentDocument } from '../core/contract';
import { keymapWith } from '../core/keys/keymap';
import { isRecord } from '../core/model/parse-annotation';
import type { Problem } from '../core/problem';
import { argumentsToStartAgain } from './cli/launch-arguments';
import { printPage } from './copies/pdf/print-page';
import { createPrintPort } from './copies/pdf/print-port';
import { tellProblem } from './dialogs';
import { HandedFiles } from './handed-files';
import { exportAll, importAll } from './library-dialogs';
import { languageIn } from './language';
import { readLastSession, type KeptWindow } from './last-session';
import { createLog } from './log-file';
import { showMenu } from './menu';
import { OpenDocuments } from './open-documents';
import { closeDefaultSession, closeNetwork } from './privacy';
import { profileFolders, type ProfileFolders } from './profile';
import { createRunApart } from './run-apart';
import { readPages, registerScheme, servePages } from './protocol';
import { serveRequests } from './serve';
import { SettingsStore } from './settings-store';
import { showInFolder } from './show-in-folder';
import { openLibrary } from './storage/library';
import { speak, translate } from './texts';
import { Windows, type FirstDocument } from './windows';
import { createWorkerClient, type WorkerClient } from './worker-client';
import { Tour } from './tour';

/** How long leaving may take, in milliseconds, before it is forced. */
const leavingLimit = 10_000;
const recentInMenu = 10;
/** How long all annotations are kept in memory after the last search, in milliseconds. */
const searchIdleLimit = 300_000;

/** How long after the start the kept texts are looked through, in milliseconds: not while anyone waits for anything. */
const tidyAfter = 60_000;

/** Runs the reader with windows. The folder `profile` exists; `out` is the folder of the built program. */
export function runReader(files: readonly string[], profile: string, out: string): void {
  const folders = profileFolders(profile);
  if (!app.requestSingleInstanceLock({ files: packFiles(files) })) {
    // The other one has taken the files over.
    app.exit(0);
    return;
  }
  closeNetwork();
  registerScheme();
  const pages = readPages(join(out, 'renderer'));
  // Electron would build a menu of its own first.
  Menu.setApplicationMenu(null);
  const reader = createReader(folders, out);
  const [firstWindow, ...others] = files.length > 0 ? files.map((path) => ({ path, state: null })) : readLastSession(folders.lastSession);
  const owner = reader.windows.newOwner();
  const first: FirstDocument = firstWindow ? reader.documents.open(firstWindow.path, owner) : reader.firstDocument(owner);
  first.catch((error: unknown) => { reader.log.error('opening', error); });
  const { settings } = reader;
  const loaded = settings.load().catch((error: unknown) => { reader.log.error('settings', error); });
  const dress = () => ({ theme: settings.current.look.theme, language: languageIn(settings.current) });
  void Promise.all([app.whenReady(), loaded]).then(async () => {
    closeDefaultSession();
    servePages(pages, dress);
    await speak(dress().language);
    reader.windows.create(owner, first, firstWindow?.state);
    serveRequests({ handlersOf: (id) => reader.windows.handlersOf(id), onError: (request, error) => { reader.log.error(request, error); } });
    // The recent documents come into it when the first one is settled: finding them is no work for the start.
    reader.menuWith([]);
    void openOthers(reader, others, first, files.length > 0).catch((error: unknown) => { reader.log.error('opening', error); });
    reader.handed.ready();
  });
}

type Reader = ReturnType<typeof createReader>;

/** Opens further windows one after the other, so that a file that is named twice is found open the second time. */
async function openOthers({ windows }: Reader, others: readonly KeptWindow[], first: FirstDocument, asked: boolean): Promise<void> {
  if (!asked) return windows.bringBack(others, first);
  await first;
  for (const { path } of others) await windows.openFile(path);
}

function createReader(folders: ProfileFolders, out: string) {
  const now = (): string => new Date().toISOString();
  const log = createLog(folders.logs, now);
  const { worker, searchWorker, startWorker } = createWorkers(out);
  const library = openLibrary(folders.library, {
    now,
    newId: randomUUID,
    onProblem: (problem) => {
      log.error('library', problem.kind);
      documents.report(problem);
    },
    onChanged: (_documentId, record) => { documents.recordChanged(record); },
    besideFolders: () => settings.current.besideFolders,
  });
  const tour = new Tour({ assets: join(out, 'assets'), folder: folders.tour, creator: app.getName(), now, newId: randomUUID, onProblem: (problem) => { documents.report(problem); } });
  const documents: OpenDocuments = new OpenDocuments({
    apart: (path) => tour.apart(path), lookOf: (recordId) => settings.current.documentLooks[recordId],
    library, run: worker.run, snapshots: folders.snapshots, now, newId: randomUUID,
    notify: (owner, notice) => { windows.notify(owner, notice); },
  });
  const settings: SettingsStore = keepSettings(folders, now, (problem) => { documents.report(problem); });
  let leaving = false;
  const menuWith = (recent: readonly RecentDocument[]): void => {
    showMenu({
      recent, keymap: keymapWith(settings.current.shortcuts),
      developerTools: !app.isPackaged,
      send: (command: Command, window) => { windows.notifyFront({ kind: 'command', command }, window); },
      openRecent: (documentId, window) => { windows.openRecent(documentId, window).then(refreshMenu, (error: unknown) => { log.error('menu', error); }); },
      openSample: () => { void windows.openSample(); },
      showStorage: () => { showInFolder(folders.root); },
      exportLibrary: (window) => { void library.then((opened) => exportAll(opened, windows.browserOf(window), now())); },
      importLibrary: (window) => { void library.then((opened) => importAll(opened, windows.browserOf(window))).then(refreshMenu); },
    });
  };
  const refreshMenu = (): void => {
    library.then((opened) => opened.recent(recentInMenu)).then(menuWith, (error: unknown) => { log.error('menu', error); });
  };
  const windows: Windows = new Windows({
    documents, library, tour, run: worker.run, runApart: createRunApart(startWorker), runSearch: searchWorker.run, version: app.getVersion(), now, folders, log, settings,
    preload: join(out, 'electron', 'preload.cjs'),
    assets: join(out, 'assets'),
    textShown: announceOnce(),
    recentChanged: refreshMenu,
    isLeaving: () => leaving, openLater: (path) => { handed.take([path]); },
    closingCancelled: () => { leaving = false; handed.ready(); },
    languageChanged: () => { void speak(languageIn(settings.current)).then(refreshMenu); },
  });
  const firstDocument = (owner: number): FirstDocument => sampleAtFirst({ windows, documents, library, log }, owner);
  tidyLater(startWorker, folders, log, tour);
  const leave = async (): Promise<void> => {
    await documents.closeAll();
    await settings.settled();
    await (await library).close();
    await tour.end();
    await worker.close();
    await searchWorker.close();
  };
  const handed = handleEvents({ windows, log, leave, isLeaving: () => leaving, setLeaving: () => { leaving = true; } });
  return { windows, documents, library, settings, log, menuWith, firstDocument, handed };
}

function keepSettings(folders: ProfileFolders, now: () => string, onProblem: (problem: Problem) => void): SettingsStore {
  return new SettingsStore({ path: folders.settings, setAside: join(folders.library, 'set-aside'), now, onProblem });
}

/** The sample document for a window, as long as nothing else was ever opened. */
async function sampleAtFirst({ windows, documents, library, log }: Pick<Reader, 'windows' | 'documents' | 'library' | 'log'>, owner: number): FirstDocument {
  const path = await windows.placeSample().catch((error: unknown) => {
    log.error('sample', error);
    return null;
  });
  if (path === null) return null;
  const recent = await (await library).recent(2);
  return recent.some((document) => document.path !== path) ? null : documents.open(path, owner);
}

/** Removes kept texts that nothing needs, some time after the start, in a thread of its own; and what a crash left of a tour. */
function tidyLater(startWorker: () => WorkerClient, { snapshots, library }: ProfileFolders, log: Reader['log'], tour: Tour): void {
  setTimeout(() => {
    if (tour.path === null) void tour.end().catch((error: unknown) => { log.error('tour', error); });
    const ownThread = startWorker();
    const tidied = ownThread.run('tidySnapshots', { snapshots, library, now: new Date().toISOString() });
    void tidied.catch((error: unknown) => { log.error('kept texts', error); }).then(() => ownThread.close());
  }, tidyAfter).unref();
}

/** The threads for long work: one for all documents, one that keeps what is searched, and what starts one more. */
function createWorkers(out: string) {
  const start = (idleLimit?: number) => createWorkerClient(join(out, 'electron', 'document-worker.cjs'), () => createPrintPort(printPage), idleLimit);
  return { worker: start(), searchWorker: start(searchIdleLimit), startWorker: () => start() };
}

/** Says once on stdout that the window is open: set-up scripts and people at a terminal wait for it. */
function announceOnce(): () => void {
  let announced = false;
  return () => {
    if (announced) return;
    announced = true;
    process.stdout.on('error', () => undefined);
    process.stdout.write(`${translate('window.open', { version: app.getVersion(), electron: process.versions.electron ?? '' })}\n`);
  };
}

interface EventTools {
  readonly windows: Windows;
  readonly log: Reader['log'];
  leave(): Promise<void>;
  isLeaving(): boolean;
  setLeaving(): void;
}

/** What is handed over opens in windows. */
function handedTo(windows: Windows, log: Reader['log']): HandedFiles {
  return new HandedFiles({
    open: (path) => { windows.openFile(path).catch((error: unknown) => { log.error('opening', error); }); },
    focus: () => { windows.focusAny(); },
  });
}

/** Follows the app's own events; answers with what takes the files over that come with them. */
function handleEvents({ windows, log, leave, isLeaving, setLeaving }: EventTools): HandedFiles {
  const handed = handedTo(windows, log);
  app.on('second-instance', (_event, _argv, _folder, given) => { handed.take(filesOf(given)); });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    handed.take([path]);
  });
  app.on('activate', () => { if (!isLeaving()) handed.take([]); });
  app.on('before-quit', () => {
    setLeaving();
    handed.leave();
  });
  app.on('window-all-closed', () => { if (process.platform !== 'darwin' || isLeaving()) app.quit(); });
  let left = false;
  const end = (status: number): void => {
    left = true;
    const files = handed.forNextStart;
    if (files) app.relaunch({ args: argumentsToStartAgain(process.argv, app.isPackaged ? null : app.getAppPath(), process.cwd(), files) });
    app.exit(status);
  };
  app.on('will-quit', (event) => {
    if (left) return;
    event.preventDefault();
    const limit = setTimeout(() => { end(1); }, leavingLimit);
    leave().catch((error: unknown) => { log.error('leaving', error); }).finally(() => {
      clearTimeout(limit);
      if (!left) end(0);
    });
  });
  handleBugs(windows, log);
  return handed;
}

/** A bug is logged and told once; the windows go on. */
function handleBugs(windows: Windows, log: Reader['log']): void {
  let told = false;
  const onBug = (error: unknown): void => {
    log.error('main process', error);
    const window = windows.any();
    if (told || !window) return;
    told = true;
    void tellProblem(window, { kind: 'unexpected', request: 'main process' });
  };
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
}

/** Paths as letters and digits: handed over as they are, names that are not Latin get lost. */
function packFiles(files: readonly string[]): string {
  return Buffer.from(JSON.stringify(files)).toString('base64');
}

/** Files that another start of the program handed over. */
function filesOf(handed: unknown): string[] {
  const packed = isRecord(handed) ? handed['files'] : null;
  if (typeof packed !== 'string') return [];
  const files: unknown = JSON.parse(Buffer.from(packed, 'base64').toString('utf8'));
  return Array.isArray(files) ? (files as unknown[]).filter((file) => typeof file === 'string').map((file) => resolve(file)) : [];
}
