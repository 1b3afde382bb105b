// Pictures of every state of the window in every dress, to be looked at: `npm run pictures`. They stay in `demo/states/`.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test, type Page } from '@playwright/test';
import { standardSettings, type Settings } from '../../core/settings';
import { layoutFaults } from '../renderer/layout-faults';
import { openWindowPage } from '../renderer/window-page';
import { afresh, recentDocuments, startStates, stateAnnotations, stateText, textStates, type WindowState } from '../renderer/window-states';

const folder = path.resolve(import.meta.dirname, '../../demo/states');
/** Which states, as an expression: all without one. */
const wanted = new RegExp(process.env['MANICULE_STATES'] ?? '', 'u');

interface Dress {
  readonly name: string;
  readonly theme?: Settings['look']['theme'];
  readonly language?: Settings['language'];
}

const wide: readonly Dress[] = [{ name: 'light' }, { name: 'dark', theme: 'dark' }, { name: 'sepia', theme: 'sepia' }, { name: 'contrast', theme: 'contrast' }, { name: 'contrast-dark', theme: 'contrast-dark' }, { name: 'arabic', language: 'ar' }, { name: 'german', language: 'de' }];
const sizes: readonly { readonly width: number; readonly height: number; readonly dresses: readonly Dress[] }[] = [
  { width: 1280, height: 860, dresses: wide },
  { width: 480, height: 720, dresses: [{ name: 'narrow' }, { name: 'narrow-arabic', language: 'ar' }, { name: 'narrow-german', language: 'de' }] },
  { width: 640, height: 400, dresses: [{ name: 'zoomed' }, { name: 'zoomed-german', language: 'de' }] },
];

for (const [kind, states] of [['text', textStates], ['start', startStates]] as const) {
  test(`every state, ${kind}`, async () => {
    test.setTimeout(1_800_000);
    const { page, browser } = await openWindowPage(stateText, kind === 'text' ? { annotations: [...stateAnnotations] } : { startPage: true, recent: [...recentDocuments] });
    page.setDefaultTimeout(10_000);
    for (const state of states) if (wanted.test(state.name)) await show(page, state, kind === 'text');
    await browser.close();
  });
}

async function show(page: Page, state: WindowState, text: boolean): Promise<void> {
  for (const { width, height, dresses } of sizes) {
    await page.setViewportSize({ width, height });
    await afresh(page, text);
    await state.enter(page).catch((error: unknown) => { console.log(`${state.name} at ${String(width)}: ${String(error).slice(0, 300)}`); });
    for (const { name, theme = 'light', language = 'en' } of dresses) {
      await page.evaluate((settings) => { (window as unknown as { tell(notice: unknown): void }).tell({ kind: 'settings-changed', settings }); }, { ...standardSettings, language, look: { ...standardSettings.look, theme } });
      await page.waitForTimeout(language === 'en' ? 150 : 400);
      await mkdir(path.join(folder, name), { recursive: true });
      await writeFile(path.join(folder, name, `${state.name}.png`), await page.screenshot());
      const faults = await layoutFaults(page);
      if (faults.length > 0) console.log(`${state.name}, ${name}:\n  ${faults.join('\n  ')}`);
    }
  }
}

/** All pictures of one dress on sheets, six on each. */
test.afterAll(async () => {
  const { browser, page } = await openWindowPage('');
  await page.setViewportSize({ width: 1560, height: 1500 });
  const names = [...textStates, ...startStates].map(({ name }) => name).filter((name) => wanted.test(name));
  for (const dress of sizes.flatMap(({ dresses }) => dresses)) {
    const perSheet = dress.name.startsWith('narrow') ? 8 : 6;
    for (let from = 0; from < names.length; from += perSheet) {
      const pictures = await Promise.all(names.slice(from, from + perSheet).map(async (name) => {
        const bytes = await readFile(path.join(folder, dress.name, `${name}.png`)).catch(() => null);
        return bytes ? `<figure><img src="data:image/png;base64,${bytes.toString('base64')}"><figcaption>${name}</figcaption></figure>` : '';
      }));
      await page.setContent(`<style>body{margin:6px;background:#888;font:13px sans-serif;display:grid;grid-template-columns:repeat(${perSheet === 8 ? '4' : '2'},1fr);gap:6px}figure{margin:0}img{width:100%;display:block}</style>${pictures.join('')}`);
      await writeFile(path.join(folder, `${dress.name}-${String(from / perSheet + 1)}.png`), await page.screenshot({ fullPage: true }));
    }
  }
  await browser.close();
});
