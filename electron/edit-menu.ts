import { Menu, type BrowserWindow, type ContextMenuParams, type MenuItemConstructorOptions } from 'electron';
import { translate } from './texts';

/**
 * The menu of a field in which something is written, and of words that are selected where nothing is; annotations have one of their own in the page.
 * Without anything to do there is none.
 */
export function showEditMenu(window: BrowserWindow, { isEditable, selectionText, editFlags, x, y }: Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags' | 'x' | 'y'>): void {
  const copy: MenuItemConstructorOptions = { label: translate('menu.copy'), role: 'copy', enabled: editFlags.canCopy };
  if (!isEditable && selectionText.trim() === '') return;
  const items: MenuItemConstructorOptions[] = isEditable
    ? [
        { label: translate('menu.cut'), role: 'cut', enabled: editFlags.canCut },
        copy,
        { label: translate('menu.paste'), role: 'paste', enabled: editFlags.canPaste },
        { type: 'separator' },
        { label: translate('menu.select-all'), role: 'selectAll', enabled: editFlags.canSelectAll },
      ]
    : [copy];
  Menu.buildFromTemplate(items).popup({ window, x, y });
}
