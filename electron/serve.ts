import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { failure } from '../core/problem';
import { channelOf, type ServedRequests } from './channels';
import { isPage } from './page';
import type { Handlers } from './request-handlers';

/** What serving needs to know of the windows. */
export interface Served {
  /** The handlers of the window with this web contents id, or null when it is none of ours. */
  handlersOf(contentsId: number): Handlers | null;
  /** A bug behind a request: to be logged. */
  onError(request: string, error: unknown): void;
}

const names: Readonly<Record<keyof ServedRequests, true>> = {
  start: true, chooseDocument: true, openRecent: true, locateRecent: true, listRecent: true, forgetRecent: true, searchLibrary: true, openAnnotation: true, listTags: true, changeTag: true, takeBackTags: true, openSample: true, openTour: true, keepTour: true, openDropped: true, reopen: true,
  readChunk: true, settle: true, readAnnotations: true, saveChange: true, sendPart: true, saveParts: true, saveReadingPosition: true, exportCopy: true, cancelExport: true, previewCopy: true, drawCopy: true, copyAnnotations: true, printCopy: true, importAnnotations: true, copyText: true, showInFolder: true,
  saveSettings: true, readyToClose: true, textShown: true, listEarlierStates: true, readEarlierState: true, findPlace: true, keepBeside: true, leaveFolder: true, importBeside: true,
};

/** Answers the requests of all windows. A request from anything but the main frame of a window on the one page is refused. */
export function serveRequests({ handlersOf, onError }: Served): void {
  for (const name of Object.keys(names) as (keyof ServedRequests)[]) {
    ipcMain.handle(channelOf(name), async (event, ...parameters: unknown[]) => {
      const handlers = isFromPage(event) ? handlersOf(event.sender.id) : null;
      if (!handlers) return failure({ kind: 'invalid-argument', argument: 'sender' });
      try {
        return await handlers[name](...parameters);
      } catch (error) {
        onError(name, error);
        return name === 'listRecent' ? [] : failure({ kind: 'unexpected', request: name });
      }
    });
  }
}

function isFromPage({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isPage(senderFrame.url);
}
