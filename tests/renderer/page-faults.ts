import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { axe, axeAddress } from './serve-pages';

/** What axe finds, shortly: rule and place. The guards that pass the focus on around a pop-up are left out: they never keep it. */
export async function faults(page: Page, rules: readonly string[] | null = null): Promise<string[]> {
  if (!await page.evaluate(() => 'axe' in window)) {
    // The real window takes no script but its own, and is served none.
    if (page.url().startsWith('http:')) await page.addScriptTag({ url: axeAddress });
    else await page.evaluate(await readFile(axe, 'utf8'));
  }
  return page.evaluate(async (only) => {
    // Of what is in order nothing has to be told, and there is neither a frame nor a film to be waited for.
    const options = { resultTypes: ['violations'], iframes: false, preload: false, ...(only ? { runOnly: { type: 'rule', values: only } } : {}) };
    const { violations } = await (window as unknown as { axe: { run(context: unknown, options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run({ exclude: ['[data-base-ui-focus-guard]'] }, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  }, rules);
}

/** Words that stand out too little from what is behind them (WCAG 2, AA). */
export async function paleWords(page: Page): Promise<string[]> {
  return faults(page, ['color-contrast']);
}
