import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';

/**
 * Keeps a picture of the window to be looked at, as `NAME.png` in the folder that `MANICULE_PICTURES` names. Without one nothing is drawn: nothing is asserted
 * of pictures, and together they took longer than many a spec. A test that fails has its own.
 */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['MANICULE_PICTURES'];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ animations: 'disabled', path: path.join(folder, `${name}.png`) });
}
