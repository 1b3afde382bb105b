import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { closeDefaultSession, closeNetwork } from '../../privacy';
import { registerScheme } from '../../protocol';
import type { Print } from './print-options';
import { printPage } from './print-page';

/**
 * Lets a command print, without a window and beside a running reader: Chromium gets a folder of its own, which goes with the process.
 * To be called while the main script loads. The main script must not wait for the printing at its top level: Electron is ready only
 * after that has ended. The command ends with `app.exit`.
 */
export function preparePrinting(): Print {
  const folder = mkdtempSync(join(tmpdir(), 'manicule-print-'));
  app.setPath('sessionData', folder);
  process.once('exit', () => { rmSync(folder, { recursive: true, force: true }); });
  // Where there is no display, looking for a graphics card costs time and complains.
  app.disableHardwareAcceleration();
  closeNetwork();
  registerScheme();
  app.dock?.hide();
  app.on('window-all-closed', () => undefined);
  const ready = app.whenReady().then(closeDefaultSession);
  return async (html, options) => {
    await ready;
    return printPage(html, options);
  };
}
