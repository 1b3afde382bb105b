import { readFileSync, writeFileSync } from 'node:fs';
import { isRecord } from '../core/model/parse-annotation';

/** Size and place of a window, in pixels that do not depend on the screen's density. */
export interface WindowState {
  readonly width: number;
  readonly height: number;
  /** Null: where the system likes. */
  readonly place: { readonly x: number; readonly y: number } | null;
  readonly maximized: boolean;
}

const defaultState: WindowState = { width: 1180, height: 820, place: null, maximized: false };

function isLength(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 100_000;
}

/** A state from outside, or null when it is none. */
export function parseWindowState(value: unknown): WindowState | null {
  if (!isRecord(value) || !isLength(value['width']) || !isLength(value['height'])) return null;
  const { width, height, maximized, place } = value;
  const known = isRecord(place) && isLength(place['x']) && isLength(place['y']) ? { x: place['x'], y: place['y'] } : null;
  return { width: Math.max(480, width), height: Math.max(360, height), place: known, maximized: maximized === true };
}

/** The state that the last window left, or a default: nothing depends on this file. */
export function readWindowState(path: string): WindowState {
  try {
    return parseWindowState(JSON.parse(readFileSync(path, 'utf8'))) ?? defaultState;
  } catch {
    return defaultState;
  }
}

/** Keeps the state for the next window, as far as that is possible. */
export function writeWindowState(path: string, state: WindowState): void {
  try {
    writeFileSync(path, JSON.stringify(state), { mode: 0o600 });
  } catch {
    // A full disk must not keep a window from closing; the next window opens in its default size.
    return;
  }
}
