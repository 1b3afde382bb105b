import type { ManiculeApi } from '../core/contract';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly manicule: ManiculeApi;
  }
}

/** The main process, as this window may speak to it. The only reader of `window.manicule`. */
export const api: ManiculeApi = window.manicule;
