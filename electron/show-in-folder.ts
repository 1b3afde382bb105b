// eslint-disable-next-line no-restricted-imports -- only showItemInFolder, which names a local file; openExternal stays closed
import { shell } from 'electron';

/** Shows a file or folder in the system's file manager. */
export function showInFolder(path: string): void {
  shell.showItemInFolder(path);
}
