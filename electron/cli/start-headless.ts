// eslint-disable-next-line no-restricted-imports -- starts nothing but this program itself, with one switch more; all its guards hold there too
import { spawn } from 'node:child_process';
import { app } from 'electron';

/** True where Chromium would look for a display, find none, and end. */
export function needsHeadlessStart(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY && !app.commandLine.hasSwitch('ozone-platform');
}

/**
 * Runs this command again in a process that knows that there is no display: Chromium decides on that before it runs a line of the
 * program. Streams are shared, signals handed on. Answers with the exit status.
 */
export function startHeadless(): Promise<number> {
  const child = spawn(process.execPath, ['--ozone-platform=headless', ...process.argv.slice(1)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { child.kill(signal); });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => { resolve(status ?? 1); });
  });
}
