import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds, shortly: rule and place. The guards that pass the focus on around a pop-up are left out: they never keep it. */
export async function faults(page: Page, rules: readonly string[] | null = null): Promise<string[]> {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(await readFile(axe, 'utf8'));
  return page.evaluate(async (only) => {
    const options = only ? { runOnly: { type: 'rule', values: only } } : {};
    const { violations } = await (window as unknown as { axe: { run(context: unknown, options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run({ exclude: ['[data-base-ui-focus-guard]'] }, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  }, rules);
}

/** Words that stand out too little from what is behind them (WCAG 2, AA). */
export async function paleWords(page: Page): Promise<string[]> {
  return faults(page, ['color-contrast']);
}
