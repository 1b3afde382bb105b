import { basename, dirname } from 'node:path';
import { dialog, type BrowserWindow } from 'electron';
import { fileExtensions, type ExportFormat } from '../core/export/formats';
import { describeProblem } from '../core/messages/describe-problem';
import type { Problem } from '../core/problem';
import { suggestedCopy } from './copy-name';
import { translate } from './texts';

const textExtensions = ['txt', 'text', 'md', 'markdown', 'log', 'csv', 'tsv', 'org', 'rst', 'tex', 'json', 'xml', 'yaml', 'yml'];
const copyExtensions = ['html', 'htm', 'docx', 'odt', 'pdf'];

/** Asks for a document to open. Null: cancelled. */
export async function askForDocument(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: translate('dialog.open.title'),
    properties: ['openFile'],
    filters: [
      { name: translate('dialog.open.all'), extensions: ['*'] },
      { name: translate('dialog.open.text'), extensions: textExtensions },
      { name: translate('dialog.open.copies'), extensions: copyExtensions },
    ],
  });
  return canceled ? null : filePaths[0] ?? null;
}

/** Asks where an annotated copy of `source` shall go. Null: cancelled. */
export async function askForCopy(window: BrowserWindow, source: string, format: ExportFormat): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: translate('dialog.export.title'),
    defaultPath: suggestedCopy(source, format),
    filters: [{ name: translate(`format.${format}`), extensions: [fileExtensions[format]] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** Asks where a copy of the tour shall be. A file that is there is not replaced. Null: cancelled. */
export async function askForTourCopy(window: BrowserWindow, source: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: translate('dialog.tour.title'),
    defaultPath: basename(source),
    filters: [{ name: translate('dialog.open.text'), extensions: textExtensions }],
    properties: ['createDirectory'],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** Asks whether a copy of the tour shall be kept before it goes. Closing the question means to stay. */
export async function askToKeepTour(window: BrowserWindow): Promise<'keep' | 'drop' | 'stay'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question', message: translate('dialog.tour.message'), detail: translate('dialog.tour.detail'),
    buttons: [translate('dialog.tour.keep'), translate('dialog.tour.drop'), translate('dialog.cancel')], defaultId: 0, cancelId: 2, noLink: true,
  });
  return (['keep', 'drop'] as const)[response] ?? 'stay';
}

/** Asks for a file of annotations. Null: cancelled. */
export async function askForAnnotations(window: BrowserWindow, source: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: translate('dialog.import.title'),
    defaultPath: dirname(source),
    properties: ['openFile'],
    filters: [
      { name: translate('dialog.import.filter'), extensions: ['html', 'htm', 'jsonld', 'json', 'pdf', 'docx', 'odt', 'md', 'csv', 'txt'] },
      { name: translate('dialog.open.all'), extensions: ['*'] },
    ],
  });
  return canceled ? null : filePaths[0] ?? null;
}

/** Asks where the file is now that was at `formerly`. Null: cancelled. */
export async function askForMoved(window: BrowserWindow, formerly: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: translate('dialog.locate.title', { name: basename(formerly) }),
    defaultPath: dirname(formerly),
    properties: ['openFile'],
  });
  return canceled ? null : filePaths[0] ?? null;
}

/** Asks whether to close although not all was saved. */
export async function askToCloseUnsaved(window: BrowserWindow, count: number): Promise<boolean> {
  return ask(window, translate('dialog.unsaved.message', { count }), translate('dialog.unsaved.detail'), translate('dialog.cancel'));
}

/** Asks whether to close a window that does not answer. */
export async function askToCloseUnresponsive(window: BrowserWindow): Promise<boolean> {
  return ask(window, translate('dialog.unresponsive.message'), translate('dialog.unresponsive.detail'), translate('dialog.wait'));
}

/** Asks whether to close a window whose page keeps failing. */
export async function askToCloseCrashed(window: BrowserWindow): Promise<boolean> {
  return ask(window, translate('dialog.crashed.message'), translate('dialog.crashed.detail'), translate('dialog.try-again'));
}

async function ask(window: BrowserWindow, message: string, detail: string, stay: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning', message, detail, buttons: [stay, translate('dialog.close-anyway')], defaultId: 0, cancelId: 0, noLink: true,
  });
  return response === 1;
}

/** Tells a problem. */
export async function tellProblem(window: BrowserWindow, problem: Problem): Promise<void> {
  const { what, why, whatToDo } = describeProblem(problem, translate);
  await dialog.showMessageBox(window, { type: 'warning', message: what, detail: `${why}\n${whatToDo}`, buttons: [translate('dialog.problem.ok')] });
}
