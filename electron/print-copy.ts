import { BrowserWindow } from 'electron';
import { failure, success, type Result } from '../core/problem';
import { offerPage, pagePreferences } from './copies/pdf/print-session';

/** How Chromium says that the person closed the print dialog: in words, there is no code. */
const cancelled = /cancel/i;

/**
 * Hands a page to the system's print dialog, out of a window that nobody sees: sandboxed, without scripts, in a session that knows
 * only this page. False: the person cancelled. To be called when the app is ready.
 */
export async function printCopy(html: string): Promise<Result<boolean>> {
  const page = offerPage(html);
  const window = new BrowserWindow({ show: false, webPreferences: pagePreferences() });
  try {
    await window.loadURL(page.url);
    return await printed(window);
  } finally {
    page.withdraw();
    window.destroy();
  }
}

function printed({ webContents }: BrowserWindow): Promise<Result<boolean>> {
  return new Promise((resolve) => {
    webContents.once('render-process-gone', (_event, { reason }) => { resolve(failure({ kind: 'print-failed', reason })); });
    webContents.print({ silent: false, printBackground: true }, (done, reason) => {
      if (done) resolve(success(true));
      else resolve(cancelled.test(reason) ? success(false) : failure({ kind: 'print-failed', reason }));
    });
  });
}
