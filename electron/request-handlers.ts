import { isAbsolute } from 'node:path';
import type { OpenedDocument, WindowStart } from '../core/contract';
import type { ExportFormat } from '../core/export/formats';
import { isCount, isId } from '../core/model/parse-annotation';
import { failure, success, type Result } from '../core/problem';
import { withLooksOfRecords } from './document-looks';
import type { Language } from '../core/languages';
import { parseSettingsChange, type SettingsChange } from '../core/settings';
import { besideHandlers } from './beside-handlers';
import { changeHandlers } from './change-handlers';
import type { ServedRequests } from './channels';
import type { DocumentSession } from './document-session';
import type { RunJob } from './document-jobs';
import type { DrawnPage } from './look-at-copy';
import { exportHandlers } from './export-handlers';
import { libraryHandlers } from './library-handlers';
import { findFile } from './locate-document';
import type { OpenDocuments } from './open-documents';
import { refused } from './refused';
import type { RunApart } from './run-apart';
import type { Library } from './storage/library';
import type { Tour } from './tour';
import { tourHandlers } from './tour-handlers';

/** What a window can have done that needs the desktop: dialogs, other windows, the clipboard. */
export interface Desktop {
  start(): Promise<WindowStart>;
  /** Opens a file in this window, or goes to the one that shows it; there to the annotation `reveal`, if one is given. Null: in another window. */
  openPath(path: string, reveal?: string): Promise<Result<OpenedDocument | null>>;
  /** Each asks for a path with a dialog. Null: cancelled. */
  chooseDocument(): Promise<string | null>;
  chooseCopy(source: string, format: ExportFormat): Promise<string | null>;
  chooseAnnotations(source: string): Promise<string | null>;
  /** `formerly` is where the file was. */
  chooseMoved(formerly: string): Promise<string | null>;
  /** Path of the sample, put into the profile where it is not there. */
  samplePath(): Promise<string>;
  /** Asks where a copy of the tour shall be. Null: cancelled. */
  chooseTourCopy(source: string): Promise<string | null>;
  /** Of the windows, now. */
  language(): Language;
  saveSettings(change: SettingsChange): Promise<Result<null>>;
  /** The folders whose annotations lie beside their files. */
  besideFolders(): readonly string[];
  copyText(text: string): void;
  /** Shows how much of an export of the window's document is done, from 0 to 1; null: it is over. */
  exportProgress(documentId: string, done: number | null): void;
  /** Hands a page to the system's print dialog. False: the person cancelled there. */
  printPage(html: string): Promise<Result<boolean>>;
  /** Draws a page; the answer is a `data:` address, null when it could not be drawn. */
  drawPage(page: DrawnPage, signal: AbortSignal): Promise<Result<string | null>>;
  showInFolder(path: string): void;
  /** Of annotations, settings and logs. */
  readonly storageFolder: string;
  readyToClose(unsaved: number): void;
  textShown(): void;
}

/** What the handlers of one window work with. */
export interface HandlerTools {
  readonly owner: number;
  readonly documents: OpenDocuments;
  readonly library: Promise<Library>;
  readonly desktop: Desktop;
  readonly run: RunJob;
  readonly runApart: RunApart;
  readonly tour: Tour;
  /** Runs jobs in the thread that keeps all annotations to be searched. */
  readonly runSearch: RunJob;
  readonly version: string;
  now(): string;
  /** What the menus show is another one now: recent documents, or keys. */
  recentChanged(): void;
}

/** One handler a request. Arguments come from a window and are unknown until they were parsed. */
export type Handlers = { readonly [Name in keyof ServedRequests]: (...parameters: unknown[]) => ReturnType<ServedRequests[Name]> };

/** Longest text for the clipboard, in UTF-16 units: more than any text that can be opened. */
const longestClipboardText = 0x2000_0000;
/** Longest path of a dropped file, in UTF-16 units: no system has longer ones. */
const longestPath = 32_768;
const recentLimit = 50;

/** The handlers for one window. */
export function createHandlers(tools: HandlerTools): Handlers {
  return { ...documentHandlers(tools), ...changeHandlers(tools), ...annotationHandlers(tools), ...exportHandlers(tools), ...besideHandlers(tools), ...libraryHandlers(tools), ...tourHandlers(tools), ...windowHandlers(tools) };
}

type DocumentRequest = 'start' | 'chooseDocument' | 'openRecent' | 'locateRecent' | 'listRecent' | 'forgetRecent' | 'openSample' | 'openDropped' | 'reopen' | 'readChunk' | 'settle' | 'readAnnotations';

