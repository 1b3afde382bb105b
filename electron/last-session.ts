import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { isRecord } from '../core/model/parse-annotation';
import { parseWindowState, type WindowState } from './window-state';

/** A window that was open, and the document in it. */
export interface KeptWindow {
  /** Absolute path of the document. */
  readonly path: string;
  /** Null: as a new window. */
  readonly state: WindowState | null;
}

/** More windows than this do not come back: whoever left so many behind did not mean to. */
const mostWindows = 40;

function parseWindow(value: unknown): KeptWindow | null {
  if (!isRecord(value) || typeof value['path'] !== 'string' || !isAbsolute(value['path']) || value['path'].includes('\0')) return null;
  return { path: value['path'], state: parseWindowState(value['state']) };
}

/** The windows of the last time, the first one first, each document once; none when that cannot be read: nothing depends on this file. */
export function readLastSession(path: string): readonly KeptWindow[] {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const windows = (Array.isArray(value) ? (value as unknown[]) : []).flatMap((window) => parseWindow(window) ?? []);
    return [...new Map(windows.map((window) => [window.path, window])).values()].slice(0, mostWindows);
  } catch {
    return [];
  }
}

/** Keeps the windows for the next start, as far as that is possible: they are never half written. */
export function writeLastSession(path: string, windows: readonly KeptWindow[]): void {
  try {
    writeFileSync(`${path}.tmp`, JSON.stringify(windows), { mode: 0o600 });
    renameSync(`${path}.tmp`, path);
  } catch {
    // A full disk keeps no window from opening or closing; the next start shows the windows that were kept before.
    return;
  }
}
