import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds, shortly: rule and place. The guards that pass the focus on around a pop-up are left out: they never keep it. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axe, 'utf8'));
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: { run(context: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run({ exclude: ['[data-base-ui-focus-guard]'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
}