function documentHandlers({ owner, documents, library, desktop, recentChanged }: HandlerTools): Pick<Handlers, DocumentRequest> {
  return {
    start: () => desktop.start(),
    async chooseDocument() {
      const path = await desktop.chooseDocument();
      return path === null ? success(null) : desktop.openPath(path);
    },
    async openRecent(documentId) {
      if (!isId(documentId)) return refused('documentId');
      const record = await (await library).load(documentId);
      return record.ok ? desktop.openPath(record.value.path) : record;
    },
    async locateRecent(documentId) {
      if (!isId(documentId)) return refused('documentId');
      const found = await findFile(await library, documentId, (formerly) => desktop.chooseMoved(formerly));
      recentChanged();
      return found.ok && found.value !== null ? desktop.openPath(found.value) : found as Result<null>;
    },
    listRecent: async () => (await library).recent(recentLimit),
    async forgetRecent(documentId) {
      if (!isId(documentId)) return refused('documentId');
      const forgotten = await (await library).forgetRecent(documentId);
      recentChanged();
      return forgotten;
    },
    openSample: async () => desktop.openPath(await desktop.samplePath()),
    async openDropped(path) {
      const usable = typeof path === 'string' && path.length <= longestPath && isAbsolute(path) && !path.includes('\0');
      return usable ? desktop.openPath(path) : refused('file');
    },
    reopen: async (documentId) => withSession(documents, owner, documentId, (session) => documents.open(session.path, owner, session)),
    async readChunk(documentId, index) {
      if (!isCount(index)) return refused('index');
      return withSession(documents, owner, documentId, async (session) => {
        const chunk = await session.source.readChunk(index);
        if (!chunk.ok && session === documents.get(owner)) documents.watch(owner, chunk.problem);
        return chunk;
      });
    },
    async settle(documentId, doubted = false) {
      if (typeof doubted !== 'boolean') return refused('doubted');
      return withSession(documents, owner, documentId, async (session) => {
        const known = session.recordId;
        const settled = await session.settle(doubted);
        if (session === documents.get(owner)) documents.watch(owner, settled.ok ? null : settled.problem);
        recentChanged();
        if (!settled.ok) return settled;
        const { annotations, placements, problems } = settled.value;
        // Which document the file is may be known only now that it was read to its end.
        const look = session.recordId === known ? undefined : documents.lookOf(session);
        return success({ ...settled.value, ...(look ? { look } : {}), ...session.lists.carry(annotations, placements), problems: [...problems, ...documents.takeProblems()] });
      });
    },
    async readAnnotations(documentId, list, from) {
      if (!isCount(list)) return refused('list');
      if (!isCount(from)) return refused('from');
      return withSession(documents, owner, documentId, (session) => Promise.resolve(session.lists.part(list, from)));
    },
  };
}

type AnnotationRequest = 'saveReadingPosition' | 'importAnnotations' | 'listEarlierStates' | 'readEarlierState';

function annotationHandlers(tools: HandlerTools): Pick<Handlers, AnnotationRequest> {
  const { owner, documents, desktop, run } = tools;
  return {
    async saveReadingPosition(documentId, offset) {
      if (!isCount(offset)) return refused('offset');
      return withSession(documents, owner, documentId, (session) => {
        session.saveReadingPosition(offset);
        return Promise.resolve(success(null));
      });
    },
    async importAnnotations(documentId) {
      return withSession(documents, owner, documentId, async (session) => {
        const from = await desktop.chooseAnnotations(session.path);
        if (from === null) return success(null);
        const basis = await session.basis();
        return basis.ok ? run('import', { basis: basis.value, from }) : basis;
      });
    },
    async listEarlierStates(documentId) {
      return withSession(documents, owner, documentId, async ({ recordId, library }) => (recordId === null ? success([]) : library.earlierStates(recordId)));
    },
    async readEarlierState(documentId, name) {
      if (typeof name !== 'string') return refused('name');
      return withSession(documents, owner, documentId, async (session) => {
        const earlier = session.recordId === null ? success(null) : await session.library.earlierState(session.recordId, name);
        if (!earlier.ok) return earlier;
        if (earlier.value === null) return refused('name');
        const basis = await session.basis();
        return basis.ok ? run('restore', { basis: basis.value, earlier: earlier.value }) : basis;
      });
    },
  };
}

type WindowRequest = 'saveSettings' | 'copyText' | 'showInFolder' | 'readyToClose' | 'textShown';

function windowHandlers({ owner, documents, desktop }: HandlerTools): Pick<Handlers, WindowRequest> {
  const done = (): Promise<Result<null>> => Promise.resolve(success(null));
  return {
    async saveSettings(value) {
      const change = parseSettingsChange(value);
      return change ? desktop.saveSettings(await withLooksOfRecords(documents, owner, change)) : refused('change');
    },
    async copyText(text) {
      if (typeof text !== 'string' || text.length > longestClipboardText) return refused('text');
      desktop.copyText(text);
      return done();
    },
    async showInFolder(what) {
      if (what !== 'lastExport' && what !== 'storage') return refused('what');
      const path = what === 'storage' ? desktop.storageFolder : documents.get(owner)?.lastExport ?? null;
      if (path === null) return refused('what');
      desktop.showInFolder(path);
      return done();
    },
    async readyToClose(unsaved) {
      if (!isCount(unsaved)) return refused('unsaved');
      desktop.readyToClose(unsaved);
      return done();
    },
    textShown() {
      desktop.textShown();
      return done();
    },
  };
}

/** The window's own document by its id: a window can name no other. */
export async function withSession<Value>(
  documents: OpenDocuments, owner: number, documentId: unknown, use: (session: DocumentSession) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  if (!isId(documentId)) return refused('documentId');
  const session = documents.get(owner, documentId);
  return session ? use(session) : failure({ kind: 'unknown-document', documentId });
}
