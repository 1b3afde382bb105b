import { setTimeout as wait } from 'node:timers/promises';
import { BrowserWindow } from 'electron';
import { failure, success, type Result } from '../core/problem';
import { offerPage, pagePreferences } from './copies/pdf/print-session';
import type { DrawnPage } from './look-at-copy';

/** Milliseconds after which words must do for a picture: more than a busy machine needs. */
const longestDrawing = 30_000;

/**
 * Draws a page in a window that nobody sees: sandboxed, without scripts, in a session that knows only this page. Answers with the picture
 * as a `data:` address; null when there is none in reasonable time. The problem `cancelled`: `signal` was aborted. To be called when the app is ready.
 */
export async function drawPage({ html, width, height }: DrawnPage, signal: AbortSignal): Promise<Result<string | null>> {
  if (signal.aborted) return failure({ kind: 'cancelled' });
  const page = offerPage(html);
  const window = new BrowserWindow({ show: false, width, height, useContentSize: true, frame: false, enableLargerThanScreen: true, skipTaskbar: true, webPreferences: pagePreferences() });
  const drawing = draw(window, page.url);
  // Nobody waits for it when it was ended.
  drawing.catch(() => undefined);
  let end = (): void => undefined;
  const ended = new Promise<null>((resolve) => {
    end = () => { resolve(null); };
    setTimeout(end, longestDrawing).unref();
    signal.addEventListener('abort', end);
    window.webContents.once('render-process-gone', end);
  });
  try {
    const picture = await Promise.race([drawing, ended]);
    return signal.aborted ? failure({ kind: 'cancelled' }) : success(picture);
  } finally {
    signal.removeEventListener('abort', end);
    page.withdraw();
    window.destroy();
  }
}

/** Milliseconds until the next try, where nothing has come onto the page's surface yet. */
const nextTry = 50;

/** Tries until there is a picture, or the window is gone: a page that is loaded has not always been drawn. */
async function draw({ webContents }: BrowserWindow, url: string): Promise<string | null> {
  await webContents.loadURL(url);
  while (!webContents.isDestroyed()) {
    const picture = await webContents.capturePage(undefined, { stayHidden: true });
    if (!picture.isEmpty()) return picture.toDataURL();
    await wait(nextTry);
  }
  return null;
}
