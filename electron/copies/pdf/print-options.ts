/** The sizes of paper on offer. */
export const paperSizes = ['A4', 'Letter'] as const;
/** The name of a size of paper. */
export type PaperSize = (typeof paperSizes)[number];

/** How a page is printed. */
export interface PrintOptions {
  readonly paper: PaperSize;
  /** Ends the printing; the promise is then rejected with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Prints an HTML page to a tagged PDF. */
export type Print = (html: string, options: PrintOptions) => Promise<Uint8Array>;
