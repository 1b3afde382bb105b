import { Menu, type BaseWindow, type MenuItemConstructorOptions } from 'electron';
import { commands, type Command, type RecentDocument } from '../core/contract';
import { clipForms } from '../core/export/clip';
import { exportFormats } from '../core/export/formats';
import { isPlain } from '../core/keys/key-names';
import type { Keymap } from '../core/keys/keymap';
import type { TextKey } from '../core/messages/text-key';
import { translate } from './texts';

/** What the menu has done. */
export interface MenuOptions {
  readonly recent: readonly RecentDocument[];
  /** The keys that the menus name. */
  readonly keymap: Keymap;
  readonly developerTools: boolean;
  send(command: Command, window: BaseWindow | undefined): void;
  openRecent(documentId: string, window: BaseWindow | undefined): void;
  openSample(): void;
  showStorage(): void;
  exportLibrary(window: BaseWindow | undefined): void;
  importLibrary(window: BaseWindow | undefined): void;
}

type Click = NonNullable<MenuItemConstructorOptions['click']>;

/**
 * Puts the menu bar up. Keys of one letter are only shown: the window acts on them itself,
 * for in a comment they are letters. The other keys reach the menu when the page has no use for them.
 */
export function showMenu(options: MenuOptions): void {
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(Menu.buildFromTemplate([
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    fileMenu(options, isMac), editMenu(options), viewMenu(options), annotationMenu(options),
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    helpMenu(options),
  ]));
}

function command(options: MenuOptions, label: TextKey, name: Command): MenuItemConstructorOptions {
  const click: Click = (_item, window) => { options.send(name, window); };
  const [keys] = options.keymap[name] ?? [];
  const accelerator = keys === undefined ? null : acceleratorOf(keys);
  return { label: translate(label), click, ...(keys === undefined || accelerator === null ? {} : { accelerator, registerAccelerator: !isPlain(keys) }) };
}

/** Keys as Electron names them; null for those it has no name for, which would end the program. The window knows them all the same. */
function acceleratorOf(keys: string): string | null {
  if (!/^(?:(?:Ctrl|Alt|Shift)\+)*(?:[!-~]|F\d{1,2}|Del|Backspace|Insert|Space|Up|Down|Left|Right|Home|End|PgUp|PgDn)$/u.test(keys)) return null;
  return keys.replace(/^Ctrl\+/u, 'CmdOrCtrl+').replace(/\+\+$/u, '+Plus').replace('PgDn', 'PageDown').replace('PgUp', 'PageUp').replace(/Del$/u, 'Delete');
}

function fileMenu(options: MenuOptions, isMac: boolean): MenuItemConstructorOptions {
  const recent = options.recent.map(({ documentId, name, path, missing }): MenuItemConstructorOptions => {
    const label = name.replaceAll('&', '&&');
    return { label: missing ? translate('menu.missing', { name: label }) : label, sublabel: path, click: (_item, window) => { options.openRecent(documentId, window); } };
  });
  const formats = commands.flatMap((name): MenuItemConstructorOptions[] => {
    const format = exportFormats.find((known) => name === `export-${known}`);
    if (!format) return [];
    const label = translate('menu.export.format', { format: translate(`format.${format}`) });
    return [{ ...command(options, 'menu.export-as', name), label }];
  });
  return {
    label: translate('menu.file'),
    submenu: [
      command(options, 'menu.open', 'open'),
      { label: translate('menu.open-recent'), submenu: recent.length > 0 ? recent : [{ label: translate('menu.no-recent'), enabled: false }] },
      { type: 'separator' },
      command(options, 'menu.export', 'export'),
      { label: translate('menu.export-as'), submenu: formats },
      command(options, 'menu.import', 'import'),
      command(options, 'menu.restore', 'restore'),
      command(options, 'menu.choose-place', 'choose-place'),
      {
        label: translate('menu.library'),
        submenu: [
          { label: translate('menu.library.export'), click: (_item, window) => { options.exportLibrary(window); } },
          { label: translate('menu.library.import'), click: (_item, window) => { options.importLibrary(window); } },
        ],
      },
      { type: 'separator' },
      command(options, 'menu.print', 'print'),
      { type: 'separator' },
      { label: translate('menu.close'), role: 'close', accelerator: 'CmdOrCtrl+W' },
      ...(isMac ? [] : [{ label: translate('menu.quit'), role: 'quit', accelerator: 'CmdOrCtrl+Q' } as const]),
    ],
  };
}

