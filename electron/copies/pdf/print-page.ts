import { session, WebContentsView, type Session, type WebContents } from 'electron';
import { scheme } from '../../page';
import type { PrintOptions } from './print-options';

/** Room around the text, in inches; the head line and the page number stand in it. */
const margins = { top: 0.7, bottom: 0.7, left: 0.55, right: 0.55 } as const;

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

const waiting = new Map<string, string>();
/** Held while they print: a view that nothing refers to is collected, and its page with it. */
const views = new Set<WebContentsView>();
let printSession: Session | null = null;
let lastPage = 0;

/** A session of its own, in memory, that knows nothing but the pages that wait to be printed. */
function sessionForPrinting(): Session {
  if (printSession) return printSession;
  const created = session.fromPartition('print');
  created.protocol.handle(scheme, (request) => {
    const html = waiting.get(request.url);
    if (html === undefined) return new Response('Not found', { status: 404 });
    return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, 'x-content-type-options': 'nosniff' } });
  });
  return (printSession = created);
}

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
  const url = `${scheme}://print/${String(lastPage += 1)}`;
  const view = new WebContentsView({
    webPreferences: {
      session: sessionForPrinting(), sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, webSecurity: true, webgl: false,
      spellcheck: false, backgroundThrottling: false, devTools: false,
    },
  });
  const contents = view.webContents;
  const aborted = whenAborted(signal);
  const gone = whenGone(contents);
  gone.catch(() => undefined);
  waiting.set(url, html);
  views.add(view);
  try {
    await Promise.race([contents.loadURL(url), aborted.promise, gone]);
    const printing = contents.printToPDF({ pageSize: paper, margins, printBackground: true, generateTaggedPDF: true });
    return await Promise.race([printing, aborted.promise, gone]);
  } finally {
    aborted.stop();
    waiting.delete(url);
    views.delete(view);
    if (!contents.isDestroyed()) contents.close();
  }
}
