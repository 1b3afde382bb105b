import type { PaperSize } from '../../../core/export/options';

/** How a page is printed. */
export interface PrintOptions {
  readonly paper: PaperSize;
  /** Ends the printing; the promise is then rejected with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Prints an HTML page to a tagged PDF. */
export type Print = (html: string, options: PrintOptions) => Promise<Uint8Array>;