function editMenu(options: MenuOptions): MenuItemConstructorOptions {
  return {
    label: translate('menu.edit'),
    submenu: [
      command(options, 'menu.undo', 'undo'),
      command(options, 'menu.redo', 'redo'),
      { type: 'separator' },
      { label: translate('menu.cut'), role: 'cut' },
      { label: translate('menu.copy'), role: 'copy' },
      { label: translate('menu.paste'), role: 'paste' },
      { ...command(options, 'menu.select-all', 'select-all'), accelerator: 'CmdOrCtrl+A' },
      { type: 'separator' },
      command(options, 'menu.find', 'find'),
      command(options, 'menu.find-next', 'find-next'),
      command(options, 'menu.find-previous', 'find-previous'),
      command(options, 'menu.search-library', 'search-library'),
      { type: 'separator' },
      command(options, 'menu.settings', 'settings'),
    ],
  };
}

function viewMenu(options: MenuOptions): MenuItemConstructorOptions {
  return {
    label: translate('menu.view'),
    submenu: [
      command(options, 'menu.sidebar', 'toggle-sidebar'),
      command(options, 'menu.outline', 'outline'),
      { type: 'separator' },
      command(options, 'menu.go-to', 'go-to'),
      // In a field these keys go from word to word.
      { ...command(options, 'menu.back', 'back'), registerAccelerator: false },
      { ...command(options, 'menu.forward', 'forward'), registerAccelerator: false },
      { type: 'separator' },
      command(options, 'menu.zoom-in', 'zoom-in'),
      { ...command(options, 'menu.zoom-in', 'zoom-in'), accelerator: 'CmdOrCtrl+=', visible: false },
      command(options, 'menu.zoom-out', 'zoom-out'),
      command(options, 'menu.zoom-reset', 'zoom-reset'),
      { type: 'separator' },
      { label: translate('menu.full-screen'), role: 'togglefullscreen', ...(process.platform === 'darwin' ? {} : { accelerator: 'F11' }) },
      ...(options.developerTools ? [{ label: translate('menu.developer-tools'), role: 'toggleDevTools' } as const] : []),
    ],
  };
}

function annotationMenu(options: MenuOptions): MenuItemConstructorOptions {
  return {
    label: translate('menu.annotation'),
    submenu: [
      command(options, 'menu.highlight', 'highlight'),
      command(options, 'menu.underline', 'underline'),
      command(options, 'menu.strikethrough', 'strikethrough'),
      command(options, 'menu.mark-every', 'mark-every'),
      { type: 'separator' },
      command(options, 'menu.comment', 'comment'),
      command(options, 'menu.tags', 'tag'),
      command(options, 'menu.delete', 'delete'),
      { type: 'separator' },
      { label: translate('menu.copy-as'), submenu: clipForms.map((form) => command(options, `clip.${form}`, `copy-${form}`)) },
      { label: translate('menu.copy-all-as'), submenu: clipForms.map((form) => command(options, `clip.${form}`, `copy-all-${form}`)) },
      { type: 'separator' },
      command(options, 'menu.manage-tags', 'manage-tags'),
      { type: 'separator' },
      command(options, 'menu.next-annotation', 'next-annotation'),
      command(options, 'menu.previous-annotation', 'previous-annotation'),
    ],
  };
}

function helpMenu(options: MenuOptions): MenuItemConstructorOptions {
  return {
    label: translate('menu.help'),
    role: 'help',
    submenu: [
      command(options, 'menu.palette', 'palette'),
      command(options, 'menu.shortcuts', 'shortcuts'),
      command(options, 'menu.tour', 'tour'),
      { label: translate('menu.sample'), click: () => { options.openSample(); } },
      { type: 'separator' },
      { label: translate('menu.storage'), click: () => { options.showStorage(); } },
    ],
  };
}
