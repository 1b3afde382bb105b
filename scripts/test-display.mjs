// Playwright's global set-up: a display for the windows that the tests open.
import { lacksDisplay, startVirtualDisplay } from './virtual-display.mjs';

/** Starts a display where there is none; the workers inherit DISPLAY. Gives back what stops it. */
export default async function setUpDisplay() {
  if (!lacksDisplay()) return () => undefined;
  const display = await startVirtualDisplay();
  process.env.DISPLAY = display.name;
  return () => display.stop();
}
