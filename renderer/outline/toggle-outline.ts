import { flushSync } from 'react-dom';
import type { Reader } from '../reader';

/** True while the outline was asked for and its rows are not there yet. */
let awaited = false;

/** Shows the outline and gives it the keys; closes the pane when it has them already. */
export function toggleOutline(reader: Reader): void {
  if (document.activeElement?.closest('.outline')) {
    reader.store.set({ sidebar: false });
    reader.view?.focus();
    return;
  }
  // Drawn at once, so that there is something that can take the focus: the rows, or the tab until they come.
  flushSync(() => { reader.store.set({ sidebar: true, sidebarTab: 'outline' }); });
  awaited = true;
  document.querySelector<HTMLElement>('.sidebar [aria-selected="true"]')?.focus();
  focusAwaitedRow();
}

/** Gives the keys to the outline's row, when it was asked for and the focus has not gone anywhere else since. */
export function focusAwaitedRow(): void {
  if (!awaited) return;
  if (document.activeElement?.getAttribute('role') !== 'tab') {
    awaited = false;
    return;
  }
  const row = document.querySelector<HTMLElement>('.outline [tabindex="0"]');
  if (!row) return;
  awaited = false;
  row.focus();
}
