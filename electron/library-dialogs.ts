import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { tellProblem } from './dialogs';
import { describeExported, describeImported } from './library-report';
import type { Library } from './storage/library';
import { exportLibrary, importLibrary } from './storage/library-file';
import { translate } from './texts';

const extension = 'manicule';

function filters(): FileFilter[] {
  return [{ name: translate('dialog.library.filter'), extensions: [extension] }, { name: translate('dialog.open.all'), extensions: ['*'] }];
}

/** Asks where to, and writes all annotations of all documents to one file. */
export async function exportAll(library: Library, window: BrowserWindow | null, now: string): Promise<void> {
  if (!window) return;
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: translate('dialog.library.export'),
    defaultPath: `manicule-${now.slice(0, 10)}.${extension}`,
    filters: filters(),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  if (canceled || filePath === '') return;
  const exported = await exportLibrary(library, filePath, now, true);
  if (exported.ok) await tell(window, describeExported(exported.value));
  else await tellProblem(window, exported.problem);
}

/** Asks for a file with all annotations, and merges it into the library. */
export async function importAll(library: Library, window: BrowserWindow | null): Promise<void> {
  if (!window) return;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { title: translate('dialog.library.import'), filters: filters(), properties: ['openFile'] });
  const path = filePaths[0];
  if (canceled || path === undefined) return;
  const imported = await importLibrary(library, path);
  if (imported.ok) await tell(window, describeImported(imported.value));
  else await tellProblem(window, imported.problem);
}

async function tell(window: BrowserWindow, message: string): Promise<void> {
  await dialog.showMessageBox(window, { type: 'info', message, buttons: [translate('dialog.problem.ok')] });
}
