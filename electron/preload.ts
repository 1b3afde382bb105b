/** Puts `window.manicule` into the page: one frozen closure a request, nothing of Electron itself. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { ManiculeApi, Notice } from '../core/contract';
import { channelOf, noticeChannel, type ServedRequests } from './channels';

type Reply<Name extends keyof ServedRequests> = ReturnType<ServedRequests[Name]>;

function ask<Name extends keyof ServedRequests>(name: Name, ...parameters: unknown[]): Reply<Name> {
  return ipcRenderer.invoke(channelOf(name), ...parameters) as Reply<Name>;
}

const api: ManiculeApi = {
  start: () => ask('start'),
  chooseDocument: () => ask('chooseDocument'),
  openRecent: (documentId) => ask('openRecent', documentId),
  locateRecent: (documentId) => ask('locateRecent', documentId),
  listRecent: () => ask('listRecent'),
  forgetRecent: (documentId) => ask('forgetRecent', documentId),
  searchLibrary: (search) => ask('searchLibrary', search),
  openAnnotation: (documentId, annotationId) => ask('openAnnotation', documentId, annotationId),
  listTags: () => ask('listTags'),
  changeTag: (from, to) => ask('changeTag', from, to),
  takeBackTags: () => ask('takeBackTags'),
  openSample: () => ask('openSample'),
  openTour: () => ask('openTour'),
  keepTour: (documentId) => ask('keepTour', documentId),
  reopen: (documentId) => ask('reopen', documentId),
  readChunk: (documentId, index) => ask('readChunk', documentId, index),
  settle: (documentId, doubted) => ask('settle', documentId, doubted),
  readAnnotations: (documentId, list, from) => ask('readAnnotations', documentId, list, from),
  saveChange: (documentId, change) => ask('saveChange', documentId, change),
  sendPart: (documentId, name, part) => ask('sendPart', documentId, name, part),
  saveParts: (documentId, name) => ask('saveParts', documentId, name),
  saveReadingPosition: (documentId, offset) => ask('saveReadingPosition', documentId, offset),
  exportCopy: (documentId, format, options) => ask('exportCopy', documentId, format, options),
  cancelExport: (documentId) => ask('cancelExport', documentId),
  previewCopy: (documentId, format, options) => ask('previewCopy', documentId, format, options),
  drawCopy: (documentId, format, options) => ask('drawCopy', documentId, format, options),
  copyAnnotations: (documentId, form, ids) => ask('copyAnnotations', documentId, form, ids),
  printCopy: (documentId) => ask('printCopy', documentId),
  importAnnotations: (documentId) => ask('importAnnotations', documentId),
  findPlace: (documentId) => ask('findPlace', documentId),
  keepBeside: (documentId, beside) => ask('keepBeside', documentId, beside),
  leaveFolder: (folder) => ask('leaveFolder', folder),
  importBeside: (documentId) => ask('importBeside', documentId),
  saveSettings: (change) => ask('saveSettings', change),
  listEarlierStates: (documentId) => ask('listEarlierStates', documentId),
  readEarlierState: (documentId, name) => ask('readEarlierState', documentId, name),
  copyText: (text) => ask('copyText', text),
  showInFolder: (what) => ask('showInFolder', what),
  readyToClose: (unsaved) => ask('readyToClose', unsaved),
  textShown: () => ask('textShown'),
  // A page can name files of the system only by handing over what a person dropped on it.
  openDropped: (file) => ask('openDropped', webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0])),
  onNotice: (listener) => {
    const forward = (_event: unknown, notice: Notice): void => { listener(notice); };
    ipcRenderer.on(noticeChannel, forward);
    return () => { ipcRenderer.removeListener(noticeChannel, forward); };
  },
};

contextBridge.exposeInMainWorld('manicule', Object.freeze(api));
