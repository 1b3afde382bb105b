import { WebContentsView, type WebContents } from 'electron';
import type { PrintOptions } from './print-options';
import { offerPage, pagePreferences } from './print-session';
import { sheetMargins } from './print-style';

/** Held while they print: a view that nothing refers to is collected, and its page with it. */
const views = new Set<WebContentsView>();

function whenAborted(signal: AbortSignal | undefined): { readonly promise: Promise<never>; stop(): void } {
  let stop = (): void => undefined;
  const promise = new Promise<never>((_resolve, reject) => {
    const abort = (): void => { reject(signal?.reason instanceof Error ? signal.reason : new Error('Printing was ended.')); };
    signal?.addEventListener('abort', abort);
    stop = () => { signal?.removeEventListener('abort', abort); };
  });
  // Whoever waits for it hears of it; nobody need be waiting.
  promise.catch(() => undefined);
  return { promise, stop };
}

function whenGone(contents: WebContents): Promise<never> {
  return new Promise<never>((_resolve, reject) => {
    contents.once('render-process-gone', (_event, { reason }) => { reject(new Error(`The process that prints ended: ${reason}.`)); });
  });
}

/**
 * Prints an HTML page to a tagged PDF, out of sight and without a window, so that it works without a display too. No script runs, nothing
 * is loaded. To be called when the app is ready. Rejects with the signal's reason when it is aborted.
 */
export async function printPage(html: string, { paper, signal }: PrintOptions): Promise<Uint8Array> {
  signal?.throwIfAborted();
  const page = offerPage(html);
  const view = new WebContentsView({ webPreferences: pagePreferences() });
  const contents = view.webContents;
  const aborted = whenAborted(signal);
  const gone = whenGone(contents);
  gone.catch(() => undefined);
  views.add(view);
  try {
    await Promise.race([contents.loadURL(page.url), aborted.promise, gone]);
    const printing = contents.printToPDF({ pageSize: paper, margins: sheetMargins, printBackground: true, generateTaggedPDF: true });
    return await Promise.race([printing, aborted.promise, gone]);
  } finally {
    aborted.stop();
    page.withdraw();
    views.delete(view);
    if (!contents.isDestroyed()) contents.close();
  }
}
