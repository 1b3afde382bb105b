import { Store } from './store';

/** What can lie over the window, one at a time. */
export type Overlay = 'palette' | 'library-search' | 'tag-manager' | 'keys' | 'restore' | 'place';

/** What lies over the window now; null: nothing. */
export const overlay = new Store<{ readonly open: Overlay | null }>({ open: null });

/** Opens an overlay, or closes the one that is open. */
export function setOverlay(open: Overlay | null): void {
  overlay.set({ open });
}
